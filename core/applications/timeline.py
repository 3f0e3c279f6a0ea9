"""The history as people read it: one line per event, in their language, with rules and values where a rule decided."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from core import db, words
from core.applications.application import Application
from core.applications.history import NOTE
from core.applications.parties import APPLICANT, label_of
from core.crypto import open_bytes
from core.json import Json, JsonObject, decode
from core.scenes import Scene
from core.time import rfc3339
from core.words import say, spoken_date

_EVENTS = """SELECT id, seq, case_id, kind, from_state, to_state, actor_kind, actor_id, role, data, note, at FROM events
WHERE application_id = $1 AND seq > $2 ORDER BY seq LIMIT $3"""
MOST = 500
DAYS, DAY = ("_on", "_by"), re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # how data names a day, and a day
# Lines that only the house needs; the person's history leaves them out.
QUIET = frozenset(
    {"case_certifying", "review_begun", "case_delivering", "lamp_revoked", "lamp_changed", "difference_settled"}
)


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
    """What things are called, for the words: departments by case id, people by role, and values of the application.

    `viewer`: the citizen who reads; what they did themselves is told to them as theirs. `whole`: what people wrote is
    for the one whose sheet it is.
    """

    departments: Mapping[str, str]
    values: Mapping[str, str]
    due: Mapping[str, str]
    viewer: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True


def names_of(
    application: Application, scene: Scene, language: str, *, role: str = APPLICANT, viewer: str | None = None
) -> Names:
    """For the applicant, or for `viewer`, who is in it as `role`."""
    departments = {case.id: scene.department_of(case).name for case in application.cases.values()}
    due = {case.id: spoken_date(case.due_on, language) for case in application.cases.values() if case.due_on}
    roles = {each: label_of(scene, each, language) for each in (APPLICANT, *scene.confirming)}
    roles[role] = say("by.applicant", {}, language)
    seen_by = viewer or application.citizen_id
    return Names(departments, {"title": scene.title}, due, seen_by, roles, whole=seen_by == application.citizen_id)


async def events_of(application_id: str, after: int = 0, limit: int = MOST) -> Sequence[db.Row]:
    return await db.rows(_EVENTS, application_id, after, limit)


def line_of(event: db.Row, names: Names, language: str) -> Line:
    """One event in words."""
    note = note_of(event) if names.whole or event["actor_id"] == names.viewer else {}
    data = cast(JsonObject, decode(event["data"]))
    department = names.departments.get(event["case_id"] or "", "")
    own = event["actor_kind"] != APPLICANT or event["actor_id"] in (None, names.viewer)
    by = say(f"by.{event['actor_kind']}", {"department": department}, language)
    values = {
        **names.values,
        **{name: _spoken(name, value, language) for name, value in data.items() if isinstance(value, str)},
        "department": department,
        "due_on": _spoken("due_on", data.get("due_on"), language) or names.due.get(event["case_id"] or "", ""),
        "opinion": opinion_of(note),
        "decided_by": say(f"decided_by.{'rule' if event['actor_kind'] == 'rule' else 'person'}", {}, language),
        "who": by if own else _who(event["role"] or APPLICANT, names),
        "party": _who(data.get("role") or data.get("waits_for"), names),
    }
    rules = cast(Sequence[JsonObject], note.get("rules", ()))
    says = say(_key(event["kind"], data, own=own), values, language).rstrip("：: ")
    return Line(event["seq"], rfc3339(event["at"]), event["kind"], event["to_state"], says, values["who"], tuple(rules))


_OPENS = ("：", ":")  # an opinion that ends so leads to what it lists


def note_of(event: db.Row) -> JsonObject:
    """What was said with it: rules, opinions, defects."""
    return cast(JsonObject, decode(open_bytes(event["note"], NOTE))) if event["note"] else {}


def _key(kind: str, data: JsonObject, *, own: bool) -> str:
    """The words for what happened: other ones while a second person is waited for, or when another person did it."""
    waiting = "_waiting" if "waits_for" in data else ""
    other = f"timeline.{kind}{waiting}_other"
    return other if not own and words.known(other) else f"timeline.{kind}{waiting}"


def _who(role: Json, names: Names) -> str:
    return names.roles.get(str(role), "")


def _spoken(name: str, value: Json, language: str) -> str:
    """A day as people say it; anything else as it is."""
    if not isinstance(value, str):
        return ""
    return spoken_date(value, language) if name.endswith(DAYS) and DAY.fullmatch(value) else value


def opinion_of(note: Mapping[str, Json]) -> str:
    """What the office said with a move, and every defect it named."""
    said, begins = [], str(note.get("opinion") or "")
    for defect in cast(Sequence[JsonObject], note.get("defects", ())):
        values = cast(JsonObject, defect.get("values") or {})
        said.append(str(values.get("says") or defect["code"]))
    if begins and not begins.endswith(_OPENS):
        return "；".join([begins, *said])
    return begins + "；".join(said)
