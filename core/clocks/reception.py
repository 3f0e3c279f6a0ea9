"""The time before acceptance: five working days to say something, and what silence means.

Sources: 行政许可法 art. 32 (4): what is missing must be told at once or within five days, all at one time; who says
nothing has accepted, from the day of receipt. Art. 82: these are working days. The law gives the applicant no limit
for bringing what is missing: that one is the item's own.
"""

from datetime import date

from core.calendar import Calendar
from core.clocks.clock import Clock, Due, due_on

ACCEPTANCE_WORKING_DAYS = 5  # 行政许可法 art. 32 (4)


def deemed_acceptance_on(received: date, calendar: Calendar) -> Due:
    """The last day on which the office may still speak. When it has passed in silence the case is accepted.

    `received` is the day of receipt, worked or not; it is not counted itself. A return (预审退回) does not move it.
    """
    return due_on(received, ACCEPTANCE_WORKING_DAYS, calendar)


def is_deemed_accepted(received: date, today: date, calendar: Calendar) -> bool:
    """Whether silence has accepted by `today`. Unknown dates never accept: they lie in a year still to come."""
    last = deemed_acceptance_on(received, calendar)
    return isinstance(last, date) and today > last


def deemed_clock(received: date, limit: int) -> Clock:
    """The clock of a case that silence accepted: it has run since the day of receipt."""
    return Clock(received, limit)


def correction_due_on(asked: date, working_days: int, calendar: Calendar) -> Due:
    """By when the applicant is to bring what is missing (补正): `working_days` of the item, from the day after asking.

    Unknown is never overdue: nobody's case is closed by a date that was not published.
    """
    return due_on(asked, working_days, calendar)
