"""Every scene of the city is walked: each way ends, each question matters, each price is known."""

from datetime import date
from pathlib import Path

import pytest

from core.scenes import City, paths
from core.scenes.examples import failures
from core.scenes.walk import MOST_PATHS
from tests.core.scenes.small_city import ITEM, SCENE, loaded, spoilt

TODAY = date(2026, 11, 21)
SLUGS = ("senior-card", "residence-permit", "residence-permit-reissue", "old-age-allowance", "id-card", "newborn")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_way_through_a_scene_of_the_city_ends(city: City, slug: str) -> None:
    walk = paths(city.scenes[slug], TODAY)
    assert walk.problems == []
    assert set(walk.outcomes) == {"yes", "no"}
    assert 0 < walk.paths < MOST_PATHS


@pytest.mark.parametrize("slug", SLUGS)
def test_the_examples_of_a_scene_show_every_outcome_and_every_condition_failing(city: City, slug: str) -> None:
    scene = city.scenes[slug]
    assert [words for example in scene.examples for words in failures(scene, example)] == []
    assert {example.outcome for example in scene.examples} == {"yes", "no", "maybe"}
    shown = {reason for example in scene.examples for reason in example.because or ()}
    assert shown == {each.id for each in scene.eligible}


def test_no_scene_of_the_city_warns(city: City) -> None:
    assert [str(warning) for warning in city.warnings] == []


def test_a_walk_answers_around_each_limit(tmp_path: Path) -> None:
    walk = paths(loaded(tmp_path).scenes["bus-pass"], TODAY)
    assert walk.outcomes["no"] > 0
    assert walk.outcomes["yes"] > 0
    assert walk.asked >= {"subject.age", "household", "residence", "pickup"}


def test_a_scene_with_too_many_ways_says_so(tmp_path: Path) -> None:
    walk = paths(loaded(tmp_path).scenes["bus-pass"], TODAY, most=3)
    assert walk.problems == ["there are more than 3 ways through this scene: split it, or ask less"]


def test_fees_by_tier_with_a_waiver_are_known_on_every_way(tmp_path: Path) -> None:
    fee = """fee:
  kind: non_tax
  name: 工本费
  basis: 某文
  lines:
    - {id: near, label: 本地, fen: 2000, when: {"==": [{var: household}, here]}}
    - {id: far, label: 外地, fen: 4000, when: {"==": [{var: household}, away]}}
  waivers:
    - {id: old, says: 满 80 减半, percent: 50, when: {">=": [{var: subject.age}, 80]}}"""
    with_fee = """  - {facts: {subject: {age: 81}}, answers: {household: here}, outcome: yes, fee: 1000}
  - {facts: {subject: {age: 66}}, answers: {household: away, residence: has}, outcome: yes, fee: 4000}
"""
    scene = loaded(tmp_path, item=spoilt(ITEM, "fee: {kind: none}", fee), scene=SCENE + with_fee).scenes["bus-pass"]
    assert paths(scene, TODAY).problems == []
