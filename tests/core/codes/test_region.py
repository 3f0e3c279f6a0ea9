"""Regions and how they lie in one another."""

import pytest

from core.codes.region import RegionWrong, at_level, level_of, parent_of, path_of, stem_of, tidy_region, within

VILLAGE = "990101001001"


@pytest.mark.parametrize(
    ("short", "whole", "level"),
    [
        ("99", "990000000000", "province"),
        ("9901", "990100000000", "city"),
        ("990101", "990101000000", "county"),
        ("990101001", "990101001000", "town"),
        ("990101001001", "990101001001", "village"),
    ],
)
def test_each_of_the_five_levels_is_known_by_its_digits(short: str, whole: str, level: str) -> None:
    assert tidy_region(short) == whole
    assert level_of(whole) == level
    assert stem_of(whole) == short


def test_the_way_up_ends_at_the_province() -> None:
    assert path_of(VILLAGE) == ("990000000000", "990100000000", "990101000000", "990101001000", VILLAGE)
    assert parent_of("990000000000") is None


def test_a_city_without_counties_has_towns_right_below() -> None:
    assert level_of("441900003000") == "town"
    assert parent_of("441900003000") == "441900000000"


def test_a_place_lies_in_those_around_it_and_in_no_other() -> None:
    for around in path_of(VILLAGE):
        assert within(VILLAGE, around)
    assert not within("990102001001", "990101000000")
    assert not within("990101000000", VILLAGE)


def test_the_county_of_a_village_is_found() -> None:
    assert at_level(VILLAGE, "county") == "990101000000"
    assert at_level("990100000000", "county") == "990100000000"


@pytest.mark.parametrize("text", ["", "9", "990", "99010100100", "9901010010011", "99010A", "００", "000000", "²²"])
def test_what_is_no_region_is_refused(text: str) -> None:
    with pytest.raises(RegionWrong):
        tidy_region(text)
