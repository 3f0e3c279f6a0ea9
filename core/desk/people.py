"""The people of a sheet as an office reads them: who they are in full, their numbers masked."""

from dataclasses import replace

from core import db
from core.applications.parties import ID_NUMBER, NAME, PHONE
from core.citizens.citizen import ID_NUMBER as OWN_ID_NUMBER
from core.citizens.citizen import NAME as OWN_NAME
from core.citizens.citizen import PHONE as OWN_PHONE
from core.crypto import open_text
from core.db import Row
from core.desk.views import PartySeen
from core.desk.visible import sees
from core.scenes import Scene
from core.secret import IdNumber, Name, Phone

_PARTIES = """SELECT p.role, p.state, p.confirm_by, p.citizen_id, p.name, p.id_number, p.phone,
z.name AS own_name, z.id_number AS own_id_number, z.phone AS own_phone
FROM parties p LEFT JOIN citizens z ON z.id = p.citizen_id WHERE p.application_id = $1 ORDER BY p.id"""


async def parties_of(application_id: str, scene: Scene, item: str) -> tuple[tuple[PartySeen, ...], tuple[str, ...]]:
    """The parties, and the ids of those of them who are citizens.

    Whom the sheet names in fields that this item does not see is there by role, with nothing but a masked name.
    """
    found = await db.rows(_PARTIES, application_id)
    seen = tuple(_seen(row) if _known_to(row["role"], scene, item) else _hidden(row) for row in found)
    return seen, tuple(row["citizen_id"] for row in found if row["citizen_id"])


def _known_to(role: str, scene: Scene, item: str) -> bool:
    party = scene.parties.get(role)
    named_in = party.takes.values() if party else ()
    return all(sees(scene.fields[name], item) for name in named_in if name in scene.fields)


def _hidden(row: Row) -> PartySeen:
    shown = _seen(row)
    return replace(shown, name=Name(shown.name).masked() if shown.name else "", id_number="", phone="")


def _seen(row: Row) -> PartySeen:
    """What the sheet says of a person goes before what they say of themselves: a decision rests on the sheet."""
    name = _text(row["name"], NAME) or _text(row["own_name"], OWN_NAME)
    number = _text(row["id_number"], ID_NUMBER) or _text(row["own_id_number"], OWN_ID_NUMBER)
    phone = _text(row["phone"], PHONE) or _text(row["own_phone"], OWN_PHONE)
    return PartySeen(
        row["role"],
        name,
        IdNumber(number).masked() if number else "",
        Phone(phone).masked() if phone else "",
        row["state"],
        row["confirm_by"],
    )


def masked_name(blob: bytes | None) -> str:
    """Of a citizen's sealed name, as a queue shows it."""
    return Name(open_text(blob, OWN_NAME)).masked() if blob else ""


def _text(blob: bytes | None, context: str) -> str:
    return open_text(blob, context) if blob else ""
