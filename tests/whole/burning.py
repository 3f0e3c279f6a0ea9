"""Which lamp burns on a day, and which day brings something: by trying one day after the other."""

from collections.abc import Iterator
from datetime import date

from tests.whole.days import DAY, spent, walk
from tests.whole.law import ANSWER_DAYS
from tests.whole.slips import Slow
from tests.whole.slow import History

LAMPS = (None, "amber", "yellow", "red")
FAR = 45  # days to look ahead: further than any limit of these items' first lamp


def lamp_on(history: History, case: Slow, day: date, revoked: str | None) -> str | None:
    """5 working days or a third of the limit left: amber; 1: yellow; none and past: red. A paper overdue: red."""
    if case.ended or not case.begun:
        return None
    lit = None
    if case.start:
        lit = _lamp(_left(case.start, case.limit, case, day), case.limit)
    elif case.state in {"submitted", "returned"}:
        lit = _lamp(_left(case.begun, ANSWER_DAYS, None, day), ANSWER_DAYS)
    if any(one.case == case.id and one.state == "overdue" for one in history.owed):
        lit = "red"
    return lit if LAMPS.index(lit) > LAMPS.index(revoked) else None


def _left(start: date, limit: int, case: Slow | None, day: date) -> int:
    halts = case.halts if case else []
    gone = spent(start, day, halts)
    last = walk(start, limit, halts)
    if gone == limit and last and day > last:
        return -1
    return limit - gone


def _lamp(left: int, limit: int) -> str | None:
    if left < 0:
        return "red"
    if left <= 1:
        return "yellow"
    return "amber" if left <= 5 and 3 * left <= limit else None


def last_days(history: History, case: Slow) -> Iterator[date]:
    """The days after which time itself does something to this case."""
    if case.ended:
        return
    if not case.begun:
        if history.confirm_by and "invited" in history.parties:
            yield history.confirm_by
        return
    last = {"correction": case.correct_by, "pay_pending": case.pay_by}.get(case.state)
    if last:
        yield last
    if case.state == "submitted" and case.item.limit.deemed_acceptance:
        silent_until = walk(case.begun, ANSWER_DAYS)
        assert silent_until
        yield silent_until
    if case.state == "suspended" and case.halts[-1].planned:
        yield case.halts[-1].planned
    if case.accepted:
        yield from (one.by for one in history.owed if one.case == case.id and one.state == "owed" and one.by)


def next_change(history: History, case: Slow, today: date, revoked: str | None) -> date | None:
    """The first day after today that looks different, or brings something."""
    now, days = lamp_on(history, case, today, revoked), list(last_days(history, case))
    for ahead in range(1, FAR):
        day = today + DAY * ahead
        if any(day > last for last in days) or lamp_on(history, case, day, revoked) != now:
            return day
    return None
