"""One date for many cases: the critical path of what is left."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import Calendar, NotKnownYet
from core.clocks import Clock, Leg, expect, known
from tests.core.clocks import slow

TODAY = date(2026, 11, 20)  # a Friday
FAR = date(2099, 1, 1)  # beyond the calendar
NEXT_YEAR = NotKnownYet("year_not_published", 2027)


def test_branches_that_run_at_the_same_time_end_with_the_slowest(calendar: Calendar) -> None:
    expected = expect([Leg("a", 3, received=TODAY), Leg("b", 10, received=TODAY)], TODAY, calendar)
    assert expected.on == date(2026, 12, 4)
    assert expected.path == ("b",)
    assert expected.by_leg["a"] == date(2026, 11, 25)


def test_a_case_that_waits_begins_when_the_other_ends(calendar: Calendar) -> None:
    legs = [Leg("c", 2, after=("a", "b")), Leg("a", 3, received=TODAY), Leg("b", 5, received=TODAY)]
    expected = expect(legs, TODAY, calendar)
    assert expected.on == date(2026, 12, 1)
    assert expected.path == ("b", "c")


def test_what_acceptance_may_take_is_in_it(calendar: Calendar) -> None:
    assert expect([Leg("a", 1, received=TODAY, reception=5)], TODAY, calendar).on == date(2026, 11, 30)


def test_a_finished_case_delays_nobody(calendar: Calendar) -> None:
    legs = [Leg("a", 20, finished=date(2026, 11, 12)), Leg("b", 1, after=("a",))]
    expected = expect(legs, TODAY, calendar)
    assert expected.on == date(2026, 11, 23)
    assert expected.path == ("b",)


def test_when_all_is_finished_it_is_the_day_the_last_one_was(calendar: Calendar) -> None:
    legs = [Leg("a", 1, finished=date(2026, 11, 12)), Leg("b", 1, finished=date(2026, 11, 10))]
    expected = expect(legs, TODAY, calendar)
    assert (expected.on, expected.path) == (date(2026, 11, 12), ())


def test_a_running_clock_ends_when_it_is_due(calendar: Calendar) -> None:
    clock = Clock(date(2026, 11, 16), 10).extended(5)
    legs = [Leg("a", 10, after=("gone",), clock=clock), Leg("gone", 1, finished=date(2026, 11, 13))]
    assert expect(legs, TODAY, calendar).on == clock.due(calendar) == date(2026, 12, 7)


def test_a_late_case_is_expected_on_the_next_day_that_is_worked(calendar: Calendar) -> None:
    legs = [Leg("a", 5, clock=Clock(date(2026, 11, 2), 5)), Leg("b", 2, after=("a",))]
    assert expect(legs, TODAY, calendar).by_leg == {"a": TODAY, "b": date(2026, 11, 24)}
    assert expect(legs[:1], date(2026, 11, 21), calendar).on == date(2026, 11, 23)


def test_a_stop_with_a_plan_is_in_the_date(calendar: Calendar) -> None:
    stopped = Clock(date(2026, 11, 16), 5).stopped(date(2026, 11, 18), "public_notice", planned=date(2026, 11, 27))
    assert expect([Leg("a", 5, clock=stopped)], TODAY, calendar).on == date(2026, 12, 2)
    assert expect([Leg("a", 5, clock=stopped)], date(2026, 12, 1), calendar).on == date(2026, 12, 2), "late is no gift"


def test_a_stop_without_a_plan_makes_everything_after_it_unknown(calendar: Calendar) -> None:
    stopped = Clock(date(2026, 11, 16), 5).stopped(date(2026, 11, 18), "hearing")
    legs = [Leg("a", 5, clock=stopped), Leg("b", 1, after=("a",)), Leg("c", 30, received=TODAY)]
    expected = expect(legs, TODAY, calendar)
    assert expected.on == NotKnownYet("stopped")
    assert known(expected.by_leg["c"]) is None
    assert expected.by_leg["b"] == NotKnownYet("stopped")


def test_a_long_way_in_december_is_not_known_yet(calendar: Calendar) -> None:
    legs = [Leg("a", 1, received=date(2026, 12, 21)), Leg("b", 20, after=("a",))]
    expected = expect(legs, date(2026, 12, 21), calendar)
    assert expected.on == NEXT_YEAR
    assert expected.by_leg["a"] == date(2026, 12, 22)


@pytest.mark.parametrize(
    "legs",
    [
        [],
        [Leg("a", 1, after=("a",))],
        [Leg("a", 1, after=("b",)), Leg("b", 1, after=("a",))],
        [Leg("a", 1, after=("nobody",))],
    ],
)
def test_a_circle_or_a_stranger_is_refused(calendar: Calendar, legs: list[Leg]) -> None:
    with pytest.raises(ValueError, match=r"cycle|same sheet"):
        expect(legs, TODAY, calendar)


@st.composite
def sheets(draw: st.DrawFn) -> list[Leg]:
    """Up to seven cases, each waiting for some before it, each finished, running, received or waiting."""
    legs: list[Leg] = []
    for at in range(draw(st.integers(1, 7))):
        after = tuple(draw(st.sets(st.sampled_from([leg.id for leg in legs]), max_size=3))) if legs else ()
        limit, back = draw(st.integers(1, 12)), TODAY - timedelta(days=draw(st.integers(0, 25)))
        kind = draw(st.sampled_from(["waiting", "finished", "running", "received"]))
        leg = Leg(str(at), limit, after, reception=draw(st.sampled_from([0, 5])))
        match kind:
            case "finished":
                leg = Leg(str(at), limit, after, finished=back)
            case "running":
                leg = Leg(str(at), limit, after, clock=Clock(back, limit))
            case "received":
                leg = Leg(str(at), limit, after, received=back, reception=leg.reception)
        legs.append(leg)
    return legs


def slow_end(leg: Leg, legs: Mapping[str, Leg], today: date) -> date:
    """By recursion and day by day. Far enough from the year's end to be always known."""
    if leg.finished:
        return leg.finished
    if leg.clock:
        end = slow.due(leg.clock.start, leg.clock.limit) or FAR
        while end < today or not slow.office_is_open(end):
            end = max(end, today - timedelta(days=1)) + timedelta(days=1)
        return end
    begins = leg.received or max((slow_end(legs[one], legs, today) for one in leg.after), default=today)
    if leg.reception:
        begins = slow.due(begins, leg.reception) or FAR
    return slow.due(max(begins, today), leg.limit) or FAR


@given(legs=sheets())
@settings(max_examples=200, deadline=None)
def test_the_expected_date_is_the_longest_way_counted_day_by_day(calendar: Calendar, legs: list[Leg]) -> None:
    by_id = {leg.id: leg for leg in legs}
    slowly = {leg.id: slow_end(leg, by_id, TODAY) for leg in legs}
    expected = expect(list(reversed(legs)), TODAY, calendar)
    for leg_id, end in slowly.items():
        if end <= slow.LAST:
            assert expected.by_leg[leg_id] == end
        else:
            assert expected.by_leg[leg_id] == NEXT_YEAR
    assert expected.on == (max(slowly.values()) if max(slowly.values()) <= slow.LAST else NEXT_YEAR)
