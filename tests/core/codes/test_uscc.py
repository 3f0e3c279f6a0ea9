"""Codes of organisations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import uscc
from core.codes.uscc import UsccWrong, is_uscc, tidy_uscc

PUBLIC = [
    "91512081MA62K0260E",
    "12441500196720244T",
    "11370800MB28559184",
    "11430000006122244L",
    "113700000045030270",
    "113700000045046442",
    "11330105002500287C",
]


@pytest.mark.parametrize("code", PUBLIC)
def test_public_codes_are_right(code: str) -> None:
    assert tidy_uscc(code) == code
    assert is_uscc(code)


def test_what_people_type_becomes_one_code() -> None:
    assert tidy_uscc(" 91512081-ma62k0260e ") == "91512081MA62K0260E"
    assert not is_uscc("91512081ma62k0260e")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "uscc_length"),
        ("91512081MA62K0260", "uscc_length"),
        ("9" * 10_000, "uscc_length"),
        ("91512081MA62K026OE", "uscc_sign"),
        ("9A512081MA62K0260E", "uscc_check_sign"),
        ("91A12081MA62K0260E", "uscc_sign"),
        ("91512081MA62K0260F", "uscc_check_sign"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(typed: str, code: str) -> None:
    with pytest.raises(UsccWrong) as wrong:
        tidy_uscc(typed)
    assert wrong.value.code == code


@given(code=st.sampled_from(PUBLIC), at=st.integers(0, 17), other=st.sampled_from(uscc.ALPHABET))
def test_one_wrong_sign_is_always_noticed(code: str, at: int, other: str) -> None:
    changed = code[:at] + other + code[at + 1 :]
    assert is_uscc(changed) == (changed == code)
