"""The sheet as a whole, by hand: its one word, and its one honest date."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tests.whole.days import DAY, Halt, walk, worked
from tests.whole.law import ANSWER_DAYS
from tests.whole.slips import Owed, Slow


def folded(cases: Mapping[str, Slow], owed: Iterable[Owed]) -> str:
    """DESIGN section 6: first match wins."""
    states = {case.state for case in cases.values()}
    owes = any(one.state in {"owed", "overdue"} and not cases[one.case].ended for one in owed)
    if "correction" in states or "returned" in states or owes:
        return "needs_you"
    if "pay_pending" in states:
        return "to_pay"
    if all(case.ended for case in cases.values()):
        results = {case.result for case in cases.values()}
        return "done" if results == {"approved"} else "partly_done" if len(results) > 1 else "closed"
    return "submitted" if states == {"submitted"} else "in_progress"


def answer_within(case: Slow, owed: Iterable[Owed]) -> int:
    """How long acceptance may take. Seconds, where a rule may approve, and where the matter only has to be passed on to
    the system of its department. A person reads it first when a paper is missing, unless a rule may wait for that."""
    missing = {one.material for one in owed if one.case == case.id and one.state in {"owed", "overdue"}}
    if case.item.decide.approve_when is None:
        return ANSWER_DAYS if missing or case.item.handled_in == "desk" else 0
    for paper in case.item.materials:
        if paper.id in missing and paper.may_follow and paper.may_follow.granted_by == "clerk":
            return ANSWER_DAYS
    return 0


def reckoned(cases: Mapping[str, Slow], owed: Iterable[Owed], today: date) -> date | None:
    """The day on which all is done if every office uses the whole of its time; None while nobody can know."""
    owed = tuple(owed)
    days = [finish(case, cases, owed, today) for case in cases.values()]
    return None if None in days else max(day for day in days if day)


def finish(case: Slow, cases: Mapping[str, Slow], owed: Sequence[Owed], today: date) -> date | None:
    """A case that is late is expected on the next day on which somebody works; a halt ends as it was planned."""
    if case.closed:
        return case.closed
    if case.start:
        halts = [
            Halt(one.begun, max(one.planned, one.begun)) if one.planned and not one.ended else one for one in case.halts
        ]
        due = walk(case.start, case.limit, halts)
        return due if due is None or due >= today else _next_worked(today)
    begins: date | None = case.begun or today
    if not case.begun and case.after:
        before = [finish(cases[one], cases, owed, today) for one in case.after]
        begins = None if None in before else max(day for day in before if day)
    taken = begins and walk(begins, answer_within(case, owed))
    return walk(max(taken, today), case.item.limit.promised) if taken else None


def _next_worked(day: date) -> date:
    return day if worked(day) else _next_worked(day + DAY)
