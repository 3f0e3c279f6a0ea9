"""`move()`: the only way a case changes its state. Pure here; `moves.py` loads and saves around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from core.applications.application import Application
from core.applications.case import Case
from core.applications.edges import BY_MOVE, CLOSED, Actor, Edge, moves_from
from core.applications.guards import GUARDS, Attempt, Opinion
from core.applications.history import By
from core.json import Json, JsonObject
from core.refusals import Conflict, NotAllowed, Refusal


class Limits(Protocol):
    """The clocks of one application's items: what core.applications.limits reads from the scene and the calendar."""

    def accepted(self, case: Case, on: date) -> Case: ...
    def stopped(self, case: Case, on: date, reason: str) -> Case: ...
    def resumed(self, case: Case, on: date) -> Case: ...
    def extended(self, case: Case, on: date) -> Case: ...
    def correct_by(self, case: Case, on: date) -> str | None: ...
    def pay_by(self, case: Case, on: date) -> str | None: ...
    def answer_due(self, case: Case) -> date | None: ...
    def expected(self, cases: Iterable[Case], today: date) -> str | None: ...
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
) -> Case:
    """Move one case along an edge, record the event, fold the application. Nothing is written yet.

    Raises: Conflict `illegal_move` with what is allowed now; NotAllowed when this actor may not; what a guard refuses.
    """
    case = application.cases[case_id]
    said = opinion or Opinion()
    attempt = Attempt(case, by, said, when.today, answer_due=limits.answer_due(case))
    edge = _edge_for(move, attempt)
    moved = _arrived(edge, attempt, when, limits)
    application.put(moved)
    letter = limits.letter(case.item, edge.letter) if edge.letter else None
    application.record(
        edge.event,
        by,
        when.at,
        case=moved,
        states=(case.state, moved.state),
        note=_note(said, note),
        data=_told(edge, said, moved),
        letter=letter,
    )
    application.refold(when.at, limits.expected(application.cases.values(), when.today))
    return moved


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


def _arrived(edge: Edge, attempt: Attempt, when: Moment, limits: Limits) -> Case:
    """The case after the edge, with everything that follows from arriving there."""
    case = replace(attempt.case, state=edge.to or attempt.case.state)
    case = _clocked(edge, attempt, case, when, limits)
    case = _remembered(edge, attempt, case, when, limits)
    if case.state in CLOSED:
        case = replace(case, closed_at=when.at, result=edge.result or case.marks.verdict)
    return case


def _clocked(edge: Edge, attempt: Attempt, case: Case, when: Moment, limits: Limits) -> Case:
    match edge.event:
        case "case_accepted" | "case_deemed_accepted":
            return limits.accepted(replace(case, accepted_at=when.at), when.today)
        case "case_suspended":
            return limits.stopped(case, when.today, attempt.opinion.reason or "special_procedure")
        case "case_resumed":
            return limits.resumed(case, when.today)
        case "extension_approved":
            return limits.extended(case.marked(extended=True), when.today)
    return case


def _remembered(edge: Edge, attempt: Attempt, case: Case, when: Moment, limits: Limits) -> Case:
    match edge.event:
        case "case_returned":
            return case.marked(returned=True)
        case "correction_asked":
            return case.marked(correction_from=attempt.case.state, correct_by=limits.correct_by(case, when.today))
        case "case_corrected":
            return case.marked(correction_from=None, correct_by=None)
        case "payment_asked":
            paid_for = "in_review" if attempt.case.state == "accepted" else "certifying"
            return case.marked(paid_for=paid_for, pay_by=limits.pay_by(case, when.today))
        case "case_paid":
            return case.marked(paid_for=None, pay_by=None)
        case "extension_asked":
            return case.marked(extension_asked_by=attempt.by.id)
        case "case_approved" | "case_denied":
            verdict = "approved" if edge.event == "case_approved" else "denied"
            return replace(
                case.marked(verdict=verdict), decided_at=when.at, decided_by=attempt.by.id or attempt.by.kind
            )
    return case


def _note(said: Opinion, note: JsonObject | None) -> JsonObject | None:
    words: dict[str, Json] = dict(note or {})
    if said.text:
        words["opinion"] = said.text
    if said.remedy:
        words["remedy"] = said.remedy
    if said.defects:
        words["defects"] = [{"field": one.field, "code": one.code, "values": one.values} for one in said.defects]
    return words or None


def _told(edge: Edge, said: Opinion, moved: Case) -> JsonObject:
    told: dict[str, Json] = {"move": edge.move, "due_on": moved.due_on}
    if edge.document:
        told["document"] = edge.document
    if said.reason:
        told["reason"] = said.reason
    return told
