"""One case's time limit. A Clock is a value: every change makes a new one, and all dates are passed in.

Sources. Days are working days without legal holidays: 行政许可法 art. 82. The decision is due within 20 of them from
acceptance, 10 more with the head's approval: art. 42 (45 and 15 where several offices decide together); an item's
promised limit may be shorter, never longer. Time for hearings, tenders, auctions, inspection, testing, quarantine,
appraisal and expert review is not counted, and the applicant is told in writing: art. 45. The day on which something
begins is not counted: 民法典 art. 201, so day 1 is the first working day after acceptance, and a stop takes the days
after the one it began on, up to and with the one it ended on. A correction restarts nothing: it has no place here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias, cast

from core.calendar import Calendar, NotKnownYet
from core.json import Json, JsonObject
from core.refusals import Conflict, Defect, Invalid

Due: TypeAlias = date | NotKnownYet
_DAY = timedelta(days=1)
# 行政许可法 art. 45; public_notice (公示) is not counted in practice either (reference tables of 特别程序, kind 2).
STOP_REASONS = (
    "hearing",
    "tender",
    "auction",
    "inspection",
    "testing",
    "quarantine",
    "appraisal",
    "expert_review",
    "public_notice",
    "special_procedure",
)


@dataclass(frozen=True)
class Stop:
    """A special procedure (特别程序, kind 2): the days in (start, end] are not counted. `planned`: the end foreseen."""

    reason: str
    start: date
    end: date | None = None
    planned: date | None = None


def due_on(start: date, working_days: int, calendar: Calendar, stops: Iterable[Stop] = ()) -> Due:
    """The last day of a limit that begins on `start`: its day 1 is the first working day after.

    A limit of 0 days (即办) is due on `start` itself, or on the next working day when `start` is none. An open stop
    before the end makes the date `stopped`. Raises: CalendarMissing for days before the first year on file.
    """
    at, left = _counting_from(start, working_days)
    for stop in _in_order(stops):
        found = calendar.nth_after(at, left)
        if isinstance(found, date) and found <= stop.start:
            return found
        if stop.end is None:
            return NotKnownYet("stopped")
        gone = calendar.working_days(at, stop.start)
        if isinstance(gone, NotKnownYet):
            return gone
        at, left = max(at, stop.end), left - gone
    return calendar.nth_after(at, left)


def known(due: Due) -> date | None:
    """The date, or None while it cannot be told."""
    return due if isinstance(due, date) else None


@dataclass(frozen=True)
class Clock:
    """A limit of working days that runs from `start`, the day of acceptance. It holds no personal data."""

    start: date
    limit: int
    extension: int = 0
    stops: tuple[Stop, ...] = ()

    def __post_init__(self) -> None:
        if self.limit < 0 or self.extension < 0:
            raise ValueError("a limit has no negative days")

    @property
    def total(self) -> int:
        return self.limit + self.extension

    @property
    def open_stop(self) -> Stop | None:
        return next((stop for stop in self.stops if stop.end is None), None)

    def stopped(self, on: date, reason: str, planned: date | None = None) -> "Clock":
        """A special procedure begins on `on`. Days count again from the day after `resumed`.

        Raises: Conflict `clock_stopped_already`; Invalid `stop_reason_unknown` or `before_the_clock_began`.
        """
        if self.open_stop is not None:
            raise Conflict("clock_stopped_already")
        if reason not in STOP_REASONS:
            raise Invalid([Defect("reason", "stop_reason_unknown", {"allowed": list(STOP_REASONS)})])
        if on < self._latest():
            raise Invalid([Defect("on", "before_the_clock_began")])
        return replace(self, stops=(*self.stops, Stop(reason, on, planned=planned)))

    def resumed(self, on: date) -> "Clock":
        """The procedure ended on `on`. Raises: Conflict `clock_not_stopped`; Invalid `before_the_stop_began`."""
        stop = self.open_stop
        if stop is None:
            raise Conflict("clock_not_stopped")
        if on < stop.start:
            raise Invalid([Defect("on", "before_the_stop_began")])
        ended = tuple(replace(one, end=on) if one is stop else one for one in self.stops)
        return replace(self, stops=ended)

    def extended(self, days: int) -> "Clock":
        """延长审批: `days` more working days, once (art. 42). Raises: Conflict `extended_once_already`."""
        if self.extension:
            raise Conflict("extended_once_already")
        if days < 1:
            raise ValueError("an extension has at least one day")
        return replace(self, extension=days)

    def due(self, calendar: Calendar) -> Due:
        """The last day on which the case is in time."""
        return due_on(self.start, self.total, calendar, self.stops)

    def used(self, today: date, calendar: Calendar) -> int | NotKnownYet:
        """Working days counted so far, `today` among them."""
        at, _ = _counting_from(self.start, self.total)
        used = 0
        for stop in (*_in_order(self.stops), None):
            gone = calendar.working_days(at, min(today, stop.start) if stop else today)
            if isinstance(gone, NotKnownYet):
                return gone
            used += gone
            if stop is None or stop.end is None or stop.end >= today:
                break
            at = max(at, stop.end)
        return used

    def remaining(self, today: date, calendar: Calendar) -> int | NotKnownYet:
        """Working days left: 0 on the last day itself, negative as soon as the due date is past.

        On the weekend after the due date it is -1 already, as on the next working day: late is late. While stopped it
        stands still. It needs no due date, so it is known even where the end of a limit is not.
        """
        used = self.used(today, calendar)
        if isinstance(used, NotKnownYet):
            return used
        _, whole = _counting_from(self.start, self.total)
        if used != whole:
            return whole - used
        due = self.due(calendar)
        return -1 if isinstance(due, date) and today > due else 0

    def as_json(self) -> JsonObject:
        """For `cases.clock`."""
        told: dict[str, Json] = {"start": self.start.isoformat(), "limit": self.limit}
        if self.extension:
            told["extension"] = self.extension
        if self.stops:
            told["stops"] = [
                {name: str(value) for name, value in vars(stop).items() if value is not None} for stop in self.stops
            ]
        return told

    @classmethod
    def of_json(cls, told: Json) -> "Clock":
        """What `as_json` gave. Raises: ValueError when it is something else."""
        try:
            fields = cast(Mapping[str, Json], told)
            stops = cast(Sequence[Mapping[str, str]], fields.get("stops", ()))
            return cls(
                _date(fields["start"]),
                int(cast(int, fields["limit"])),
                int(cast(int, fields.get("extension", 0))),
                tuple(_stop(stop) for stop in stops),
            )
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("this is no clock of ours") from error

    def _latest(self) -> date:
        return max((self.start, *(stop.end for stop in self.stops if stop.end)))


def _counting_from(start: date, working_days: int) -> tuple[date, int]:
    """The day after which to count, and how many. A limit of 0 is the first working day from `start` on."""
    return (start, working_days) if working_days else (start - _DAY, 1)


def _in_order(stops: Iterable[Stop]) -> list[Stop]:
    """Stops in order of time, those that overlap or touch made one, so that no day is taken off twice."""
    merged: list[Stop] = []
    for stop in sorted(stops, key=lambda stop: stop.start):
        last = merged[-1] if merged else None
        if last is None or (last.end is not None and stop.start > last.end):
            merged.append(stop)
        elif last.end is not None:
            merged[-1] = replace(last, end=None if stop.end is None else max(stop.end, last.end))
    return merged


def _stop(told: Mapping[str, str]) -> Stop:
    end, planned = told.get("end"), told.get("planned")
    return Stop(told["reason"], _date(told["start"]), _date(end) if end else None, _date(planned) if planned else None)


def _date(text: Json) -> date:
    return date.fromisoformat(cast(str, text))
