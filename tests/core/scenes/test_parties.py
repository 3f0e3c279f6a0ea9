"""A second person who says yes, and one who has no number yet: what a scene may say of them, and what is refused."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from core.scenes import City, Scene
from tests.core.scenes.small_city import SCENE, line_of, loaded, problems, spoilt

ROWS = json.loads((Path(__file__).parent / "party_mistakes.json").read_text("utf-8"))
CO = "from: {name: other_name, id_number: other_number, phone: other_phone}"
BABY = "from: {name: other_name, sex: sex, birthday: born_on}"
QUESTIONS = """
  - {id: other_name, label: 名, kind: text}
  - {id: other_number, label: 号, kind: id_number}
  - {id: other_phone, label: 电话, kind: phone}
  - {id: late_phone, label: 电话, kind: phone, when: {"==": [{var: pickup}, post]}}
  - {id: born_on, label: 生日, kind: date}
  - {id: sex, label: 性别, kind: choice, options: {male: 男, female: 女}}
  - {id: nick, label: 小名, kind: text, optional: true}
"""
PICKUP = "office: 自取}}\n"


def with_parties(parties: str) -> str:
    said = parties.replace("CO}", f"{CO}}}").replace("BABY}", f"{BABY}}}")
    scene = spoilt(SCENE, PICKUP, f"{PICKUP.rstrip()}{QUESTIONS}")
    return spoilt(scene, "also: [坐车]", f"also: [坐车]\nparties: {said}")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["mistake"])
def test_a_mistake_about_a_person_is_refused_where_it_stands(tmp_path: Path, row: Mapping[str, str]) -> None:
    scene = with_parties(row["parties"])
    found = [each for each in problems(tmp_path, scene=scene) if row["told"] in each]
    assert found, problems(tmp_path, scene=scene)
    file, line, _ = found[0].split(":", 2)
    assert (file, int(line)) == ("city/scenes/bus-pass.yaml", line_of(scene, "parties:"))


def test_two_people_may_be_in_one_scene(tmp_path: Path) -> None:
    parties = "{subject: {may_be: [unregistered], BABY}, co_applicant: {says: 家长, may_be: [confirms], CO}}"
    scene = loaded(tmp_path, scene=with_parties(parties)).scenes["bus-pass"]
    assert list(scene.confirming) == ["co_applicant"]
    assert scene.confirming["co_applicant"].confirm_within == 10
    assert scene.unregistered is not None
    assert scene.unregistered.takes == {"name": "other_name", "sex": "sex", "birthday": "born_on"}


def test_a_scene_for_oneself_has_neither(city: City) -> None:
    assert city.scenes["senior-card"].confirming == {}
    assert city.scenes["senior-card"].unregistered is None


def test_the_people_of_a_scene_are_kept_with_its_version(city: City) -> None:
    scene = city.scenes["newborn"]
    again = Scene.from_bundle(scene.bundle())
    assert again.parties == scene.parties
    assert again.version == scene.version
