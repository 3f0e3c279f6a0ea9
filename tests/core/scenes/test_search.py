"""People type as they speak, in characters, in pinyin, in initials, and with slips of the finger."""

import pytest

from core.scenes import City
from core.scenes.nearness import distance_within
from core.scenes.search import Haystack, fold


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("老年证", "senior-card"),
        ("我要办老年证", "senior-card"),
        ("怎么办理老年证", "senior-card"),
        ("老 年 证", "senior-card"),
        ("敬老卡", "senior-card"),
        ("坐公交", "senior-card"),
        ("老年人优待证申领", "senior-card"),
        ("证老年", "senior-card"),
        ("老人证", "senior-card"),
        ("laonianzheng", "senior-card"),
        ("LaoNian Zheng", "senior-card"),
        ("\uff4c\uff41\uff4fnian", "senior-card"),
        ("lnz", "senior-card"),
        ("laonian", "senior-card"),
        ("laonianzhen", "senior-card"),
        ("laoninzheng", "senior-card"),
        ("laonianzehng", "senior-card"),
        ("老nian", "senior-card"),
        ("居", "residence-permit"),
        ("juzhuzheng", "residence-permit"),
        ("juzuzheng", "residence-permit"),
        ("jzz", "residence-permit"),
        ("暂住证", "residence-permit"),
        ("津贴", "old-age-allowance"),
        ("gaolingjintie", "old-age-allowance"),
        ("gaolinjintie", "old-age-allowance"),
        ("80岁", "old-age-allowance"),
    ],
)
def test_what_people_type_finds_what_they_mean(city: City, typed: str, first: str) -> None:
    assert [scene.slug for scene in city.search(typed)][:1] == [first]


@pytest.mark.parametrize("typed", ["量子计算", "zzzzzz", "qwertyuiop", "！？", "v"])
def test_what_the_city_does_not_do_finds_nothing(city: City, typed: str) -> None:
    assert city.search(typed) == []


def test_one_character_finds_all_that_have_it(city: City) -> None:
    assert {scene.slug for scene in city.search("老")} >= {"senior-card", "old-age-allowance"}


def test_nothing_typed_shows_everything(city: City) -> None:
    assert len(city.search("")) == len(city.search("  ")) == len(city.scenes)


def test_a_theme_narrows(city: City) -> None:
    assert {scene.slug for scene in city.search(theme="社会保障")} == {"old-age-allowance", "newborn"}
    assert city.search("居住证", theme="社会保障") == []


def test_a_scene_without_regions_is_offered_everywhere(city: City) -> None:
    assert len(city.search(region="990102100201")) == len(city.scenes)


def test_a_haystack_finds_each_text_once_and_says_how_well() -> None:
    stack = Haystack(["abab", "ab", "cab", ""])
    assert list(stack.find("ab")) == [(0, 0.9), (1, 1.0), (2, 0.8)]
    assert list(stack.find("x")) == []


@pytest.mark.parametrize(
    ("typed", "text", "most", "slips"),
    [
        ("abc", "xxabcxx", 0, 0),
        ("abc", "xxabxx", 1, 1),
        ("abc", "xaxbxc", 2, 2),
        ("abc", "zzz", 2, None),
        ("", "x", 0, 0),
    ],
)
def test_slips_are_counted_in_the_best_place(typed: str, text: str, most: int, slips: int | None) -> None:
    assert distance_within(typed, text, most) == slips


def test_folding_leaves_letters_digits_and_characters() -> None:
    assert fold(" \uff21-b 老（年）证 ８０！") == "ab老年证80"
