"""A published version is its content: the same everywhere, made again from what was stored, and drawn by any face."""

from datetime import date
from pathlib import Path

import pytest

from core.json import canonical, decode, encode
from core.ports import Facts
from core.scenes import City, CityNotReady, Scene, judge
from tests.core.scenes.small_city import FILES, ITEM, SCENE, loaded, spoilt

SLUGS = ("senior-card", "residence-permit", "old-age-allowance", "id-card", "newborn")


def again(scene: Scene) -> Scene:
    stored = decode(encode(scene.bundle()))
    assert isinstance(stored, dict)
    return Scene.from_bundle(stored)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_stored_scene_is_the_same_scene_again(city: City, slug: str) -> None:
    scene = city.scenes[slug]
    remade = again(scene)
    assert remade == scene
    assert remade.version == scene.version
    assert judge(remade, Facts(), {}, date(2026, 11, 21)) == judge(scene, Facts(), {}, date(2026, 11, 21))


def test_a_version_is_sixteen_hex_signs_of_the_content(tmp_path: Path) -> None:
    version = loaded(tmp_path / "a").scenes["bus-pass"].version
    assert len(version) == 16
    assert int(version, 16)
    assert loaded(tmp_path / "b").scenes["bus-pass"].version == version


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("scene", spoilt(SCENE, "title: 我要办公交卡", "title: 我要办卡")),
        ("scene", spoilt(SCENE, "{var: subject.age}, 60", "{var: subject.age}, 61").replace("age: 59", "age: 60")),
        ("item", spoilt(ITEM, "promised: 3", "promised: 2")),
    ],
)
def test_any_change_of_scene_or_item_is_another_version(tmp_path: Path, part: str, text: str) -> None:
    before = loaded(tmp_path / "a").scenes["bus-pass"].version
    assert loaded(tmp_path / "b", **{part: text}).scenes["bus-pass"].version != before


def test_a_comment_or_another_order_of_keys_is_no_other_version(tmp_path: Path) -> None:
    before = loaded(tmp_path / "a").scenes["bus-pass"].version
    moved = "# 备注\n" + spoilt(SCENE, "also: [坐车]\n", "") + "also: [坐车]\n"
    assert loaded(tmp_path / "b", scene=moved).scenes["bus-pass"].version == before


def test_a_department_that_moves_house_makes_no_new_version(tmp_path: Path) -> None:
    before = loaded(tmp_path / "a").scenes["bus-pass"].version
    moved = loaded(tmp_path / "b", departments=FILES["departments.yaml"].replace("0900-2", "0900-3")).scenes["bus-pass"]
    assert moved.version == before
    assert moved.departments["east-civil-affairs"].phone == "0900-3"


def test_a_bundle_of_another_house_is_refused_in_words(tmp_path: Path) -> None:
    bundle = dict(loaded(tmp_path).scenes["bus-pass"].bundle())
    bundle["scene"] = {"slug": "bus-pass", "wings": 2}
    with pytest.raises(CityNotReady, match="`wings` is not known here"):
        Scene.from_bundle(bundle)


def test_a_face_gets_everything_to_draw_and_no_examples(city: City) -> None:
    face = city.scenes["senior-card"].as_face()
    told = decode(canonical(face))
    assert isinstance(told, dict)
    assert told["version"] == city.scenes["senior-card"].version
    assert [each["id"] for each in told["ask"]] == ["household", "residence"]
    assert told["items"][0]["name"] == "老年人优待证申领"
    assert told["items"][0]["code"]["catalog"] == "992000101001"
    assert told["facts"]["subject.age"]["says"] == "您今年多少周岁？"
    assert "examples" not in told
