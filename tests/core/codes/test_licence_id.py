"""Identifiers of electronic licences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes.licence_id import ALPHABET, LicenceId, LicenceIdWrong, check_sign, make_licence_id, parse_licence_id

TYPE, ISSUER = "11100000000013338W011", "11430000006122244L"


@pytest.mark.parametrize(
    "text",
    [
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
        "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
        "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
    ],
)
def test_public_identifiers_are_right(text: str) -> None:
    assert str(parse_licence_id(text)) == text


def test_a_made_up_example_from_an_interface_document_is_refused() -> None:
    made_up = "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M"
    with pytest.raises(LicenceIdWrong, match="licence_id_check_sign"):
        parse_licence_id(made_up)


def test_iso_7064_mod_37_36_as_its_own_example_has_it() -> None:
    assert check_sign("A12425GABC1234002") == "M"  # the GRid example of ISO 7064 MOD 37,36


@given(serial=st.text(ALPHABET, min_size=1, max_size=64), version=st.integers(1, 999))
def test_every_made_identifier_comes_apart_again(serial: str, version: int) -> None:
    text = make_licence_id(type_code=TYPE, issuer=ISSUER, serial=serial, version=version)
    assert parse_licence_id(text) == LicenceId(TYPE, ISSUER, serial, version)


@given(data=st.data(), serial=st.text(ALPHABET, min_size=1, max_size=20))
def test_one_wrong_sign_is_always_noticed(data: st.DataObject, serial: str) -> None:
    text = make_licence_id(type_code=TYPE, issuer=ISSUER, serial=serial)
    at = data.draw(st.sampled_from([at for at, sign in enumerate(text) if sign != "." and at > 15]))
    other = data.draw(st.sampled_from(ALPHABET))
    changed = text[:at] + other + text[at + 1 :]
    if changed != text:
        with pytest.raises(LicenceIdWrong):
            parse_licence_id(changed)


@pytest.mark.parametrize(
    ("serial", "version", "issuer"),
    [
        ("", 1, ISSUER),
        ("abc", 1, ISSUER),
        ("A.B", 1, ISSUER),
        ("1", 0, ISSUER),
        ("1", 1000, ISSUER),
        ("1" * 65, 1, ISSUER),
        ("1", 1, "11430000006122244M"),
    ],
)
def test_parts_that_do_not_fit_the_standard_are_refused(serial: str, version: int, issuer: str) -> None:
    with pytest.raises(LicenceIdWrong):
        make_licence_id(type_code=TYPE, issuer=issuer, serial=serial, version=version)


@pytest.mark.parametrize("text", ["", "1.2.3", "x" * 10_000, "1.2.156.3005.2..340100.1.001.9"])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    with pytest.raises(LicenceIdWrong, match="licence_id_form"):
        parse_licence_id(text)
