"""The people are made up, check by their check characters, and stay on their point of the rules."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from sandbox.people import CHECKS, WEIGHTS, birthday, id_number
from tests.sandbox.world import Caller, City, Hand, caller


def test_the_check_character_is_the_standards() -> None:
    assert id_number("110105", date(1949, 12, 31), 2) == "11010519491231002X"


async def test_everybody_has_a_valid_number_of_a_region_that_does_not_exist_and_a_pretend_phone(box: Caller) -> None:
    people = (await box.people()).values()
    assert len(people) >= 12
    for one in people:
        number = one["id_number"]
        assert CHECKS[sum(int(d) * w for d, w in zip(number, WEIGHTS, strict=False)) % 11] == number[17]
        assert number[:2] in {"98", "99"}
        assert one["phone"].startswith("1990099")
        assert set(one) == {"id", "name", "id_number", "phone", "says"}
    assert len({one["id_number"] for one in people}) == len({one["phone"] for one in people}) == len(people)


POINTS = {"zhang-guolin": 66, "li-xiulan": 59, "chen-jianguo": 60, "zhou-shouyi": 82, "zhang-min": 40}


@pytest.mark.parametrize(
    "day", [date(2026, 11, 21), date(2027, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2026, 1, 1)]
)
def test_points_hold_on_any_first_day(day: date) -> None:
    born_60 = birthday({"age": 60, "days_past": 0}, day)
    assert (born_60.month, born_60.day) == (day.month, day.day)
    assert day.year - born_60.year == 60
    leap = birthday({"leap_day": True, "least": 60}, day)
    assert (leap.month, leap.day) == (2, 29)
    assert day.year - leap.year - ((day.month, day.day) < (3, 1)) >= 60


async def test_people_keep_their_point_for_a_season_and_their_numbers_for_ever(pretend: City, tmp_path: Path) -> None:
    now = Hand()
    async with caller(pretend.address, tmp_path / "s.db", now) as box:
        before = await box.people()
    now.ahead = timedelta(days=90).total_seconds()
    async with caller(pretend.address, tmp_path / "s.db", now) as box:
        after = await box.people()
    assert {key: one["id_number"] for key, one in before.items()} == {
        key: one["id_number"] for key, one in after.items()
    }
    for key, age in POINTS.items():
        assert before[key]["says"].startswith(f"{age} 岁")
        assert after[key]["says"].startswith(f"{age} 岁")


async def test_there_is_staff_of_every_role_with_password_and_totp_secret(box: Caller) -> None:
    staff = (await box.http.get("/sandbox/staff")).json()["items"]
    assert {role for one in staff for role in one["roles"]} == {
        "clerk",
        "officer",
        "supervisor",
        "finance",
        "administrator",
        "auditor",
    }
    assert len({one["department"] for one in staff}) >= 3
    for one in staff:
        assert set(one) == {"name", "password", "totp_secret", "department", "roles"}
        assert len(one["totp_secret"]) == 32
