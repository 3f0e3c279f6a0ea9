"""What a letter may say of an event: read for many at once, in the words of the scene the application began with."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import cast

from core import db
from core.applications.history import NOTE
from core.applications.timeline import opinion_of
from core.applications.versions import pinned
from core.citizens.citizen import PHONE
from core.crypto import open_bytes, open_text
from core.ids import grouped
from core.json import JsonObject, decode
from core.licences import title_of
from core.refusals import NotFound
from core.scenes import Department, Scene
from core.secret import Phone
from notifications import due, wording
from notifications.composing import SMS, Recipient
from notifications.happened import happened
from notifications.letters import Letterhead
from notifications.parties import EVERYTHING, others, recipients
from notifications.post import post
from notifications.visiting import visit_in

_EVENTS = """
WITH w(event_id, kind) AS (VALUES {asked})
SELECT e.id AS event_id, w.kind, e.note, e.data, e.case_id, e.citizen_id, a.id AS application_id, a.scene,
  a.scene_version, a.query_code, a.due_on AS whole_due_on, c.item, c.number, c.department, c.due_on, c.marks, z.phone,
  z.name,
  (SELECT k.kind FROM licences k WHERE k.case_id = e.case_id ORDER BY k.id DESC LIMIT 1) AS licence,
  (SELECT min(p.wanted) FROM preferences p
    WHERE p.citizen_id = e.citizen_id AND p.channel = $1 AND p.kind IN ($2, w.kind)) AS wanted,
  (SELECT l.id FROM letters l WHERE l.event_key = 'event:' || e.id) AS written,
  EXISTS (SELECT 1 FROM parties y WHERE y.application_id = a.id AND y.citizen_id <> a.citizen_id) AS shared
FROM w JOIN events e ON e.id = w.event_id
JOIN applications a ON a.id = e.application_id JOIN citizens z ON z.id = e.citizen_id
LEFT JOIN cases c ON c.id = e.case_id
"""
_CASES = "SELECT application_id, department, due_on FROM cases WHERE application_id IN ({asked}) ORDER BY position"


@dataclass(frozen=True)
class Asked:
    """An event, and the kind of letter it wants."""

    event_id: str
    kind: str


@dataclass(frozen=True)
class Particulars:
    """`key`: the letter's occasion. `written`: there is a letter for it already. `others`: who is told besides."""

    key: str
    application_id: str
    case_id: str | None
    department: str | None
    recipient: Recipient
    values: Mapping[str, str]
    written: bool
    others: tuple[Recipient, ...] = ()


async def particulars(asked: Sequence[Asked]) -> dict[str, Particulars]:
    """By event; an event or a scene nobody knows is left out."""
    marks = ", ".join(f"(${n}, ${n + 1})" for n in range(3, 2 * len(asked) + 3, 2))
    values = [value for one in asked for value in (one.event_id, one.kind)]
    found = await db.rows(_EVENTS.format(asked=marks), SMS, EVERYTHING, *values)
    whole = await _cases_of_each([row["application_id"] for row in found if not row["department"]])
    parties = await recipients([row for row in found if _to_party(row["kind"])])
    besides = await others([(row["event_id"], row["kind"]) for row in found if row["shared"] and _for_all(row["kind"])])
    told = {}
    for row in found:
        with suppress(NotFound):
            scene = await pinned(row["scene"], row["scene_version"])
            one = _particulars(row, scene, _cases_for(row, whole), parties)
            visit = await _visit(row, scene)
            rest = besides.get(row["event_id"], ())
            told[row["event_id"]] = replace(one, values={**one.values, **visit}, others=rest)
    return told


async def _visit(row: db.Row, scene: Scene) -> dict[str, str]:
    """Only for a letter that speaks of it: the answers have to be opened for it."""
    letter = post().letters.by_kind.get(row["kind"])
    if letter is None or not row["item"] or "visit" not in wording.wants(letter.text):
        return {}
    said = await visit_in(post().letters.head, row["application_id"], scene, row["item"])
    return {"visit": said} if said else {}


def _to_party(kind: str) -> bool:
    letter = post().letters.by_kind.get(kind)
    return letter is not None and letter.to == "party"


def _for_all(kind: str) -> bool:
    letter = post().letters.by_kind.get(kind)
    return letter is not None and letter.others is not None


def _particulars(row: db.Row, scene: Scene, cases: "Cases", parties: Mapping[str, Recipient]) -> Particulars:
    departments = [scene.departments[slug] for slug in cases.departments if slug in scene.departments]
    return Particulars(
        f"event:{row['event_id']}",
        row["application_id"],
        row["case_id"],
        departments[0].slug if departments else None,
        parties.get(row["event_id"]) or _applicant(row),
        _values(row, scene, departments, cases.due_on) | happened(row, scene),
        bool(row["written"]),
    )


def _applicant(row: db.Row) -> Recipient:
    phone = Phone(open_text(row["phone"], PHONE)) if row["phone"] else None
    return Recipient(row["citizen_id"], phone, wants_sms=row["wanted"] is None or bool(row["wanted"]))


@dataclass(frozen=True)
class Cases:
    """All cases of an application: their departments in order, each once, and the latest day promised."""

    departments: tuple[str, ...]
    due_on: str | None


NO_CASES = Cases((), None)


def _cases_for(row: db.Row, whole: Mapping[str, Cases]) -> Cases:
    """The case the letter is about; for what concerns the whole application, all of its cases."""
    if row["department"]:
        return Cases((row["department"],), row["due_on"])
    return whole.get(row["application_id"], NO_CASES)


async def cases_of(application_id: str) -> Cases:
    return (await _cases_of_each([application_id])).get(application_id, NO_CASES)


async def _cases_of_each(applications: Sequence[str]) -> dict[str, Cases]:
    if not applications:
        return {}
    marks = ", ".join(f"${n}" for n in range(1, len(applications) + 1))
    sql = _CASES.format(asked=marks)
    by_application: dict[str, list[db.Row]] = {}
    for row in await db.rows(sql, *applications):
        by_application.setdefault(row["application_id"], []).append(row)
    return {key: _together(found) for key, found in by_application.items()}


def _together(found: Sequence[db.Row]) -> Cases:
    departments = tuple(dict.fromkeys(str(row["department"]) for row in found))
    return Cases(departments, max((row["due_on"] for row in found if row["due_on"]), default=None))


def office_of(head: Letterhead, departments: Sequence[Department]) -> str:
    """One office by its short name; several as the first and how many."""
    if len(departments) == 1:
        return departments[0].short
    return wording.filled(head.several, {"first": departments[0].short, "number": str(len(departments))})


def _values(row: db.Row, scene: Scene, departments: Sequence[Department], promised: str | None) -> dict[str, str]:
    """Only what there is: a letter that wants more is not written.

    The day is the case's, or that of the whole application; `promised` once nothing of it is open any more.
    """
    head = post().letters.head
    note = cast(JsonObject, decode(open_bytes(row["note"], NOTE))) if row["note"] else {}
    told: dict[str, str | None] = {
        "scene": scene.title,
        "query": grouped(row["query_code"]) if row["query_code"] else None,
        "number": row["number"],
        "item": scene.item(row["item"]).name if row["item"] else None,
        "promise": due.promise(head, _due(row, promised)),
        "opinion": opinion_of(note),
        "remedy": str(note["remedy"]) if note.get("remedy") else None,
        "licence": title_of(row["licence"]) if row["licence"] else None,
    }
    if departments:
        office, first = office_of(head, departments), departments[0]
        told |= {"office": office, "department": first.name if len(departments) == 1 else office, "phone": first.phone}
    return {name: value for name, value in told.items() if value}


def _due(row: db.Row, promised: str | None) -> str | None:
    """The day as it was when it happened, known or not: a letter may be written after the next thing has happened."""
    data = cast(JsonObject, decode(row["data"]))
    if "due_on" not in data:
        return row["due_on"] or row["whole_due_on"] or promised
    day = data["due_on"]
    return day if isinstance(day, str) else None
