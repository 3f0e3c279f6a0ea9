"""Lamps, lateness, silence and corrections."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar, NotKnownYet
from core.clocks import (
    Clock,
    Late,
    correction_due_on,
    deemed_acceptance_on,
    deemed_clock,
    is_deemed_accepted,
    lamp,
    late,
)
from tests.core.clocks import slow

days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("remaining", "limit", "shown"),
    [
        (20, 20, None),
        (6, 20, None),
        (5, 20, "amber"),
        (2, 20, "amber"),
        (1, 20, "yellow"),
        (0, 20, "yellow"),
        (-1, 20, "red"),
        (4, 10, None),
        (3, 10, "amber"),
        (2, 6, "amber"),
        (2, 5, None),
        (2, 3, None),
        (1, 3, "yellow"),
        (1, 1, "yellow"),
        (0, 0, "yellow"),
        (-9, 0, "red"),
    ],
)
def test_a_lamp_says_how_much_is_left(remaining: int, limit: int, shown: str | None) -> None:
    assert lamp(remaining, limit) == shown


@given(limit=st.integers(0, 60))
def test_as_days_go_by_a_lamp_only_gets_more_urgent(limit: int) -> None:
    order = [None, "amber", "yellow", "red"]
    seen = [order.index(lamp(left, limit)) for left in range(limit, -10, -1)]
    assert seen == sorted(seen)


def test_a_citizen_is_told_how_late_and_why(calendar: Calendar) -> None:
    clock = Clock(date(2026, 11, 2), 5)
    assert late(clock, date(2026, 11, 9), calendar) is None
    assert late(clock, date(2026, 11, 10), calendar) == Late(1, "with_the_office")
    assert late(clock, date(2026, 11, 16), calendar, "waits_for_another_office") == Late(5, "waits_for_another_office")


def test_on_the_weekend_after_the_last_day_it_is_late_already(calendar: Calendar) -> None:
    clock = Clock(date(2026, 11, 19), 1)
    assert [late(clock, date(2026, 11, day), calendar) for day in (20, 21, 22, 23, 24)] == [
        None,
        Late(1, "with_the_office"),
        Late(1, "with_the_office"),
        Late(1, "with_the_office"),
        Late(2, "with_the_office"),
    ]


def test_a_special_procedure_is_the_reason_while_it_runs(calendar: Calendar) -> None:
    clock = Clock(date(2026, 11, 2), 5).stopped(date(2026, 11, 12), "hearing")
    assert late(clock, date(2026, 11, 20), calendar) == Late(3, "hearing")


def test_where_the_calendar_ends_nobody_is_called_late(calendar: Calendar) -> None:
    assert late(Clock(date(2026, 11, 2), 5), date(2027, 1, 8), calendar) is None


@given(received=days)
def test_silence_ends_after_five_days_counted_one_by_one(calendar: Calendar, received: date) -> None:
    last = deemed_acceptance_on(received, calendar)
    assert last == (slow.due(received, 5) or NotKnownYet("year_not_published", 2027))
    if isinstance(last, date):
        assert not is_deemed_accepted(received, last, calendar)
        assert is_deemed_accepted(received, last + timedelta(days=1), calendar)
    else:
        assert not is_deemed_accepted(received, date(2027, 2, 1), calendar)


def test_silence_accepts_from_the_day_of_receipt(calendar: Calendar) -> None:
    received = date(2026, 11, 20)
    assert deemed_acceptance_on(received, calendar) == date(2026, 11, 27)
    assert deemed_clock(received, 20).due(calendar) == date(2026, 12, 18)


def test_received_on_a_holiday_the_five_days_begin_when_work_does(calendar: Calendar) -> None:
    assert deemed_acceptance_on(date(2026, 10, 3), calendar) == date(2026, 10, 13)  # 8, 9, Saturday 10, 12, 13


def test_a_correction_has_the_days_of_its_item(calendar: Calendar) -> None:
    assert correction_due_on(date(2026, 11, 20), 10, calendar) == date(2026, 12, 4)
    assert correction_due_on(date(2026, 12, 28), 10, calendar) == NotKnownYet("year_not_published", 2027)
