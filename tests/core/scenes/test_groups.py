"""Groups in groups: what each entry asks, what is wrong or owed and where, and what rules outside make of it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.ports import Facts
from core.scenes import Judgement, Scene, judge, paths
from core.scenes.schema import schemas
from tests.core.scenes.small_city import SCENE, line_of, loaded, problems, spoilt

TODAY = date(2026, 11, 21)
FORM = "form:\n"
CHILDREN = """\
  - id: children
    label: 随行的孩子
    kind: group
    each: 孩子
    optional: true
    max: 3
    fields:
      - {id: name, label: 名字, kind: text, max: 10}
      - {id: papers, label: 证件, kind: choice, options: {has: 有, none: 还没有}}
      - {id: number, label: 号码, kind: id_number, when: {"==": [{var: each.papers}, has]}}
      - {id: birthday, label: 生日, kind: date, when: {"==": [{var: each.papers}, none]}}
      - {id: seat, label: 要不要占座, kind: choice, options: {yes: 要, no: 不要}, when: {"==": [{var: pickup}, post]}}
      - id: pets
        label: 带的动物
        kind: group
        each: 动物
        optional: true
        max: 2
        fields:
          - {id: sort, label: 是什么, kind: choice, options: {cat: 猫, dog: 狗}}
          - {id: name, label: 叫什么, kind: text, optional: true}
          - {id: leash, label: 牵绳多长, kind: number, unit: 厘米, when: {"==": [{var: each.sort}, dog]}}
"""
PACK = '  - {id: pack, label: 背包, kind: text, when: {some: [{var: children}, {"==": [{var: papers}, none]}]}}\n'
WITH = spoilt(SCENE, FORM, FORM + CHILDREN + PACK)
NUMBER = "11010519491231002X"


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return loaded(tmp_path, scene=WITH).scenes["bus-pass"]


def told(scene: Scene, children: Any, **more: Any) -> Judgement:
    return judge(scene, Facts(), {"household": "here", "pickup": "office", **more, "children": children}, TODAY)


def places(found: Any) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in found]


def test_an_entry_keeps_what_is_there_and_drops_what_is_hidden(scene: Scene) -> None:
    typed = [
        {"name": " 小满 ", "papers": "has", "number": NUMBER, "birthday": "2019-01-01", "seat": "yes"},
        {"name": "", "papers": "", "pets": [{"sort": ""}]},
        {"name": "小雪", "papers": "none", "birthday": "2020年2月3日", "pets": [{}, {"sort": "dog", "leash": "８０"}]},
    ]
    judged = told(scene, typed)
    assert judged.values["children"] == [
        {"name": "小满", "papers": "has", "number": NUMBER},
        {"name": "小雪", "papers": "none", "birthday": "2020-02-03", "pets": [{"sort": "dog", "leash": 80}]},
    ]
    assert judged.defects == ()
    assert "children" not in judged.todo


def test_what_is_kept_may_be_given_again(scene: Scene) -> None:
    kept = told(scene, [{"name": "小满", "papers": "none", "birthday": "2020-02-03", "pets": [{"sort": "cat"}]}])
    assert told(scene, kept.values["children"]).values == kept.values


def test_everything_wrong_is_told_at_its_place_at_once(scene: Scene) -> None:
    typed = [
        {"name": "长" * 11, "papers": "has", "number": "123"},
        {"papers": "perhaps", "pets": [{}, {"sort": "dog", "leash": "long"}, {"sort": "fish"}], "hat": "red"},
    ]
    assert places(told(scene, typed).defects) == [
        ("children[0].name", "text_too_long"),
        ("children[0].number", "id_number_length"),
        ("children[1].papers", "not_an_option"),
        ("children[1].pets[1].leash", "not_a_number"),
        ("children[1].pets[2].sort", "not_an_option"),
        ("children[1].hat", "unknown_field"),
    ]


def test_a_hidden_question_cannot_be_wrong(scene: Scene) -> None:
    assert told(scene, [{"name": "小满", "papers": "none", "birthday": "2020-02-03", "number": "123"}]).defects == ()


@pytest.mark.parametrize("odd", ["x", 3, {"name": "x"}, ["x"], [None, "x"], [["x"]], True])
def test_what_is_no_list_of_entries_is_no_group(scene: Scene, odd: Any) -> None:
    assert places(told(scene, odd).defects) == [("children", "not_a_group")]


def test_entries_are_counted_when_they_say_something(scene: Scene) -> None:
    assert places(told(scene, [{"name": "x"}] * 4).defects) == [("children", "too_many_entries")]
    assert told(scene, [{"name": "x"}] * 3 + [{}] * 9).defects == ()


def test_too_few_entries_are_told_with_all_that_is_wrong_in_those_there_are(tmp_path: Path) -> None:
    least = spoilt(WITH, "    optional: true\n    max: 3\n", "    min: 2\n    max: 3\n")
    scene = loaded(tmp_path, scene=least).scenes["bus-pass"]
    found = told(scene, [{"name": "长" * 11}])
    assert places(found.defects) == [("children", "too_few_entries"), ("children[0].name", "text_too_long")]
    assert found.defects[0].values == {"min": 2}
    assert "children" in told(scene, [{}]).todo


def test_what_is_there_and_blank_is_owed_two_deep(scene: Scene) -> None:
    judged = told(scene, [{"name": "小满"}, {"papers": "none", "pets": [{"sort": "dog"}]}])
    assert places(judged.owed["children"]) == [
        ("children[0].papers", "answer_needed"),
        ("children[1].name", "answer_needed"),
        ("children[1].birthday", "answer_needed"),
        ("children[1].pets[0].leash", "answer_needed"),
    ]
    assert "children" in judged.todo
    assert judged.defects == ()


def test_an_answer_outside_opens_a_question_inside(scene: Scene) -> None:
    child = {"name": "小满", "papers": "has", "number": NUMBER}
    assert told(scene, [child]).owed == {}
    assert places(told(scene, [child], pickup="post").owed["children"]) == [("children[0].seat", "answer_needed")]


def test_rules_outside_do_not_know_a_group_before_it_is_whole(scene: Scene) -> None:
    assert "pack" in told(scene, [{"name": "小满", "papers": "none", "birthday": "2020-02-03"}]).visible
    assert "pack" not in told(scene, [{"name": "小满", "papers": "has", "number": NUMBER}]).unknown
    halfway = told(scene, [{"name": "小满", "papers": "none"}])
    assert {"pack", "children"} <= halfway.unknown


@pytest.mark.parametrize("nothing", [[], "", None, [{}], [None], [{"name": " ", "pets": [{"sort": ""}]}]])
def test_nobody_has_to_begin_a_group_they_may_leave_out(scene: Scene, nothing: Any) -> None:
    judged = told(scene, nothing)
    assert judged.values["children"] is None
    assert "children" not in judged.todo
    assert "pack" not in judged.unknown


def test_a_scene_with_groups_goes_through_its_bundle_and_to_faces(scene: Scene) -> None:
    assert Scene.from_bundle(scene.bundle()) == scene
    assert scene.from_bundle(scene.bundle()).version == scene.version
    face: Any = scene.as_face()
    children = face["form"][0]
    assert [one["id"] for one in children["fields"][-1]["fields"]] == ["sort", "name", "leash"]
    assert children["each"] == "孩子"


def test_the_schema_says_what_may_stand_inside() -> None:
    defs: Any = schemas()["scene"]["$defs"]
    assert defs["Field"]["properties"]["fields"]["items"] == {"$ref": "#/$defs/Inner"}
    assert defs["Inner"]["properties"]["fields"]["items"] == {"$ref": "#/$defs/Innermost"}
    assert "fields" not in defs["Innermost"]["properties"]
    assert "fill" not in defs["Inner"]["properties"]
    assert set(defs["Innermost"]["properties"]["kind"]["enum"]).isdisjoint({"photo", "file", "statement", "group"})
    assert "group" in defs["Inner"]["properties"]["kind"]["enum"]


def test_every_way_through_a_group_is_walked(scene: Scene) -> None:
    walk = paths(scene, TODAY)
    assert walk.problems == []
    assert {"children.seat", "children.pets.leash", "pack"} <= walk.shown


def test_a_question_inside_that_is_never_asked_is_refused(tmp_path: Path) -> None:
    never = '{and: [{"==": [{var: each.sort}, dog]}, {"==": [{var: each.sort}, cat]}]}'
    found = problems(tmp_path, scene=spoilt(WITH, '{"==": [{var: each.sort}, dog]}', never))
    assert any("the question `children.pets.leash` is never asked" in each for each in found)


def test_a_condition_on_every_entry_is_walked_both_ways(tmp_path: Path) -> None:
    young = '  - {id: young, rule: {all: [{var: children}, {">": [{var: birthday}, "2010-01-01"]}]}, says: 孩子还小}\n'
    required = WITH.replace("    optional: true\n    max: 3\n", "    min: 1\n    max: 3\n")
    asked = spoilt(required, FORM, young + FORM)
    found = problems(tmp_path, scene=asked[: asked.index("examples:")])
    assert not [each for each in found if "young" in each]


MISTAKES: Mapping[str, tuple[str, str, str]] = {
    "a photo inside": ("label: 名字, kind: text, max: 10", "label: 名字, kind: photo", "a photo cannot stand inside"),
    "a statement inside": ("label: 叫什么, kind: text", "label: 叫什么, kind: statement", "a statement cannot stand"),
    "a third depth": (
        "label: 叫什么, kind: text",
        "label: 叫什么, kind: group",
        "a group may hold a group, and no deeper",
    ),
    "questions of a third depth": ("label: 叫什么,", "label: 叫什么, fields: [],", "`fields` is not known here"),
    "an unknown kind": ("label: 叫什么, kind: text", "label: 叫什么, kind: txet", "there is no kind `txet`"),
    "an id twice": ("{id: name, label: 叫什么", "{id: sort, label: 叫什么", "the id `sort` is taken"),
    "an id in capitals": ("{id: papers, label", "{id: Papers, label", "`Papers` should be lower_snake"),
    "a neighbour called each": (
        "{id: name, label: 叫什么",
        "{id: each, label: 叫什么",
        "what neighbours are called by",
    ),
    "a question called each": ("  - {id: pickup, label", "  - {id: each, label", "`each` is a root of facts"),
    "a question without words": ("{id: sort, label: 是什么,", "{id: sort,", "`sort` says nothing"),
    "a choice of nothing": ("options: {cat: 猫, dog: 狗}", "options: {}", "`sort` is a choice without options"),
    "an option that is a number": ("{cat: 猫, dog: 狗}", '{"1": 猫, dog: 狗}', "the option `1` is a whole number"),
    "an option outside that is a number": ("{post: 邮寄,", '{"10": 邮寄,', "the option `10` is a whole number"),
    "an unknown neighbour": ("{var: each.sort}", "{var: each.srot}", "did you mean `each.sort`?"),
    "a neighbour of another entry": ("{var: each.sort}", "{var: each.papers}", "nobody knows `each.papers`"),
    "a neighbour by its bare name": ("{var: each.sort}", "{var: sort}", "did you mean `each.sort`, its neighbour"),
    "an unknown answer outside": (
        "[{var: pickup}, post]}}\n      - id",
        "[{var: pikcup}, post]}}\n      - id",
        "`pickup`?",
    ),
    "an option of a neighbour": ("[{var: each.sort}, dog]", "[{var: each.sort}, dgo]", "`dgo` is no option"),
    "a neighbour outside a group": ("[{var: pickup}, post]}}\nex", "[{var: each.name}, post]}}\nex", "inside a group"),
    "a member that is not asked": ("{var: papers}, none", "{var: paper}, none", "`children` does not ask `paper`"),
    "neighbours that wait for each other": (
        "kind: choice, options: {has: 有, none: 还没有}",
        'kind: choice, options: {has: 有, none: 还没有}, when: {"!": [{var: each.number}]}',
        "these questions wait for each other",
    ),
    "a group that waits for itself": (
        "{var: pickup}, post]}}\n      - id",
        "{var: children}, post]}}\n      - id",
        "wait",
    ),
    "nobody has to add": ("    optional: true\n    max: 3\n", "    max: 3\n", "write `optional: true`, or `min: 1`"),
    "more than there may be": ("    max: 3\n", "    min: 4\n    max: 3\n", "at least 4 and at most 3"),
    "a count that is a day": ("    max: 3\n", "    max: 2026-01-01\n", "counts entries"),
    "a group filled in": ("    max: 3\n", "    max: 3\n    fill: {from: licence.pass}\n", "no record fills in"),
    "questions of a text": ("id: pack, label", "id: pack, each: 包, label", "only a group has `each`"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_group_is_refused_where_it_stands(tmp_path: Path, mistake: str) -> None:
    old, new, says = MISTAKES[mistake]
    scene = spoilt(WITH, old, new)
    found = [each for each in problems(tmp_path, scene=scene) if says in each]
    assert found, problems(tmp_path, scene=scene)
    file, line, _ = found[0].split(":", 2)
    assert file == "city/scenes/bus-pass.yaml"
    assert abs(int(line) - line_of(scene, new.partition("\n")[0])) <= 12


def test_a_fact_is_no_group(tmp_path: Path) -> None:
    facts = 'facts:\n  - {path: subject.age, type: number, label: 年龄, kind: group, options: {"2": 二}}\n'
    found = problems(tmp_path, facts=facts)
    assert any("`subject.age` is one fact, so it is no group" in each for each in found)
    assert any("the option `2` is a whole number" in each for each in found)
