"""Codes of items and numbers of cases."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes.case_number import CaseNumber, CaseNumberWrong, case_number, parse_case_number
from core.codes.task import TaskCodeWrong, catalog_code, make_task_code, profile_of, task_code

TASK = "12441500196720244T3442199806003"


@pytest.mark.parametrize("code", [TASK, "11370800MB285591843370117002011"])
def test_public_task_codes_come_apart_and_together_again(code: str) -> None:
    parsed = task_code(code)
    assert str(parsed) == code
    assert make_task_code(parsed.agency, parsed.level, str(parsed.catalog)) == code


def test_a_task_code_tells_agency_level_and_catalogue() -> None:
    parsed = task_code(TASK)
    assert (parsed.agency, parsed.level) == ("12441500196720244T", 3)
    found = (parsed.catalog.area, parsed.catalog.kind, parsed.catalog.main, parsed.catalog.sub)
    assert found == ("44", "21", "99806", "003")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("", "task_code_wrong"),
        (TASK[:-1], "task_code_wrong"),
        ("12441500196720244U" + TASK[18:], "task_code_agency"),
        (TASK[:18] + "8" + TASK[19:], "task_code_level"),
        (TASK[:-1] + "A", "catalog_code_wrong"),
        (TASK[:-1] + "３", "catalog_code_wrong"),
    ],
)
def test_a_wrong_task_code_says_what_is_wrong(code: str, says: str) -> None:
    with pytest.raises(TaskCodeWrong) as wrong:
        task_code(code)
    assert wrong.value.code == says


def test_both_living_profiles_are_told_apart() -> None:
    assert profile_of(TASK, "task") == "national"
    assert profile_of("442199806003", "catalog") == "national"
    assert profile_of("12441500196720244T442199", "task") == "gbt39046"
    assert profile_of("2199806003", "catalog") == "gbt39046"
    for text, what in [("44219980600", "catalog"), ("x" * 20, "task"), ("1" * 30, "task")]:
        with pytest.raises(TaskCodeWrong):
            profile_of(text, what)  # type: ignore[arg-type]  # a table of both kinds
    assert str(catalog_code("442199806003")) == "442199806003"


def test_a_case_number_as_the_sample_in_the_field_has_it() -> None:
    assert case_number(TASK, date(2022, 6, 23), 68) == TASK + "20220623" + "0068"
    assert parse_case_number(TASK + "202206230068") == CaseNumber(TASK, date(2022, 6, 23), 68)


@given(on=st.dates(date(2000, 1, 1), date(2099, 12, 31)), serial=st.integers(1, 99_999_999_999))
def test_every_case_number_comes_apart_again(on: date, serial: int) -> None:
    number = case_number(TASK, on, serial)
    assert len(number) <= 50
    assert parse_case_number(number) == CaseNumber(TASK, on, serial)


def test_more_than_fifty_signs_are_refused() -> None:
    with pytest.raises(CaseNumberWrong):
        case_number(TASK, date(2026, 1, 1), 10**11)


@pytest.mark.parametrize(
    "number",
    ["", TASK, TASK + "202202300001", TASK + "202206230000", TASK + "2022062300068", TASK + "20220623 068", "张" * 43],
)
def test_what_is_no_case_number_is_refused(number: str) -> None:
    with pytest.raises(CaseNumberWrong):
        parse_case_number(number)
