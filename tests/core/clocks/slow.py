"""The same answers, worked out the slow way: one day after another, as a clerk with a wall calendar would.

It shares nothing with core.calendar and core.clocks, so that they can be wrong only in different ways.
"""

from collections.abc import Iterable
from datetime import date, timedelta

LAST = date(2026, 12, 31)
# 国务院办公厅关于2026年部分节假日安排的通知 (2025-11-04), typed again day by day.
HOLIDAYS = {
    date(2026, month, day)
    for month, days in {
        1: [1, 2, 3],
        2: [15, 16, 17, 18, 19, 20, 21, 22, 23],
        4: [4, 5, 6],
        5: [1, 2, 3, 4, 5],
        6: [19, 20, 21],
        9: [25, 26, 27],
        10: [1, 2, 3, 4, 5, 6, 7],
    }.items()
    for day in days
}
MADE_UP_FOR = {
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
}
Pause = tuple[date, date | None]


def office_is_open(day: date) -> bool:
    if day in MADE_UP_FOR:
        return True
    saturday, sunday = date(2026, 1, 3), date(2026, 1, 4)
    at_the_weekend = (day - saturday).days % 7 == 0 or (day - sunday).days % 7 == 0
    return not at_the_weekend and day not in HOLIDAYS


def counts(day: date, pauses: Iterable[Pause]) -> bool:
    if not office_is_open(day):
        return False
    return not any(day > begun and (ended is None or day <= ended) for begun, ended in pauses)


def due(start: date, days: int, pauses: Iterable[Pause] = ()) -> date | None:
    """The last day, or None when the calendar ends before it."""
    pauses = list(pauses)
    day, left = start, days
    if days == 0:
        day, left = start - timedelta(days=1), 1
    while left:
        day += timedelta(days=1)
        if day > LAST:
            return None
        if counts(day, pauses):
            left -= 1
    return day


def used(start: date, days: int, today: date, pauses: Iterable[Pause] = ()) -> int:
    pauses = list(pauses)
    day, total = (start, 0) if days else (start - timedelta(days=1), 0)
    while day < today:
        day += timedelta(days=1)
        total += counts(day, pauses)
    return total


def left(start: date, days: int, today: date, pauses: Iterable[Pause] = ()) -> int:
    """Days left; at least one day late from the calendar day after the last one."""
    pauses = list(pauses)
    difference = (days or 1) - used(start, days, today, pauses)
    end = due(start, days, pauses)
    if difference == 0 and end is not None and today > end:
        return -1
    return difference
