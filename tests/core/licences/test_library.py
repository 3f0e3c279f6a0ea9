"""The kinds of licence a city issues, and files that are not what they should be."""

from datetime import date
from pathlib import Path

import pytest

from core import licences
from core.licences import LibraryWrong
from core.licences.library import library
from tests.core.licences.conftest import ADDRESS, FOLDER

GOOD = (FOLDER / "senior-card.yaml").read_text(encoding="utf-8")
PRINTED = (FOLDER / "printed.yaml").read_text(encoding="utf-8")


def test_the_citys_own_files_are_right() -> None:
    assert set(library().kinds) == {"senior-card", "residence-permit", "birth-certificate"}
    assert licences.title_of("senior-card") == "老年人优待证"
    assert licences.title_of("no-longer-issued") == "no-longer-issued"


def test_a_senior_card_has_no_last_day_and_a_residence_permit_a_year() -> None:
    senior, permit = library().kinds["senior-card"], library().kinds["residence-permit"]
    assert senior.valid_until(date(2026, 11, 22)) is None
    assert senior.remind_on(None) == ()
    until = permit.valid_until(date(2026, 11, 22))
    assert until == date(2027, 11, 21)
    assert permit.remind_on(until) == (date(2027, 10, 22), date(2027, 11, 14))
    assert permit.valid_until(date(2028, 2, 29)) == date(2029, 2, 28)


def test_every_type_code_has_21_signs() -> None:
    assert {len(kind.type_code) for kind in library().kinds.values()} == {21}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: senior-card", "kind: other", "file's name says senior-card"),
        ("title: 老年人优待证\n", "", "title missing"),
        ("note:", "notes:", "notes unknown"),
        ("11990000MB1K00027H", "11990000MB1K00027X", "type.owner"),
        ('"001"', "001", "type.number"),
        ('"001"', '"1"', "type.number"),
        ("of: id_number", "of: phone", "not 'phone'"),
        ("label: 姓名", "title: 姓名", "a line has"),
        ("fact: licence.senior_card", "fact: senior_card", "begins with licence."),
        ("portrait: photo", "portrait: 5", "portrait is the id of a photo field"),
        ("note:", "valid_years: -1\nnote:", "valid_years"),
        ("note:", "remind_days_before: 30\nnote:", "remind_days_before"),
        ("note:", "title: again\nnote:", "duplicate"),
    ],
)
def test_a_broken_kind_is_named_with_what_is_wrong(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    (tmp_path / "senior-card.yaml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "printed.yaml").write_text(PRINTED, encoding="utf-8")
    with pytest.raises(LibraryWrong, match=says) as wrong:
        licences.load(tmp_path, ADDRESS)
    assert "senior-card.yaml" in str(wrong.value)


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "senior-card.yaml").write_text("just words", encoding="utf-8")
    (tmp_path / "printed.yaml").write_text("city: 云川市", encoding="utf-8")
    with pytest.raises(LibraryWrong) as wrong:
        licences.load(tmp_path, ADDRESS)
    assert str(wrong.value).count("\n") == 2
    assert "statuses" in str(wrong.value)


def test_a_city_without_printed_words_is_refused(tmp_path: Path) -> None:
    (tmp_path / "senior-card.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(LibraryWrong, match="printed"):
        licences.load(tmp_path, ADDRESS)
