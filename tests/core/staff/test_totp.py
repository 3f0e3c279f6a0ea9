"""TOTP against the vectors of RFC 6238 (appendix B) and RFC 4226 (appendix D)."""

import base64

import pytest

from core.staff.totp import DRIFT, STEP_S, code_at, step_of

RFC = base64.b32encode(b"12345678901234567890").decode()
RFC_6238 = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}
RFC_4226 = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]


@pytest.mark.parametrize(("now", "code"), RFC_6238.items())
def test_the_codes_are_those_of_the_standard(now: int, code: str) -> None:
    assert code_at(RFC, now // STEP_S, digits=8) == code
    assert step_of(RFC, code_at(RFC, now // STEP_S), now) == now // STEP_S


def test_the_counter_is_that_of_the_standard() -> None:
    assert [code_at(RFC, count) for count in range(10)] == RFC_4226


def test_a_clock_may_be_one_step_off_and_no_more() -> None:
    now = 1_790_000_010
    for off in range(-3, 4):
        typed = code_at(RFC, now // STEP_S + off)
        assert (step_of(RFC, typed, now) is not None) == (abs(off) <= DRIFT)


@pytest.mark.parametrize("typed", ["", "000000", "12345", "１２３４５６", "张三李四", "\ud800"[:0], "9" * 500])
def test_what_is_no_code_opens_nothing(typed: str) -> None:
    assert step_of(RFC, typed, 59) is None


def test_a_code_may_be_typed_in_groups_and_a_secret_in_small_letters() -> None:
    code = code_at(RFC, 1)
    assert step_of(RFC.lower(), f" {code[:3]} {code[3:]} ", 59) == 1


def test_a_secret_that_is_none_is_said_so() -> None:
    with pytest.raises(ValueError, match="base32"):
        code_at("not base32!", 1)
