"""How many working days lie between two, as staff count them: below zero once a day has gone."""

from datetime import date

from core.calendar import CalendarMissing
from core.house import house


def between(first: date, last: date) -> int | None:
    """None while the calendar cannot tell."""
    try:
        days = house().calendar.working_days(min(first, last), max(first, last))
    except CalendarMissing:
        return None
    return (days if first <= last else -days) if isinstance(days, int) else None


def left(due_on: str | None, today: date) -> int | None:
    """None while the clock stands still, or while the calendar cannot tell."""
    return None if due_on is None else between(today, date.fromisoformat(due_on))
