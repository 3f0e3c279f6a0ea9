"""Which days are worked, and what happens where nobody has said so yet."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar, CalendarMissing, NotKnownYet, Year
from tests.core.clocks import slow

GOOD = "year: 2026\nsource: a notice\noff: [[2026-10-01, 2026-10-07]]\nworked: [2026-10-10]\n"
NEXT = "year: 2027\nsource: to come\npublished: false\n"
IN_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name.removeprefix('y')}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_day_of_2026_is_as_the_notice_says(calendar: Calendar) -> None:
    day = date(2026, 1, 1)
    while day.year == 2026:
        assert calendar.is_working(day) == slow.office_is_open(day), day
        day += timedelta(days=1)


def test_2026_has_the_working_days_it_should(calendar: Calendar) -> None:
    assert calendar.working_days(date(2025, 12, 31), date(2026, 12, 31)) == 248
    assert "2025-11-04" in calendar.sources[2026]


@pytest.mark.parametrize("day", [date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20)])
def test_a_weekend_that_is_worked_counts(calendar: Calendar, day: date) -> None:
    assert day.weekday() >= 5
    assert calendar.is_working(day)


def test_2027_is_explicitly_absent_and_no_date_in_it_is_guessed(calendar: Calendar) -> None:
    not_yet = NotKnownYet("year_not_published", 2027)
    assert calendar.nth_after(date(2026, 12, 31), 1) == not_yet
    assert calendar.nth_after(date(2026, 12, 30), 2) == not_yet
    assert calendar.nth_after(date(2026, 12, 30), 1) == date(2026, 12, 31)
    assert calendar.working_days(date(2026, 12, 1), date(2027, 1, 1)) == not_yet
    with pytest.raises(CalendarMissing, match=r"2027\.yaml"):
        calendar.is_working(date(2027, 1, 4))


def test_a_year_that_no_file_names_fails_loudly(calendar: Calendar) -> None:
    with pytest.raises(CalendarMissing, match=r"2025\.yaml"):
        calendar.nth_after(date(2025, 12, 30), 1)
    with pytest.raises(CalendarMissing, match=r"2024\.yaml"):
        calendar.working_days(date(2024, 1, 1), date(2026, 1, 1))


def test_a_start_in_a_year_without_days_is_refused(calendar: Calendar) -> None:
    calendar.require(date(2026, 12, 31))
    with pytest.raises(CalendarMissing, match="Write its days"):
        calendar.require(date(2027, 1, 1))


def test_a_later_notice_may_take_the_last_days_of_december() -> None:
    """As the notice for 2019 did with 2018-12-31, a Monday."""
    before = Calendar.of([Year(2026, "a")])
    after = Calendar.of([Year(2026, "a"), Year(2027, "b", ((date(2026, 12, 31), date(2027, 1, 3)),))])
    assert before.is_working(date(2026, 12, 31))
    assert not after.is_working(date(2026, 12, 31))
    assert after.nth_after(date(2026, 12, 30), 1) == date(2027, 1, 4)


@given(start=IN_2026, days=st.integers(0, 300))
def test_counting_and_finding_agree(calendar: Calendar, start: date, days: int) -> None:
    end = start + timedelta(days=days)
    counted = calendar.working_days(start, end)
    if isinstance(counted, NotKnownYet):
        assert end.year == 2027
    elif counted:
        found = calendar.nth_after(start, counted)
        assert isinstance(found, date)
        assert found <= end
        assert calendar.working_days(found, end) == 0


def test_a_good_folder_is_read(tmp_path: Path) -> None:
    read = Calendar.load(folder(tmp_path, y2026=GOOD, y2027=NEXT))
    assert (read.first, read.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert not read.is_working(date(2026, 10, 7))
    assert read.is_working(date(2026, 10, 10))


def test_forgetting_to_name_the_next_year_is_noticed_at_start_up(tmp_path: Path) -> None:
    with pytest.raises(CalendarMissing, match=r"2027\.yaml is missing"):
        Calendar.load(folder(tmp_path, y2026=GOOD))


def test_an_empty_folder_is_no_calendar(tmp_path: Path) -> None:
    with pytest.raises(CalendarMissing, match="no published year"):
        Calendar.load(tmp_path)


def test_a_gap_between_years_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(CalendarMissing, match="gap"):
        Calendar.load(folder(tmp_path, y2026=GOOD, y2028=NEXT.replace("2027", "2028")))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("just words", "source are needed"),
        ("year: 2026\n", "source are needed"),
        (GOOD + "holidays: []\n", "nothing else"),
        (GOOD.replace("year: 2026", "year: 2025"), "file's name says 2026"),
        (GOOD.replace("year: 2026", "year: '2026'"), "file's name says 2026"),
        (GOOD.replace("2026-10-07", "2026-09-07"), "ends before it begins"),
        (GOOD.replace("2026-10-07", "2028-10-07"), "does not belong"),
        (GOOD.replace("[2026-10-10]", "[2026-10-09]"), "no weekend day"),
        (GOOD.replace("[2026-10-10]", "[2026-10-03]"), "no weekend day"),
        (GOOD.replace("[2026-10-10]", "10"), "list of dates"),
        (GOOD.replace("[2026-10-10]", "[2026-10-32]"), "day is out of range"),
        (GOOD.replace("[[2026-10-01, 2026-10-07]]", "[2026-10-01]"), "list of"),
        (GOOD.replace("2026-10-07]]", "2026-10-07], [2026-10-07, 2026-10-08]]"), "overlap"),
        (GOOD + "published: false\n", "not published and yet"),
        ("year: 2026\nyear: 2026\nsource: twice\n", "duplicate"),
        ("year: [", "2026.yaml"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CalendarMissing, match=says) as wrong:
        Calendar.load(folder(tmp_path, y2026=text, y2027=NEXT))
    assert "2026.yaml" in str(wrong.value)


def test_all_broken_files_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(CalendarMissing) as wrong:
        Calendar.load(folder(tmp_path, y2026="just words", y2027="words too"))
    assert "2026.yaml" in str(wrong.value)
    assert "2027.yaml" in str(wrong.value)
