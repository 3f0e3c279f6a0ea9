"""The case after an edge, with everything that follows from arriving there: its clock, its marks, its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from core.applications.case import Case
from core.applications.edges import CLOSED, Edge
from core.applications.guards import Attempt

if TYPE_CHECKING:  # moving.py leans on this module
    from core.applications.moving import Limits, Moment


def arrived(edge: Edge, attempt: Attempt, when: Moment, limits: Limits) -> Case:
    """`attempt.case` on the other side of `edge`."""
    case = replace(attempt.case, state=edge.to or attempt.case.state)
    remembers = _REMEMBERS.get(edge.event)
    if remembers:
        case = remembers(case, attempt, when, limits)
    if case.state in CLOSED:
        case = replace(case, closed_at=when.at, result=edge.result or case.marks.verdict)
    return case


Remembers = Callable[[Case, Attempt, "Moment", "Limits"], Case]


def _accepted(case: Case, attempt: Attempt, when: Moment, limits: Limits) -> Case:
    return limits.accepted(replace(case, accepted_at=when.at), when.today)


def _suspended(case: Case, attempt: Attempt, when: Moment, limits: Limits) -> Case:
    said = attempt.opinion
    return limits.stopped(case, when.today, said.reason or "special_procedure", said.until)


def _resumed(case: Case, attempt: Attempt, when: Moment, limits: Limits) -> Case:
    return limits.resumed(case, when.today)


def _extended(case: Case, attempt: Attempt, when: Moment, limits: Limits) -> Case:
    return limits.extended(case.marked(extended=True), when.today)


def _to_correct(case: Case, attempt: Attempt, when: Moment, limits: Limits) -> Case:
    return case.marked(correction_from=attempt.case.state, correct_by=limits.correct_by(case, when.today))


def _to_pay(case: Case, attempt: Attempt, when: Moment, limits: Limits) -> Case:
    paid_for = "in_review" if attempt.case.state == "accepted" else "certifying"
    return case.marked(paid_for=paid_for, pay_by=limits.pay_by(case, when.today))


def _decided(verdict: str) -> Remembers:
    def decided(case: Case, attempt: Attempt, when: Moment, limits: Limits) -> Case:
        by = attempt.by.id or attempt.by.kind
        return replace(case.marked(verdict=verdict), decided_at=when.at, decided_by=by)

    return decided


_REMEMBERS: Mapping[str, Remembers] = {
    "case_accepted": _accepted,
    "case_deemed_accepted": _accepted,
    "case_suspended": _suspended,
    "case_resumed": _resumed,
    "extension_approved": _extended,
    "case_returned": lambda case, attempt, when, limits: case.marked(returned=True),
    "correction_asked": _to_correct,
    "case_corrected": lambda case, attempt, when, limits: case.marked(correction_from=None, correct_by=None),
    "payment_asked": _to_pay,
    "case_paid": lambda case, attempt, when, limits: case.marked(paid_for=None, pay_by=None),
    "extension_asked": lambda case, attempt, when, limits: case.marked(extension_asked_by=attempt.by.id),
    "case_forwarded": lambda case, attempt, when, limits: case.marked(handed=True),
    "lamp_revoked": lambda case, attempt, when, limits: case.marked(revoked_lamp=case.lamp),
    "case_approved": _decided("approved"),
    "case_denied": _decided("denied"),
}
