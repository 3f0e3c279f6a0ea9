"""One honest expected date for a sheet with several cases: the critical path of what is left, stops included."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from graphlib import TopologicalSorter

from core.calendar import Calendar, NotKnownYet
from core.clocks.clock import Clock, Due, due_on


@dataclass(frozen=True)
class Leg:
    """One case. Give what is known of it: `finished`, else its `clock`, else the day it was `received`, else nothing.

    `limit` and `reception` are working days; `reception` is what acceptance may take (0 where a rule accepts at once).
    `after` are the cases that must finish first.
    """

    id: str
    limit: int
    after: tuple[str, ...] = ()
    finished: date | None = None
    clock: Clock | None = None
    received: date | None = None
    reception: int = 0


@dataclass(frozen=True)
class Expected:
    """`on` for the whole sheet, `by_leg` for each case, `path` the cases that decide it, in order."""

    on: Due
    by_leg: Mapping[str, Due]
    path: tuple[str, ...]


def expect(legs: Sequence[Leg], today: date, calendar: Calendar) -> Expected:
    """When all of it will be done, if every office uses the whole of its time.

    A case that is late is expected on the next day on which somebody works: sooner cannot be, and a past date would be
    no date. A special procedure ends on its planned day, also where nobody has said so; without a plan nobody knows.
    Raises: ValueError on a circle, an unknown `after`, or no case at all.
    """
    by_id = {leg.id: leg for leg in legs}
    order = list(TopologicalSorter({leg.id: leg.after for leg in legs}).static_order())
    if not legs or len(by_id) < len(order):
        raise ValueError("an expectation needs cases, and cases wait only for cases of the same sheet")
    done: dict[str, Due] = {}
    decides: dict[str, str | None] = {}
    for leg_id in order:
        leg = by_id[leg_id]
        waits = _has_not_begun(leg) and bool(leg.after)
        decides[leg_id] = _latest(leg.after, done) if waits else None
        begins = done[decides[leg_id] or ""] if waits else leg.received or today
        done[leg_id] = _end(leg, begins, today, calendar)
    last = _latest(by_id, done)
    return Expected(done[last], done, _path(last, decides, by_id))


def _has_not_begun(leg: Leg) -> bool:
    return leg.finished is None and leg.clock is None and leg.received is None


def _end(leg: Leg, begins: Due, today: date, calendar: Calendar) -> Due:
    if leg.finished is not None:
        return leg.finished
    if leg.clock is not None:
        return _not_before_today(_as_planned(leg.clock).due(calendar), today, calendar)
    if isinstance(begins, NotKnownYet):
        return begins
    accepted = due_on(begins, leg.reception, calendar) if leg.reception else begins
    if isinstance(accepted, NotKnownYet):
        return accepted
    return due_on(max(accepted, today), leg.limit, calendar)


def _as_planned(clock: Clock) -> Clock:
    """The clock as if its open stop ended on the planned day, past or not; unchanged where there is no plan."""
    stop = clock.open_stop
    if stop is None or stop.planned is None:
        return clock
    ends = max(stop.planned, stop.start)
    return replace(clock, stops=tuple(replace(one, end=ends) if one is stop else one for one in clock.stops))


def _not_before_today(due: Due, today: date, calendar: Calendar) -> Due:
    return calendar.on_or_after(today) if isinstance(due, date) and due < today else due


def _latest(ids: Iterable[str], done: Mapping[str, Due]) -> str:
    """The case that ends last. What nobody knows comes after everything known, what is stopped last of all."""
    return max(ids, key=lambda leg_id: _when(done[leg_id]))


def _when(due: Due) -> tuple[int, date]:
    if isinstance(due, date):
        return 0, due
    return (1 if due.why == "year_not_published" else 2), date.min


def _path(last: str, decides: Mapping[str, str | None], by_id: Mapping[str, Leg]) -> tuple[str, ...]:
    path: list[str] = []
    at: str | None = last
    while at is not None and by_id[at].finished is None:
        path.append(at)
        at = decides[at]
    return tuple(reversed(path))
