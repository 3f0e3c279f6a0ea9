"""Identity numbers as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import id_number
from core.codes.id_number import IdNumberWrong, age_of, age_on, birthday_of, sex_of, tidy_id_number, turns, upgraded

days = st.dates(date(1900, 1, 1), date(2026, 12, 31))


@st.composite
def numbers(draw: st.DrawFn) -> str:
    born = draw(days)
    first = f"{draw(st.integers(110000, 999999))}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + id_number.check_sign(first)


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_public_numbers_are_right(number: str) -> None:
    assert tidy_id_number(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " 110105 19491231 002x ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
        "110105　19491231　002ｘ",
    ],
)
def test_what_people_type_becomes_one_number(typed: str) -> None:
    assert tidy_id_number(typed) == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "id_number_length"),
        ("1101051949123100", "id_number_length"),
        ("11010519491231002XX", "id_number_length"),
        ("1" * 10_000, "id_number_length"),
        ("110105491231002", "id_number_old_15"),
        ("1101051949123100AX", "id_number_sign"),
        ("X1010519491231002X", "id_number_sign"),
        ("张10105194912310021", "id_number_sign"),
        ("٣10105194912310021", "id_number_sign"),
        ("01010519491231002X", "id_number_region"),
        ("110105194913310021", "id_number_birthday"),
        ("110105194902290021", "id_number_birthday"),
        ("110105000000000021", "id_number_birthday"),
        ("110105174912310021", "id_number_birthday"),
        ("110105194912310021", "id_number_check_digit"),
        ("<script>alert(1)</", "id_number_sign"),
        ("😀" * 18, "id_number_sign"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(typed: str, code: str) -> None:
    with pytest.raises(IdNumberWrong) as wrong:
        tidy_id_number(typed)
    assert wrong.value.code == code
    assert typed == "" or typed not in str(wrong.value)


def test_nobody_is_born_tomorrow() -> None:
    first = "99010120261122001"
    number = first + id_number.check_sign(first)
    assert tidy_id_number(number, today=date(2026, 11, 22)) == number
    with pytest.raises(IdNumberWrong, match="id_number_birthday"):
        tidy_id_number(number, today=date(2026, 11, 21))


@given(number=numbers())
def test_every_made_number_is_right_and_tells_its_birthday(number: str) -> None:
    assert tidy_id_number(number) == number
    assert f"{birthday_of(number):%Y%m%d}" == number[6:14]
    assert sex_of(number) == ("male" if number[16] in "13579" else "female")


@given(number=numbers(), at=st.integers(0, 17), other=st.sampled_from("0123456789X"))
def test_one_wrong_sign_is_always_noticed(number: str, at: int, other: str) -> None:
    changed = number[:at] + other + number[at + 1 :]
    if changed != number:
        with pytest.raises(IdNumberWrong):
            tidy_id_number(changed)


@given(number=numbers(), at=st.integers(0, 16))
def test_two_neighbours_swapped_are_always_noticed(number: str, at: int) -> None:
    changed = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    if changed != number:
        with pytest.raises(IdNumberWrong):
            tidy_id_number(changed)


def test_an_old_number_tells_what_it_became() -> None:
    assert upgraded("110105491231002") == "11010519491231002X"
    with pytest.raises(IdNumberWrong):
        upgraded("110105491331002")


def test_the_age_changes_on_the_birthday_itself() -> None:
    number = "11010519491231002X"
    assert age_on(number, date(2009, 12, 30)) == 59
    assert age_on(number, date(2009, 12, 31)) == 60


def test_born_on_29_february_comes_of_age_on_1_march() -> None:
    born = date(1964, 2, 29)
    assert turns(born, 60) == date(2024, 2, 29)
    assert turns(born, 61) == date(2025, 3, 1)
    assert age_of(born, date(2025, 2, 28)) == 60
    assert age_of(born, date(2025, 3, 1)) == 61
    assert age_of(date(1966, 2, 28), date(2026, 2, 28)) == 60


@given(born=days, passed=st.integers(0, 40_000))
def test_an_age_counts_the_birthdays_that_have_come(born: date, passed: int) -> None:
    on = born + timedelta(days=passed)
    counted = sum(1 for years in range(1, 130) if turns(born, years) <= on)
    assert age_of(born, on) == counted
