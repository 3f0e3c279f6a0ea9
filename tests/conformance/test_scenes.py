"""The files of scenes/ say what core says today. The mini-programs are held to the same files."""

import json

import pytest

from core.scenes import City
from tests.conformance.scenes import FOLDER, fixture, scenes_tried

SLUGS = sorted(path.stem for path in FOLDER.glob("*.json"))
ANEW = "if that was meant: python -m tests.conformance.scenes, and look at what changed before it is kept"


def test_every_scene_of_the_city_is_tried(city: City) -> None:
    assert sorted(scenes_tried(city)) == SLUGS, ANEW


@pytest.mark.parametrize("slug", SLUGS)
def test_the_office_still_says_what_the_file_says(city: City, slug: str) -> None:
    kept = json.loads((FOLDER / f"{slug}.json").read_text("utf-8"))
    now = fixture(scenes_tried(city)[slug])
    assert now["scene"] == kept["scene"], f"the scene is another: {ANEW}"
    pairs = zip(kept["cases"], now["cases"], strict=True)
    differ = [(was["says"], was["told"], is_now["told"]) for was, is_now in pairs if was != is_now]
    assert not differ, f"{len(differ)} are told something else; the first: {differ[0]}; {ANEW}"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_outcome_and_every_sort_of_mistake_is_there(slug: str) -> None:
    told = [each["told"] for each in json.loads((FOLDER / f"{slug}.json").read_text("utf-8"))["cases"]]
    assert {each["outcome"] for each in told} == {"yes", "no", "maybe"}
    assert {"visible", "maybe", "hidden"} >= {seen for each in told for seen in each["visible"].values()}
    assert any(each["defects"] for each in told)
    assert any(each["questions"] for each in told)
