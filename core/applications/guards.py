"""The conditions on edges, by name. Each looks at one attempt and says what is wrong, or None."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.applications.case import Case
from core.applications.history import By
from core.refusals import Conflict, Defect, Invalid, NotAllowed, Refusal

RETURN_REASONS = frozenset({"unreadable", "wrong_scene", "wrong_region"})


@dataclass(frozen=True)
class Opinion:
    """What a person says with a move. `text` goes to the citizen, `reason` is a code, `remedy` says where to turn.

    `until`: the last day of a special procedure, where it is known when it begins.
    """

    text: str = ""
    reason: str | None = None
    remedy: str | None = None
    defects: tuple[Defect, ...] = ()
    until: date | None = None


@dataclass(frozen=True)
class Attempt:
    """One try to move one case. `today` is the business date.

    `owes`: a promised paper of this case is not there yet; `owes_until`: by when the first of them was due.
    `answer_due`: the last day on which silence does not accept.
    """

    case: Case
    by: By
    opinion: Opinion
    today: date
    owes: bool = False
    owes_until: date | None = None
    answer_due: date | None = None


Guard = Callable[[Attempt], Refusal | None]


def _begun(attempt: Attempt) -> Refusal | None:
    return None if attempt.case.begun else Conflict("waits_for_another_case")


def _not_begun(attempt: Attempt) -> Refusal | None:
    return Conflict("begun_already") if attempt.case.begun else None


def _opinion(attempt: Attempt) -> Refusal | None:
    return (
        None
        if attempt.opinion.text.strip() or attempt.opinion.defects
        else Invalid([Defect("opinion", "opinion_needed")])
    )


def _remedy(attempt: Attempt) -> Refusal | None:
    return None if attempt.opinion.remedy else Invalid([Defect("remedy", "remedy_needed")])


def _returnable(attempt: Attempt) -> Refusal | None:
    if attempt.case.marks.returned:
        return Conflict("returned_once_already")
    if attempt.opinion.reason not in RETURN_REASONS:
        return Invalid([Defect("reason", "return_reason_unknown", {"allowed": sorted(RETURN_REASONS)})])
    return None


def _corrects(start: str) -> Guard:
    def guard(attempt: Attempt) -> Refusal | None:
        return None if attempt.case.marks.correction_from == start else Conflict("corrects_elsewhere")

    return guard


def _past(limit: str | None, today: date) -> bool:
    return limit is not None and today > date.fromisoformat(limit)


def _correction_overdue(attempt: Attempt) -> Refusal | None:
    return None if _past(attempt.case.marks.correct_by, attempt.today) else Conflict("correction_not_overdue")


def _confirmation_overdue(attempt: Attempt) -> Refusal | None:
    return None if _past(attempt.case.marks.confirm_by, attempt.today) else Conflict("confirmation_not_overdue")


def _payment_overdue(attempt: Attempt) -> Refusal | None:
    return None if _past(attempt.case.marks.pay_by, attempt.today) else Conflict("payment_not_overdue")


def _silence_over(attempt: Attempt) -> Refusal | None:
    over = attempt.answer_due is not None and attempt.today > attempt.answer_due
    return None if over else Conflict("answer_still_due")


def _owes_overdue(attempt: Attempt) -> Refusal | None:
    over = attempt.owes_until is not None and attempt.today > attempt.owes_until
    return None if over else Conflict("promise_not_overdue")


def _nothing_owed(attempt: Attempt) -> Refusal | None:
    """Another authority decides on what it has seen itself."""
    return Conflict("paper_still_owed") if attempt.owes and attempt.by.kind != "office" else None


def _ends_later(attempt: Attempt) -> Refusal | None:
    until = attempt.opinion.until
    over = until is not None and until < attempt.today
    return Invalid([Defect("until", "until_is_past")]) if over else None


def _paid_for(what: str) -> Guard:
    def guard(attempt: Attempt) -> Refusal | None:
        return None if attempt.case.marks.paid_for == what else Conflict("pays_for_something_else")

    return guard


def _verdict(what: str) -> Guard:
    def guard(attempt: Attempt) -> Refusal | None:
        return None if attempt.case.marks.verdict == what else Conflict(f"not_{what}")

    return guard


def _not_decided(attempt: Attempt) -> Refusal | None:
    return None if attempt.case.marks.verdict is None else Conflict("decided_already")


def _not_extended(attempt: Attempt) -> Refusal | None:
    marks = attempt.case.marks
    return Conflict("extended_once_already") if marks.extended or marks.extension_asked_by else None


def _extension_asked(attempt: Attempt) -> Refusal | None:
    marks = attempt.case.marks
    return None if marks.extension_asked_by and not marks.extended else Conflict("extension_not_asked")


def _second_person(attempt: Attempt) -> Refusal | None:
    return NotAllowed("needs_a_second_person") if attempt.by.id == attempt.case.marks.extension_asked_by else None


def _not_own_decision(attempt: Attempt) -> Refusal | None:
    own = attempt.case.decided_by is not None and attempt.case.decided_by == attempt.by.id
    return NotAllowed("own_decision") if own else None


GUARDS: dict[str, Guard] = {
    "begun": _begun,
    "not_begun": _not_begun,
    "opinion": _opinion,
    "remedy": _remedy,
    "returnable": _returnable,
    "corrects_reception": _corrects("submitted"),
    "corrects_review": _corrects("in_review"),
    "correction_is_overdue": _correction_overdue,
    "confirmation_is_overdue": _confirmation_overdue,
    "payment_is_overdue": _payment_overdue,
    "silence_is_over": _silence_over,
    "owes_overdue": _owes_overdue,
    "nothing_owed": _nothing_owed,
    "ends_later": _ends_later,
    "paid_before_review": _paid_for("in_review"),
    "paid_after_decision": _paid_for("certifying"),
    "is_approved": _verdict("approved"),
    "is_denied": _verdict("denied"),
    "not_decided": _not_decided,
    "not_extended": _not_extended,
    "extension_asked": _extension_asked,
    "second_person": _second_person,
    "not_own_decision": _not_own_decision,
}
