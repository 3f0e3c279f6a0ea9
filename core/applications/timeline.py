"""The history as people read it: one line per event, in their language, with rules and values where a rule decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from core import db
from core.applications.history import NOTE
from core.crypto import open_bytes
from core.json import Json, JsonObject, decode
from core.time import rfc3339
from core.words import say, spoken_date

_EVENTS = """SELECT id, seq, case_id, kind, from_state, to_state, actor_kind, data, note, at FROM events
WHERE application_id = $1 AND seq > $2 ORDER BY seq LIMIT $3"""
MOST = 500
# Lines that only the house needs; the person's history leaves them out.
QUIET = frozenset({"case_certifying", "review_begun", "case_delivering", "lamp_revoked"})


@dataclass(frozen=True)
class Line:
    """`says` is for the person, `by` who did it in words. `rules`, where a rule decided: [{id, says, outcome, saw}]."""

    seq: int
    at: str
    kind: str
    state: str | None
    says: str
    by: str
    rules: tuple[JsonObject, ...] = ()


@dataclass(frozen=True)
class Names:
    """What things are called, for the words: departments by case id, and values of the application."""

    departments: Mapping[str, str]
    values: Mapping[str, str]
    due: Mapping[str, str]


async def events_of(application_id: str, after: int = 0, limit: int = MOST) -> Sequence[db.Row]:
    return await db.rows(_EVENTS, application_id, after, limit)


def line_of(event: db.Row, names: Names, language: str) -> Line:
    """One event in words."""
    note = cast(JsonObject, decode(open_bytes(event["note"], NOTE))) if event["note"] else {}
    data = cast(JsonObject, decode(event["data"]))
    case_id = event["case_id"] or ""
    department = names.departments.get(case_id, "")
    decided = "rule" if event["actor_kind"] == "rule" else "person"
    values = {
        **names.values,
        **{name: value for name, value in data.items() if isinstance(value, str)},
        "department": department,
        "due_on": _spoken(data.get("due_on"), language) or names.due.get(case_id, ""),
        "opinion": opinion_of(note),
        "decided_by": say(f"decided_by.{decided}", {}, language),
    }
    by = say(f"by.{event['actor_kind']}", {"department": department}, language)
    rules = cast(Sequence[JsonObject], note.get("rules", ()))
    says = say(f"timeline.{event['kind']}", values, language)
    return Line(event["seq"], rfc3339(event["at"]), event["kind"], event["to_state"], says, by, tuple(rules))


def _spoken(on: Json, language: str) -> str:
    return spoken_date(on, language) if isinstance(on, str) else ""


def opinion_of(note: Mapping[str, Json]) -> str:
    """What the office said with a move, and every defect it named."""
    said = [str(note["opinion"])] if note.get("opinion") else []
    for defect in cast(Sequence[JsonObject], note.get("defects", ())):
        values = cast(JsonObject, defect.get("values") or {})
        said.append(str(values.get("says") or defect["code"]))
    return "；".join(said)
