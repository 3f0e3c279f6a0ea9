"""What the event itself brings to a letter: days to keep, money, papers, and who else is in it."""

from collections.abc import Mapping, Sequence
from typing import cast

from core import db
from core.applications.parties import label_of
from core.citizens.citizen import NAME
from core.crypto import open_text
from core.json import Json, JsonObject, decode
from core.scenes import Scene
from core.secret import Name
from core.words import spoken_date
from notifications import due
from notifications.post import post

DAYS = ("correct_by", "pay_by", "confirm_by", "owed_on")  # said as days; the event's own, else the case's mark


def happened(row: db.Row, scene: Scene) -> dict[str, str]:
    """Only what there is. `row`: data and marks as JSON text, kind, item, and the applicant's sealed name."""
    head, data = post().letters.head, cast(JsonObject, decode(row["data"]))
    marks = cast(JsonObject, decode(row["marks"])) if row["marks"] else {}
    told = {name: spoken_date(day) for name in DAYS if isinstance(day := data.get(name, marks.get(name)), str)}
    if data.get("confirm_by", "") is None:
        told["confirm_by"] = head.day_unknown
    if isinstance(fen := data.get("fen"), int):
        told["amount"] = due.yuan(head, fen)
    if papers := _papers(data, row, scene):
        told["papers"] = papers
    return told | _people(data, row, scene)


def _people(data: JsonObject, row: db.Row, scene: Scene) -> dict[str, str]:
    """The other one as the scene calls them; the applicant, to somebody else, by a masked name."""
    role = data.get("role") or data.get("waits_for") or next(iter(scene.confirming), None)
    if not isinstance(role, str):
        return {}
    told = {"party": label_of(scene, role)}
    if row["name"]:
        told["asker"] = Name(open_text(row["name"], NAME)).masked()
    return told


def _papers(data: JsonObject, row: db.Row, scene: Scene) -> str:
    """What the item calls them."""
    named: Json = data.get("materials") or data.get("material") or ()
    ids = [named] if isinstance(named, str) else cast(Sequence[str], named)
    labels: Mapping[str, str] = (
        {each.id: each.label or each.id for each in scene.item(row["item"]).materials} if row["item"] else {}
    )
    return "、".join(labels.get(each, each) for each in ids)
