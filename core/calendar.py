"""The working days of the city, from city/calendar/<year>.yaml. It never guesses: no notice, no days."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, TypeGuard

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

_KEYS = frozenset({"year", "source", "off", "worked", "published"})
_DAY = timedelta(days=1)


class CalendarMissing(LookupError):
    """A year is asked for that no file names, or a file is not what a calendar is. The text says what to do."""


@dataclass(frozen=True)
class NotKnownYet:
    """Instead of a date or a count that cannot be known today. Never shown as a date, and asked again later.

    `year_not_published`: it depends on the working days of `year`. `stopped`: a special procedure without planned end.
    """

    why: Literal["year_not_published", "stopped"]
    year: int | None = None


@dataclass(frozen=True)
class Year:
    """One file. `off` are free days that are no weekend or part of a holiday, `worked` weekends that are worked."""

    year: int
    source: str
    off: tuple[tuple[date, date], ...] = ()
    worked: frozenset[date] = frozenset()
    published: bool = True


@dataclass(frozen=True)
class Calendar:
    """The working days from `first` to `last`, both included. The year after `last` is named, but not published yet."""

    first: date
    last: date
    sources: Mapping[int, str]
    _working: tuple[int, ...] = field(repr=False)  # ordinals, ascending

    @classmethod
    def load(cls, folder: Path) -> "Calendar":
        """Every year of `folder`.

        The last year must be an explicit `published: false`, so that forgetting a year is noticed at start-up and not
        by the first person who submits in December. Raises: CalendarMissing with everything that is wrong.
        """
        wrong: list[str] = []
        years = [year for path in sorted(folder.glob("*.yaml")) if (year := _read(path, wrong)) is not None]
        if not wrong:
            wrong += _gaps(folder, years)
        if wrong:
            raise CalendarMissing("\n".join(wrong))
        return cls.of(years)

    @classmethod
    def of(cls, years: Sequence[Year]) -> "Calendar":
        """From consecutive years. A later notice may change the last days of the December before it, and wins."""
        published = [one for one in years if one.published]
        first, last = date(published[0].year, 1, 1), date(published[-1].year, 12, 31)
        working = {day for day in _days(first, last) if day.weekday() < 5}
        for one in published:
            working -= {day for start, end in one.off for day in _days(start, end)}
            working |= one.worked
        ordinals = tuple(sorted(day.toordinal() for day in working if first <= day <= last))
        return cls(first, last, {one.year: one.source for one in published}, ordinals)

    def require(self, today: date) -> None:
        """For start-up and readiness. Raises: CalendarMissing when today itself lies in no published year."""
        if not self.first <= today <= self.last:
            raise CalendarMissing(
                f"city/calendar/{today.year}.yaml is not published: no deadline can be counted today. Write its days."
            )

    def is_working(self, day: date) -> bool:
        """Raises: CalendarMissing for a day of a year that is not published."""
        self.require(day)
        at = bisect_right(self._working, day.toordinal())
        return at > 0 and self._working[at - 1] == day.toordinal()

    def working_days(self, after: date, until: date) -> int | NotKnownYet:
        """How many working days lie in (after, until]; 0 when `until` is not later.

        Raises: CalendarMissing for days before the first year that is on file.
        """
        if until <= after:
            return 0
        self._refuse_before(after)
        if until > self.last:
            return self._beyond(max(after, self.last))
        return bisect_right(self._working, until.toordinal()) - bisect_right(self._working, after.toordinal())

    def nth_after(self, start: date, count: int) -> date | NotKnownYet:
        """The `count`th (from 1) working day after `start`.

        Raises: CalendarMissing for days before the first year that is on file.
        """
        if count < 1:
            raise ValueError("the first working day after a date is number 1")
        self._refuse_before(start)
        at = bisect_right(self._working, start.toordinal()) + count - 1
        if at >= len(self._working):
            return self._beyond(max(start, self.last))
        return date.fromordinal(self._working[at])

    def on_or_after(self, day: date) -> date | NotKnownYet:
        """The day itself when it is worked, else the next working day."""
        return self.nth_after(day - _DAY, 1)

    def _refuse_before(self, start: date) -> None:
        if start < self.first - _DAY:
            raise CalendarMissing(
                f"city/calendar/{start.year}.yaml is missing: write the working days of {start.year} there."
            )

    def _beyond(self, known: date) -> NotKnownYet:
        return NotKnownYet("year_not_published", known.year + ((known.month, known.day) == (12, 31)))


def _days(start: date, end: date) -> Iterator[date]:
    return (date.fromordinal(at) for at in range(start.toordinal(), end.toordinal() + 1))


def _gaps(folder: Path, years: Sequence[Year]) -> Iterable[str]:
    if not any(one.published for one in years):
        yield f"{folder}: no published year; a city needs at least the present one"
    numbers = [one.year for one in years]
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        yield f"{folder}: {numbers} has a gap; write a file for every year between"
    for one in years[:-1]:
        if not one.published:
            yield f"{folder}/{one.year}.yaml: only the last year may be unpublished; write its days"
    if years and years[-1].published:
        coming = years[-1].year + 1
        yield f"{folder}/{coming}.yaml is missing: write it, with `published: false` until {coming} is known"


def _read(path: Path, wrong: list[str]) -> Year | None:
    try:
        tree = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, ValueError) as error:  # ValueError: a date that is none
        wrong.append(f"{path}: {error}")
        return None
    found = list(_wrong_with(tree, path))
    wrong += found
    if found:
        return None
    return Year(
        tree["year"],
        tree["source"],
        tuple((start, end) for start, end in tree.get("off", ())),
        frozenset(tree.get("worked", ())),
        tree.get("published", True),
    )


def _wrong_with(tree: object, path: Path) -> Iterator[str]:
    """Everything that makes one file no calendar."""
    if not isinstance(tree, dict) or tree.keys() - _KEYS or not {"year", "source"} <= tree.keys():
        yield f"{path}: a calendar has {', '.join(sorted(_KEYS))} and nothing else; year and source are needed"
        return
    if str(tree["year"]) != path.stem or not isinstance(tree["year"], int):
        yield f"{path}: year is {tree['year']!r}, the file's name says {path.stem}"
        return
    if tree.get("published", True) is False:
        if tree.keys() & {"off", "worked"}:
            yield f"{path}: not published and yet it has days; take `published: false` out"
        return
    off, worked = tree.get("off"), tree.get("worked")
    if not _are_ranges(off) or not _are_dates(worked):
        yield f"{path}: off is a list of [from, to], worked a list of dates like 2026-01-04"
        return
    yield from _wrong_days(off, worked, path)


def _wrong_days(off: list[list[date]], worked: list[date], path: Path) -> Iterator[str]:
    free = [day for start, end in off for day in _days(start, end)]
    from_day, to_day = date(int(path.stem) - 1, 12, 1), date(int(path.stem), 12, 31)
    for day in (*free, *worked):
        if not from_day <= day <= to_day:
            yield f"{path}: {day} does not belong to this year's notice"
    for start, end in off:
        if end < start:
            yield f"{path}: [{start}, {end}] ends before it begins"
    if len(set(free)) < len(free):
        yield f"{path}: two ranges of off overlap"
    for day in worked:
        if day.weekday() < 5 or day in free:
            yield f"{path}: {day} is worked, but it is no weekend day outside the holidays"


def _are_dates(found: object) -> TypeGuard[list[date]]:
    return isinstance(found, list) and all(type(day) is date for day in found)


def _are_ranges(found: object) -> TypeGuard[list[list[date]]]:
    return isinstance(found, list) and all(_are_dates(pair) and len(pair) == 2 for pair in found)
