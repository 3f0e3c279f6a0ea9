"""What is written when a licence is issued."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.citizens.citizen import Citizen
from core.codes.licence_id import parse_licence_id
from core.crypto import open_json
from core.licences import STATUSES, Holder, plan_status, status_on
from core.licences.issuing import BODY, HOLDER
from core.refusals import Conflict
from core.secret import Name
from tests.core.licences.conftest import Office, person, planned


def test_the_identifier_names_type_issuer_serial_and_holds() -> None:
    row = planned()
    told = parse_licence_id(str(row["identifier"]))
    assert (told.type, told.issuer, told.version) == ("11990000MB1K00027H001", Office().uscc, 1)
    assert told.serial.startswith("20261122")
    assert len(told.serial) == 20
    assert len(str(row["identifier"])) <= 120


def test_serial_numbers_cannot_be_counted_through() -> None:
    assert len({planned()["identifier"] for _ in range(500)}) == 500


def test_a_licence_in_place_of_another_ends_when_that_one_would_have() -> None:
    assert planned(kind="residence-permit", until=date(2027, 5, 30))["valid_until"] == "2027-05-30"
    assert planned(kind="residence-permit")["valid_until"] == "2027-11-21"


def test_nothing_personal_lies_open_in_the_row() -> None:
    citizen = person()
    row = planned(citizen)
    assert citizen.name is not None
    assert citizen.id_number is not None
    for value in row.values():
        raw = value if isinstance(value, bytes) else str(value).encode()
        assert citizen.name.reveal().encode() not in raw
        assert citizen.id_number.reveal().encode() not in raw
        assert b"1960" not in raw


def test_what_is_sealed_is_what_the_document_says() -> None:
    row = planned(photo=b"\x89PNG")
    holder, body = open_json(bytes(row["holder"]), HOLDER), open_json(bytes(row["body"]), BODY)  # type: ignore[arg-type]
    assert holder == {
        "name": "张三丰",
        "id_number": person().id_number.reveal(),  # type: ignore[union-attr]  # it has one
        "sex": "male",
        "birthday": "1960-01-01",
        "photo": "iVBORw==",
    }
    assert body["title"] == "老年人优待证"  # type: ignore[call-overload, index]  # an object
    assert body["issued_by"] == "云川市湖东区民政局"  # type: ignore[call-overload, index]


def test_a_newborn_s_licence_says_what_is_known_and_no_number() -> None:
    child = Holder(Name("张小满"), None, "female", date(2026, 10, 29))
    row = planned(kind="birth-certificate", holder=child)
    told = open_json(bytes(row["holder"]), HOLDER)  # type: ignore[arg-type]  # sealed
    assert told == {"name": "张小满", "sex": "female", "birthday": "2026-10-29"}
    assert row["citizen_id"] == person().id


def test_a_photo_that_is_far_too_large_is_left_out() -> None:
    holder = open_json(bytes(planned(photo=b"x" * 300_001)["holder"]), HOLDER)  # type: ignore[arg-type]
    assert "photo" not in holder  # type: ignore[operator]


def test_a_kind_that_the_city_does_not_issue_is_refused() -> None:
    with pytest.raises(KeyError, match="pilot-licence"):
        planned(kind="pilot-licence")


def test_nobody_without_a_checked_name_holds_a_licence() -> None:
    with pytest.raises(ValueError, match="were checked"):
        planned(Citizen("c1", 1, 1, None, None, None))


def test_a_permit_ends_the_day_before_its_anniversary() -> None:
    assert planned(kind="residence-permit")["valid_until"] == "2027-11-21"
    assert planned()["valid_until"] is None


def test_a_licence_is_good_through_its_last_day() -> None:
    last = date(2027, 11, 21)
    assert status_on("active", last, last) == "active"
    assert status_on("active", last, date(2027, 11, 22)) == "expired"
    assert status_on("revoked", last, date(2027, 11, 22)) == "revoked"
    assert status_on("active", None, date(2999, 1, 1)) == "active"


@given(present=st.sampled_from([*STATUSES, "expired", "lost"]), to=st.sampled_from([*STATUSES, "expired"]))
def test_only_the_table_moves_a_status(present: str, to: str) -> None:
    if to in STATUSES.get(present, ()):
        assert plan_status("l1", 3, present, to).statements[0].params == (to, 4, "l1", 3)
    else:
        with pytest.raises(Conflict, match="illegal_move"):
            plan_status("l1", 3, present, to)
