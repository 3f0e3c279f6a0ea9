"""What the history tells beside its lines: why the expected day moved, and how results reached the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from core import db
from core.applications.judging import judged
from core.applications.loading import Loaded
from core.applications.timeline import Line, note_of
from core.json import JsonObject, decode
from core.scenes import Scene
from core.time import rfc3339

Moves: TypeAlias = tuple[JsonObject, ...]
ELECTRONIC = "electronic"
WAS, NOW = "expected_was", "expected"  # how a move's data names the day before and after


@dataclass(frozen=True)
class Delivery:
    """`how`: electronic, post or pickup. `note`: what the office wrote with it, a parcel's number for instance."""

    what: str
    how: str
    at: str
    case: str
    note: str


def moves_of(events: Sequence[db.Row], lines: Mapping[int, Line]) -> Moves:
    """Each time the expected day of the whole moved, the first that was told not counted, the oldest first.

    [{at, from, to, why}], days as ISO text.
    """
    found: list[JsonObject] = []
    for event in events:
        data = cast(JsonObject, decode(event["data"]))
        if data.get(WAS) and data[WAS] != data.get(NOW):
            why = lines[event["seq"]].says
            found.append({"at": rfc3339(event["at"]), "from": data[WAS], "to": data.get(NOW), "why": why})
    return tuple(found)


def deliveries_of(loaded: Loaded, scene: Scene, events: Sequence[db.Row]) -> tuple[Delivery, ...]:
    """Licences the moment they were issued, and what was sent or handed over afterwards."""
    return tuple(
        found for event in events if event["case_id"] and (found := _delivery(loaded, scene, event)) is not None
    )


def _delivery(loaded: Loaded, scene: Scene, event: db.Row) -> Delivery | None:
    case = loaded.application.cases[event["case_id"]]
    item, at = scene.item(case.item), rfc3339(event["at"])
    if event["kind"] == "licence_issued":
        data = cast(JsonObject, decode(event["data"]))
        return Delivery(str(data.get("licence", item.name)), ELECTRONIC, at, case.id, "")
    handed_over = event["kind"] == "case_closed" and event["from_state"] == "delivering"
    if not handed_over or case.marks.verdict != "approved":
        return None  # what a refusal says is in its notice
    how = _how(loaded, scene, item.result.chosen_by)
    if how == ELECTRONIC and item.gives.licence:
        return None  # the licence itself was the delivery
    return Delivery(item.result.name or item.name, how, at, case.id, str(note_of(event).get("opinion", "")))


def _how(loaded: Loaded, scene: Scene, chosen_by: str) -> str:
    return str(judged(loaded, scene).values.get(chosen_by) or ELECTRONIC) if chosen_by else ELECTRONIC
