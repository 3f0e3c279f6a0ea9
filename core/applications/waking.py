"""What the clock has to do with a case, and when: its lamp today, and the next day on which to look at it again."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from core.applications.application import Promise
from core.applications.case import Case
from core.calendar import Calendar, NotKnownYet
from core.clocks import ACCEPTANCE_WORKING_DAYS, Clock, due_on, lamp
from core.clocks.lamps import AMBER_AT_MOST, YELLOW_AT_MOST
from core.time import on_date

LAMPS = (None, "amber", "yellow", "red")  # from dark to bright
RECEPTION = frozenset({"submitted", "returned"})  # 预审退回 does not stop the days the office has to answer
_DAY = timedelta(days=1)


def brightness(lit: str | None) -> int:
    return LAMPS.index(lit)


def lamp_of(case: Case, promises: Sequence[Promise], today: date, calendar: Calendar) -> str | None:
    """The lamp of a case: red as well when a promised paper is overdue. One that was revoked stays dark until a
    brighter one is due."""
    if case.ended or not case.begun:
        return None
    clock = running(case)
    lit: str | None = None
    if clock:
        left = clock.remaining(today, calendar)
        lit = case.lamp if isinstance(left, NotKnownYet) else lamp(left, clock.total)  # unknown days change nothing
    if any(promise.state == "overdue" for promise in promises):
        lit = "red"
    return lit if brightness(lit) > brightness(case.marks.revoked_lamp) else None


def running(case: Case) -> Clock | None:
    """The limit of the case; before acceptance that of its reception, while the office has it."""
    if case.clock is not None:
        return Clock.of_json(case.clock)
    if case.state in RECEPTION and case.submitted_at is not None:
        return Clock(on_date(case.submitted_at), ACCEPTANCE_WORKING_DAYS)
    return None


def next_look(
    case: Case, promises: Sequence[Promise], today: date, calendar: Calendar, answer_due: date | None
) -> str | None:
    """The first day on which the clock has something to do (also one that is past), or on which the lamp changes."""
    if case.ended:
        return None
    days = [*_deadlines(case, promises, answer_due)]
    clock = running(case) if case.begun else None
    if clock:
        days += [day for day in _lamp_days(clock, calendar) if day > today]
    return min(days).isoformat() if days else None


def _deadlines(case: Case, promises: Sequence[Promise], answer_due: date | None) -> Iterator[date]:
    """The day after each last day."""
    last = case.act_by if case.begun else case.marks.confirm_by
    if last:
        yield date.fromisoformat(last) + _DAY
    if case.begun and case.state == "submitted" and answer_due:
        yield answer_due + _DAY
    if case.state == "suspended" and (until := planned_end(case)):
        yield until + _DAY
    if case.accepted_at is not None:
        for promise in promises:
            if promise.state == "owed" and promise.owed_on:
                yield date.fromisoformat(promise.owed_on) + _DAY


def planned_end(case: Case) -> date | None:
    """The last day of the special procedure that is under way, where it was told."""
    stop = Clock.of_json(case.clock).open_stop if case.clock else None
    return stop.planned if stop else None


def _lamp_days(clock: Clock, calendar: Calendar) -> Iterator[date]:
    """The days on which the lamp of a limit turns amber, yellow and red, as far as they are known."""
    for left in {min(AMBER_AT_MOST, clock.total // 3), YELLOW_AT_MOST}:
        used = clock.total - left
        turns = due_on(clock.start, used, calendar, clock.stops) if used > 0 else clock.start
        if isinstance(turns, date):
            yield turns
    end = clock.due(calendar)
    if isinstance(end, date):
        yield end + _DAY
