"""Every mistake an operator can make in a file is refused at start-up: with the file, the line and what to do."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from core.scenes import CityNotReady, load
from tests.core.scenes.small_city import ITEM, SCENE, VOCABULARY, line_of, loaded, problems, spoilt, write

SCENE_FILE, ITEM_FILE = "city/scenes/bus-pass.yaml", "city/items/bus-pass.yaml"

MISTAKES = json.loads((Path(__file__).parent / "mistakes.json").read_text("utf-8"))


def refused(found: list[str], row: Mapping[str, str]) -> tuple[str, int]:
    """(file, line) of what is told of a mistake."""
    fitting = [each for each in found if row["told"] in each]
    assert fitting, found
    file, line, _ = fitting[0].split(":", 2)
    return file, int(line)


@pytest.mark.parametrize("row", MISTAKES["scene"], ids=lambda row: row["mistake"])
def test_a_mistake_in_a_scene_is_refused_where_it_stands(tmp_path: Path, row: Mapping[str, str]) -> None:
    file, line = refused(problems(tmp_path, scene=spoilt(SCENE, row["old"], row["new"])), row)
    assert file == SCENE_FILE
    assert abs(line - line_of(SCENE, row["old"])) <= 1


@pytest.mark.parametrize("row", MISTAKES["item"], ids=lambda row: row["mistake"])
def test_a_mistake_in_an_item_is_refused_where_it_stands(tmp_path: Path, row: Mapping[str, str]) -> None:
    file, line = refused(problems(tmp_path, item=spoilt(ITEM, row["old"], row["new"])), row)
    assert file == ITEM_FILE
    assert abs(line - line_of(ITEM, row["old"])) <= 1


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    scene = spoilt(spoilt(SCENE, "also:", "alos:"), "{id: home, rule", "{id: home, rull")
    found = problems(tmp_path, scene=scene, item=spoilt(ITEM, "promised: 3", "promised: 30"))
    assert [each.split(": ")[0] for each in found] == [
        f"{ITEM_FILE}:11",
        *[f"{SCENE_FILE}:{line}" for line in (3, 12, 12)],
    ]


def test_questions_that_wait_for_each_other_are_refused(tmp_path: Path) -> None:
    waits = 'options: {here: 在, away: 不在}, when: {"==": [{var: residence}, has]}'
    found = problems(tmp_path, scene=spoilt(SCENE, "options: {here: 在, away: 不在}", waits))
    assert any("these questions wait for each other" in each for each in found)


def test_a_question_that_is_never_asked_is_refused(tmp_path: Path) -> None:
    never = '{and: [{"==": [{var: pickup}, post]}, {"==": [{var: pickup}, office]}]}'
    found = problems(tmp_path, scene=spoilt(SCENE, '{"==": [{var: pickup}, post]}', never))
    assert any("the question `address` is never asked" in each for each in found)


def test_a_branch_that_cannot_end_is_refused(tmp_path: Path) -> None:
    dead = (
        SCENE.replace("subject.age", "registry.household.is_member")
        .replace("age: 66", "x: 1")
        .replace("age: 59", "x: 1")
    )
    found = problems(tmp_path, scene=dead[: dead.index("examples:")])
    assert any("a dead end" in each and "registry.household.is_member" in each for each in found)


def test_a_price_that_covers_not_every_case_is_refused(tmp_path: Path) -> None:
    line = '{id: a, label: 证, fen: 500, when: {"==": [{var: household}, here]}}'
    fee = f"{{kind: service, name: 工本费, basis: 某文, lines: [{line}]}}"
    found = problems(tmp_path, item=spoilt(ITEM, "fee: {kind: none}", f"fee: {fee}"))
    assert any("no price applies after" in each for each in found)


def test_a_register_that_is_not_there_is_not_checked_when_nobody_says_which_there_are(tmp_path: Path) -> None:
    assert load(write(tmp_path)).scenes["bus-pass"].paths_needed


def test_a_region_without_its_parent_is_refused(tmp_path: Path) -> None:
    regions = 'city: "990100000000"\nregions:\n  - {code: "990100000000", name: 市}\n  - {code: "99010", name: 短}\n'
    found = problems(tmp_path, regions=regions)
    assert any("lies in 990000000000, which is missing" in each for each in found)
    assert any("99010 is no region" in each for each in found)


def test_a_department_with_a_wrong_check_sign_is_refused(tmp_path: Path) -> None:
    departments = (write(tmp_path) / "departments.yaml").read_text("utf-8").replace("MB1001013F", "MB1001013E")
    found = problems(tmp_path, departments=departments)
    assert any("11990100MB1001013E is no 统一社会信用代码" in each for each in found)


def test_yaml_is_1_2_so_yes_and_no_are_words(tmp_path: Path) -> None:
    scene = SCENE.replace("{has: 有, none: 没有}", "{yes: 有, no: 没有}").replace(
        "[{var: residence}, has]", "[{var: residence}, yes]"
    )
    assert list(loaded(tmp_path, scene=scene).scenes["bus-pass"].fields["residence"].options) == ["yes", "no"]


def test_what_a_list_of_items_only_lacks_is_a_warning(tmp_path: Path) -> None:
    city = loaded(tmp_path, item=spoilt(ITEM, "basis: [{law: 某法}]\n", ""))
    assert [str(each) for each in city.warnings] == [f"{ITEM_FILE}:1: the published list wants `basis`"]


def test_a_refusal_shows_every_problem_on_a_line_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(CityNotReady) as refused:
        load(write(tmp_path, scene=SCENE.replace("kind: choice", "kind: chioce")), VOCABULARY)
    assert len(str(refused.value).splitlines()) == len(refused.value.problems) >= 3
