"""Working days counted one by one, by somebody with a calendar on the wall: nothing of the house is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY = date(2026, 11, 23)
HOLIDAYS = ((date(2026, 12, 31), date(2027, 1, 4)), (date(2027, 2, 5), date(2027, 2, 11)))
WORKED = (date(2026, 12, 26),)
DAY = timedelta(days=1)
DAY_MS, CHINA_MS = 86_400_000, 8 * 3_600_000


@dataclass(frozen=True)
class Halt:
    """A special procedure: no day counts after the one it began on, up to its end. `planned`: as it was told."""

    begun: date
    ended: date | None = None
    planned: date | None = None


def day_of(ms: int) -> date:
    """In China."""
    return date(1970, 1, 1) + DAY * ((ms + CHINA_MS) // DAY_MS)


def worked(day: date) -> bool:
    if any(first <= day <= last for first, last in HOLIDAYS):
        return False
    return day.weekday() < 5 or day in WORKED


def walk(start: date, days: int, halts: Iterable[Halt] = ()) -> date | None:
    """The last of so many working days after `start`; None when a halt without an end comes before it."""
    day, halts = start, tuple(halts)
    while days:
        day += DAY
        if any(halt.ended is None and day > halt.begun for halt in halts):
            return None
        halted = any(halt.ended is not None and halt.begun < day <= halt.ended for halt in halts)
        days -= worked(day) and not halted
    return day


def spent(start: date, today: date, halts: Iterable[Halt] = ()) -> int:
    """Working days from the day after `start` to `today`, those that were halted left out."""
    day, count, halts = start, 0, tuple(halts)
    while day < today:
        day += DAY
        halted = any(halt.begun < day and (halt.ended is None or day <= halt.ended) for halt in halts)
        count += worked(day) and not halted
    return count
