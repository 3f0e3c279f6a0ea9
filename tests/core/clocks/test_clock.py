"""Deadlines, against a slow calculation of the same, and each rule of law by an example."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import Calendar, NotKnownYet
from core.clocks import STOP_REASONS, Clock, Stop, due_on, known
from core.json import decode, encode
from core.refusals import Conflict, Invalid
from tests.core.clocks import slow

days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
limits = st.integers(0, 60)
NEXT_YEAR = NotKnownYet("year_not_published", 2027)


@st.composite
def pauses(draw: st.DrawFn) -> list[slow.Pause]:
    """Any stops at all: touching, overlapping, out of order, before the clock and after its end, open."""
    found: list[slow.Pause] = []
    for _ in range(draw(st.integers(0, 4))):
        begun = draw(days)
        ended = draw(st.one_of(st.none(), st.integers(0, 40).map(lambda n, b=begun: b + timedelta(days=n))))
        found.append((begun, ended))
    return found


def as_stops(found: list[slow.Pause]) -> tuple[Stop, ...]:
    return tuple(Stop("hearing", begun, ended) for begun, ended in found)


@given(start=days, limit=limits)
@settings(max_examples=250, deadline=None)
def test_a_due_date_is_the_one_that_counting_day_by_day_gives(calendar: Calendar, start: date, limit: int) -> None:
    assert due_on(start, limit, calendar) == (slow.due(start, limit) or NEXT_YEAR)


@given(start=days, limit=limits, found=pauses())
@settings(max_examples=400, deadline=None)
def test_a_due_date_with_stops_is_the_one_that_counting_gives(
    calendar: Calendar, start: date, limit: int, found: list[slow.Pause]
) -> None:
    due, expected = due_on(start, limit, calendar, as_stops(found)), slow.due(start, limit, found)
    assert known(due) == expected
    if expected is None and all(ended for _, ended in found):
        assert due == NotKnownYet("year_not_published", due.year)  # type: ignore[union-attr]  # it is unknown here
        assert due.year >= 2027  # type: ignore[union-attr]


@given(start=days, limits=st.tuples(st.integers(0, 40), st.integers(0, 15)), today=days, found=pauses())
@settings(max_examples=400, deadline=None)
def test_what_remains_is_what_counting_gives(
    calendar: Calendar, start: date, limits: tuple[int, int], today: date, found: list[slow.Pause]
) -> None:
    clock = Clock(start, *limits, as_stops(found))
    assert clock.remaining(today, calendar) == slow.left(start, sum(limits), today, found)


@given(start=days, limit=limits, found=pauses())
def test_remaining_is_zero_on_the_due_date_and_below_on_the_day_after(
    calendar: Calendar, start: date, limit: int, found: list[slow.Pause]
) -> None:
    clock = Clock(start, limit, stops=as_stops(found))
    due = clock.due(calendar)
    if isinstance(due, date) and due < date(2026, 12, 31):
        assert clock.remaining(due, calendar) == 0
        assert clock.remaining(due + timedelta(days=1), calendar) == -1


@given(start=days, limit=limits, extra=st.integers(1, 15), found=pauses())
def test_a_stop_or_an_extension_never_makes_a_deadline_earlier(
    calendar: Calendar, start: date, limit: int, extra: int, found: list[slow.Pause]
) -> None:
    plain = known(due_on(start, limit, calendar)) or date.max
    assert (known(due_on(start, limit, calendar, as_stops(found))) or date.max) >= plain
    assert (known(Clock(start, limit).extended(extra).due(calendar)) or date.max) >= plain


@given(start=days, limit=limits, extra=st.integers(0, 15), found=pauses())
def test_a_clock_survives_being_written_down(start: date, limit: int, extra: int, found: list[slow.Pause]) -> None:
    clock = Clock(start, limit, extra, as_stops(found))
    assert Clock.of_json(decode(encode(clock.as_json()).decode())) == clock


def test_what_is_written_down_is_dates_numbers_and_codes() -> None:
    clock = Clock(date(2026, 11, 20), 20).stopped(date(2026, 11, 23), "hearing", planned=date(2026, 11, 30))
    stop = {"reason": "hearing", "start": "2026-11-23", "planned": "2026-11-30"}
    assert clock.as_json() == {"start": "2026-11-20", "limit": 20, "stops": [stop]}
    assert Clock(date(2026, 11, 20), 1).as_json() == {"start": "2026-11-20", "limit": 1}


@pytest.mark.parametrize(
    "told", [None, [], {}, {"start": "x", "limit": 1}, {"start": "2026-01-01"}, {"start": "2026-01-01", "limit": None}]
)
def test_what_is_no_clock_is_refused(told: object) -> None:
    with pytest.raises(ValueError, match=r"clock|isoformat"):
        Clock.of_json(told)  # type: ignore[arg-type]  # broken on purpose


def test_day_one_is_the_working_day_after_acceptance(calendar: Calendar) -> None:
    friday = date(2026, 11, 20)
    assert due_on(friday, 1, calendar) == date(2026, 11, 23)
    assert due_on(friday, 5, calendar) == date(2026, 11, 27)


def test_received_on_a_saturday_the_monday_is_day_one(calendar: Calendar) -> None:
    assert due_on(date(2026, 11, 21), 1, calendar) == date(2026, 11, 23)
    assert due_on(date(2026, 11, 22), 1, calendar) == date(2026, 11, 23)


def test_received_on_a_saturday_that_is_worked_it_is_not_counted_itself(calendar: Calendar) -> None:
    assert due_on(date(2026, 2, 28), 1, calendar) == date(2026, 3, 2)


def test_the_spring_festival_stands_between(calendar: Calendar) -> None:
    assert due_on(date(2026, 2, 13), 1, calendar) == date(2026, 2, 14)
    assert due_on(date(2026, 2, 13), 2, calendar) == date(2026, 2, 24)


def test_a_limit_of_no_days_is_today_or_the_next_day_that_is_worked(calendar: Calendar) -> None:
    assert due_on(date(2026, 11, 20), 0, calendar) == date(2026, 11, 20)
    assert due_on(date(2026, 11, 21), 0, calendar) == date(2026, 11, 23)
    assert Clock(date(2026, 11, 20), 0).remaining(date(2026, 11, 20), calendar) == 0
    assert Clock(date(2026, 11, 20), 0).remaining(date(2026, 11, 23), calendar) == -1


def test_twenty_days_of_the_law_from_an_ordinary_monday(calendar: Calendar) -> None:
    assert due_on(date(2026, 3, 2), 20, calendar) == date(2026, 3, 30)


def test_a_stop_takes_the_days_after_it_began_up_to_the_day_it_ended(calendar: Calendar) -> None:
    clock = Clock(date(2026, 11, 2), 10).stopped(date(2026, 11, 4), "hearing")
    assert clock.due(calendar) == NotKnownYet("stopped")
    assert clock.resumed(date(2026, 11, 9)).due(calendar) == date(2026, 11, 19)  # 5, 6 and 9 are not counted
    assert Clock(date(2026, 11, 2), 10).due(calendar) == date(2026, 11, 16)


def test_a_stop_that_ends_on_the_day_it_began_takes_nothing(calendar: Calendar) -> None:
    clock = Clock(date(2026, 11, 2), 10).stopped(date(2026, 11, 4), "testing").resumed(date(2026, 11, 4))
    assert clock.due(calendar) == Clock(date(2026, 11, 2), 10).due(calendar)


def test_while_stopped_nothing_runs_out(calendar: Calendar) -> None:
    clock = Clock(date(2026, 11, 2), 5).stopped(date(2026, 11, 4), "expert_review")
    assert {clock.remaining(date(2026, 11, day), calendar) for day in range(4, 31)} == {3}


def test_a_stop_that_comes_too_late_does_not_save_a_broken_promise(calendar: Calendar) -> None:
    clock = Clock(date(2026, 11, 2), 5).stopped(date(2026, 11, 12), "hearing")
    assert clock.due(calendar) == date(2026, 11, 9)
    assert clock.remaining(date(2026, 11, 27), calendar) == -3


def test_an_extension_adds_its_days_once(calendar: Calendar) -> None:
    clock = Clock(date(2026, 3, 2), 20).extended(10)
    assert clock.due(calendar) == due_on(date(2026, 3, 2), 30, calendar)
    with pytest.raises(Conflict, match="extended_once_already"):
        clock.extended(10)


def test_a_clock_stops_once_at_a_time_and_for_a_reason_the_law_knows() -> None:
    clock = Clock(date(2026, 11, 2), 10)
    with pytest.raises(Conflict, match="clock_not_stopped"):
        clock.resumed(date(2026, 11, 3))
    with pytest.raises(Invalid) as refused:
        clock.stopped(date(2026, 11, 3), "张三没有来")
    assert refused.value.defects[0].code == "stop_reason_unknown"
    for reason in STOP_REASONS:
        stopped = clock.stopped(date(2026, 11, 3), reason)
        with pytest.raises(Conflict, match="clock_stopped_already"):
            stopped.stopped(date(2026, 11, 4), "hearing")
        with pytest.raises(Invalid):
            stopped.resumed(date(2026, 11, 2))


def test_nothing_stops_before_the_clock_began_or_before_the_last_stop_ended() -> None:
    clock = Clock(date(2026, 11, 2), 10)
    with pytest.raises(Invalid):
        clock.stopped(date(2026, 11, 1), "hearing")
    again = clock.stopped(date(2026, 11, 3), "hearing").resumed(date(2026, 11, 6))
    with pytest.raises(Invalid):
        again.stopped(date(2026, 11, 5), "hearing")
    assert again.stopped(date(2026, 11, 6), "testing").open_stop is not None


def test_a_clock_never_changes_itself() -> None:
    clock = Clock(date(2026, 11, 2), 10)
    clock.stopped(date(2026, 11, 3), "hearing")
    clock.extended(5)
    assert clock == Clock(date(2026, 11, 2), 10)


def test_a_december_case_runs_although_its_end_is_not_known_yet(calendar: Calendar) -> None:
    clock = Clock(date(2026, 12, 28), 20)
    assert clock.due(calendar) == NEXT_YEAR
    assert clock.remaining(date(2026, 12, 28), calendar) == 20
    assert clock.remaining(date(2026, 12, 31), calendar) == 17
    assert clock.remaining(date(2027, 1, 4), calendar) == NEXT_YEAR
    assert known(clock.due(calendar)) is None


def test_a_limit_has_no_negative_days() -> None:
    with pytest.raises(ValueError, match="negative"):
        Clock(date(2026, 1, 1), -1)
    with pytest.raises(ValueError, match="at least one"):
        Clock(date(2026, 1, 1), 1).extended(0)
