"""`move()`: the only way a case changes its state. Pure here; `moves.py` loads and saves around it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.applications.application import Application, Paper, Promise
from core.applications.arriving import arrived
from core.applications.case import Case
from core.applications.edges import BY_MOVE, Actor, Edge, moves_from
from core.applications.guards import GUARDS, Attempt, Opinion
from core.applications.history import By
from core.applications.promising import after_a_move, first_day_owed
from core.json import Json, JsonObject
from core.refusals import Conflict, NotAllowed, Refusal

DAYS_GIVEN = ("correct_by", "pay_by")  # last days that a move gives the person


class Limits(Protocol):
    """The clocks of one application's items: what core.applications.limits reads from the scene and the calendar."""

    def accepted(self, case: Case, on: date) -> Case: ...
    def stopped(self, case: Case, on: date, reason: str, until: date | None) -> Case: ...
    def resumed(self, case: Case, on: date) -> Case: ...
    def extended(self, case: Case, on: date) -> Case: ...
    def correct_by(self, case: Case, on: date) -> str | None: ...
    def pay_by(self, case: Case, on: date) -> str | None: ...
    def owed_on(self, case: Case, material: str, on: date) -> str | None: ...
    def answer_due(self, case: Case) -> date | None: ...
    def expected(self, cases: Iterable[Case], promises: Sequence[Promise], today: date) -> str | None: ...
    def watched(self, case: Case, promises: Sequence[Promise], today: date) -> Case: ...
    def letter(self, item: str, moment: str) -> str | None: ...


@dataclass(frozen=True)
class Moment:
    """When a move happens: `at` in milliseconds UTC, `today` the business date in China. Passed in, never asked for."""

    at: int
    today: date


def apply(
    application: Application,
    case_id: str,
    move: str,
    by: By,
    *,
    when: Moment,
    limits: Limits,
    opinion: Opinion | None = None,
    note: JsonObject | None = None,
    data: JsonObject | None = None,
    tell: bool = True,
) -> Case:
    """Move one case along an edge, record the event, fold the application. Nothing is written yet.

    `note` is sealed with the event, `data` is not; `tell` False: no letter, because another one says it.
    Raises: Conflict `illegal_move` with what is allowed now; NotAllowed when this actor may not; what a guard refuses.
    """
    case, said = application.cases[case_id], opinion or Opinion()
    attempt = _attempt(application, case, by, said, when=when, limits=limits)
    edge = _edge_for(move, attempt)
    moved = arrived(edge, attempt, when, limits)
    owed = after_a_move(application, edge.event, moved, when, limits)
    moved = limits.watched(moved, application.promised_in(case_id), when.today)
    application.put(moved)
    letter = limits.letter(case.item, edge.letter) if edge.letter and tell else None
    told = {**_told(edge, said, case, moved), **owed, **refolded(application, when, limits), **(data or {})}
    states, note = (case.state, moved.state), _note(said, note)
    event_id = application.record(
        edge.event, by, when.at, case=moved, states=states, note=note, data=told, letter=letter
    )
    if edge.document:
        application.papers.append(Paper(event_id, case_id, edge.document))
    return moved


def refolded(application: Application, when: Moment, limits: Limits) -> JsonObject:
    """Fold the application; what of its one honest date has moved goes with the event: `expected`, `expected_was`."""
    before = application.due_on
    application.refold(when.at, limits.expected(application.cases.values(), application.promises, when.today))
    if application.due_on == before or application.closed_at is not None:
        return {}
    return {"expected": application.due_on, "expected_was": before}


def _attempt(application: Application, case: Case, by: By, said: Opinion, *, when: Moment, limits: Limits) -> Attempt:
    promises = application.promised_in(case.id)
    return Attempt(
        case,
        by,
        said,
        when.today,
        owes=any(promise.owed for promise in promises),
        owes_until=first_day_owed(promises),
        answer_due=limits.answer_due(case),
    )


def _edge_for(move: str, attempt: Attempt) -> Edge:
    state, who = attempt.case.state, attempt.by.kind
    edges = BY_MOVE.get((move, state), ())
    if not edges:
        raise Conflict("illegal_move", move=move, state=state, allowed=list(_allowed(state, who)))
    refusals: list[Refusal] = []
    for edge in edges:
        refusal = _refused(edge, attempt)
        if refusal is None:
            return edge
        refusals.append(refusal)
    raise refusals[0]


def _allowed(state: str, who: str) -> tuple[str, ...]:
    actor: Mapping[str, Actor] = {name: name for edge in sum(BY_MOVE.values(), ()) for name in edge.who}
    return moves_from(state, actor[who]) if who in actor else ()


def _refused(edge: Edge, attempt: Attempt) -> Refusal | None:
    if attempt.by.kind not in edge.who:
        return NotAllowed("move_not_yours", move=edge.move)
    for name in edge.guards:
        refusal = GUARDS[name](attempt)
        if refusal is not None:
            return refusal
    return None


def _note(said: Opinion, note: JsonObject | None) -> JsonObject | None:
    words: dict[str, Json] = dict(note or {})
    if said.text:
        words["opinion"] = said.text
    if said.remedy:
        words["remedy"] = said.remedy
    if said.defects:
        words["defects"] = [{"field": one.field, "code": one.code, "values": one.values} for one in said.defects]
    return words or None


def _told(edge: Edge, said: Opinion, before: Case, moved: Case) -> JsonObject:
    told: dict[str, Json] = {"move": edge.move, "due_on": moved.due_on}
    if before.due_on and moved.due_on != before.due_on:
        told["due_on_was"] = before.due_on
    for name in DAYS_GIVEN:
        if (last := getattr(moved.marks, name)) and last != getattr(before.marks, name):
            told[name] = last  # for good: a letter may be written when the mark is gone
    if edge.document:
        told["document"] = edge.document
    if said.reason:
        told["reason"] = said.reason
    return told
