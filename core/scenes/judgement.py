"""What judging a scene gives: everything the answer page, the form and the submission need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from core.json import Json, JsonObject
from core.ports import Path
from core.refusals import Defect
from core.scenes.clauses import Outcome
from core.scenes.elements import MayFollow
from core.scenes.fields import Field
from core.scenes.shape import plain

MADE_BY = "case."  # a source: `case.birth-certificate`, made by another case of the application
Trust = Literal["A", "B", "C", "D"]


@dataclass(frozen=True)
class Reason:
    """One condition, said with the values it saw."""

    id: str
    outcome: Outcome
    says: str
    saw: Mapping[Path, Json]


@dataclass(frozen=True)
class Reminder:
    """The day it becomes possible, and the day on which to tell."""

    on: date
    tell_on: date


@dataclass(frozen=True)
class Alternative:
    """What else helps when the condition `because` is not met: another scene, words, a reminder, or several of them."""

    because: str
    says: str
    scene: str
    remind: Reminder | None

    def as_json(self) -> JsonObject:
        said = {"because": self.because, "says": self.says, "scene": self.scene, "remind": plain(self.remind)}
        return {name: part for name, part in said.items() if part}


@dataclass(frozen=True)
class MaterialNeed:
    """One paper. `have`: True, it is there, in `source`; False, the person is to bring it; None, not known yet.

    `sources`: all that would do. `sure`: False while it is not known whether the paper is needed at all.
    """

    id: str
    item: str
    label: str
    source: str
    sources: tuple[str, ...]
    have: bool | None
    trust: Trust | None
    may_follow: MayFollow | None
    sure: bool
    optional: bool

    @property
    def made_by(self) -> str:
        """The item of this same application whose licence is this paper; nobody has to bring it."""
        return self.source.removeprefix(MADE_BY) if self.source.startswith(MADE_BY) else ""


@dataclass(frozen=True)
class FeePart:
    """One line of the fee; a waiver is a line below zero."""

    id: str
    item: str
    label: str
    fen: int


@dataclass(frozen=True)
class FeeDue:
    """`fen` is None while it is not known which tier applies."""

    fen: int | None
    lines: tuple[FeePart, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Promised:
    """Working days along the longest chain of items, with what acceptance may take; `due_on` is the day that makes,
    where the caller could tell the calendar and nobody else has to say yes first."""

    working_days: int
    due_on: date | None
    visits: int


@dataclass(frozen=True)
class PlannedCase:
    """One item for one department (slugs). `sure`: False while it is not known whether the item applies."""

    item: str
    department: str
    after: tuple[str, ...]
    working_days: int
    sure: bool


@dataclass(frozen=True)
class Filled:
    """A value that was known already, and who knew."""

    value: Json
    source: str
    on: date


@dataclass(frozen=True)
class Judgement:
    """All of it. `values`: the answers as kept, by field id, hidden ones left out. `visible`: ids as they are asked.

    `todo`: visible fields still owed. `contradicted`: fields where the person says otherwise than the record.
    `data` and `unknown` are what rules saw, for decisions by rule.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...]
    missing: tuple[Path, ...]
    alternatives: tuple[Alternative, ...]
    materials: tuple[MaterialNeed, ...]
    fee: FeeDue
    promise: Promised
    cases: tuple[PlannedCase, ...]
    filled: Mapping[str, Filled]
    visible: tuple[str, ...]
    todo: tuple[str, ...]
    values: Mapping[str, Json]
    contradicted: tuple[str, ...]
    defects: tuple[Defect, ...]
    region: str | None
    data: Mapping[str, Json]
    unknown: frozenset[Path]
    questions: tuple[Field, ...] = ()
    next: tuple[str, ...] = ()
    owed: Mapping[str, tuple[Defect, ...]] = field(default_factory=dict)

    @property
    def papers(self) -> tuple[MaterialNeed, ...]:
        """The materials as a person sees them: one that several items need is brought once, so it stands here once.

        Where one item has it and another does not, it is lacking.
        """
        found: dict[str, MaterialNeed] = {}
        for need in self.materials:
            if need.id not in found or _lacks_more(need, found[need.id]):
                found[need.id] = need
        return tuple(found.values())

    def as_json(self) -> JsonObject:
        """POST /scenes/{slug}/check."""
        return {
            "outcome": self.outcome,
            "reasons": [_reason(each) for each in self.reasons],
            "missing": list(self.missing),
            "questions": plain(self.questions),
            "alternatives": [each.as_json() for each in self.alternatives],
            "materials": [_material(each) for each in self.materials],
            "fee": {"fen": self.fee.fen, "lines": plain(self.fee.lines), "basis": list(self.fee.basis)},
            "promise": {
                "working_days": self.promise.working_days,
                "due_on": plain(self.promise.due_on),
                "visits": self.promise.visits,
            },
            "cases": [_case(each) for each in self.cases],
            "filled": filled_json(self.filled),
        }


def _lacks_more(need: MaterialNeed, other: MaterialNeed) -> bool:
    """By what a person has to do: bring it, perhaps bring it, nothing."""
    todo = {False: 2, None: 1, True: 0}
    return (need.sure, not need.optional, todo[need.have]) > (other.sure, not other.optional, todo[other.have])


def filled_json(filled: Mapping[str, Filled]) -> JsonObject:
    return {name: {"value": f.value, "from": f.source, "on": f.on.isoformat()} for name, f in filled.items()}


def _reason(reason: Reason) -> JsonObject:
    return {"id": reason.id, "outcome": reason.outcome, "says": reason.says, "saw": dict(reason.saw)}


def _material(need: MaterialNeed) -> JsonObject:
    return {
        "id": need.id,
        "item": need.item,
        "label": need.label,
        "from": need.source,
        "have": need.have,
        "may_follow": plain(need.may_follow),
        "sure": need.sure,
    }


def _case(case: PlannedCase) -> JsonObject:
    return {
        "item": case.item,
        "department": case.department,
        "after": list(case.after),
        "working_days": case.working_days,
        "sure": case.sure,
    }
