"""The city's own data: places, departments, codes, and the schema an editor checks its files with."""

import re
from pathlib import Path

import pytest

from core.codes.task import task_code
from core.scenes import City, Item
from core.scenes.elements import Jurisdiction
from core.scenes.files import Files
from core.scenes.places import handled_by
from core.scenes.schema import schemas
from core.scenes.source import Node, read_file

CITY = Path(__file__).parents[3] / "city"
NO_TALK_OF_MACHINES = re.compile(r"系统|提交成功|操作失败|异常|尊敬的|点击")


def test_the_city_lies_where_no_real_city_does(city: City) -> None:
    assert city.code == "990100000000"
    assert all(code.startswith("99") for code in city.regions)
    assert {region.level for region in city.regions.values()} == {"province", "city", "county", "town", "village"}


def test_a_place_is_called_as_people_call_it(city: City) -> None:
    assert city.region_name("990101001001") == "东湖区柳荫街道清源社区"
    assert city.region_name("110000000000") == "110000000000"
    assert [each.name for each in city.children("990101000000")] == ["柳荫街道", "书院街道", "湖口镇"]


def test_a_field_that_picks_a_place_has_the_places_of_the_city(city: City) -> None:
    options = city.scenes["senior-card"].fields["pickup_at"].options
    assert options["990102100201"] == "西岭区青石镇河湾村"
    assert "990101000000" not in options


def test_every_item_has_a_task_code_of_a_department_of_the_city(city: City) -> None:
    usccs = {each.uscc for each in city.departments.values()}
    for item in city.items.values():
        assert task_code(item.task_code).agency in usccs


def test_each_department_has_its_own_task_code_for_an_item(city: City) -> None:
    department = city.departments["donghu-civil-affairs"]
    code = city.items["senior-card"].task_of(department.uscc, department.level)
    assert task_code(code).level == 4
    assert code.endswith("992000101001")


@pytest.mark.parametrize(
    ("level", "region", "slug"),
    [
        ("county", "990101001001", "donghu-civil-affairs"),
        ("county", "990109000000", "civil-affairs"),
        ("town", "990101001001", "donghu-civil-affairs"),
        ("city", "990101001001", "civil-affairs"),
        ("county", None, "civil-affairs"),
    ],
)
def test_one_function_tells_who_handles_it(city: City, level: str, region: str | None, slug: str) -> None:
    jurisdiction = Jurisdiction("civil-affairs", level)  # type: ignore[arg-type]  # a row of the table above
    found = handled_by(jurisdiction, region, city.departments.values())
    assert found is not None
    assert found.slug == slug


def test_nobody_handles_what_no_department_does(city: City) -> None:
    assert handled_by(Jurisdiction("moonshine"), "990101001001", city.departments.values()) is None


@pytest.mark.parametrize("name", ["scene", "item"])
def test_the_schema_knows_every_key_of_every_file(name: str) -> None:
    schema = schemas()[name]
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert schema["additionalProperties"] is False
    for path in sorted((CITY / f"{name}s").glob("*.yaml")):
        source = read_file(path, path.name, [])
        assert source is not None
        assert isinstance(source.root.value, dict)
        assert source.root.value.keys() <= properties.keys()


def test_the_words_of_the_city_are_about_people_not_machines() -> None:
    for path in sorted(CITY.glob("scenes/*.yaml")) + sorted(CITY.glob("items/*.yaml")) + [CITY / "facts.yaml"]:
        assert NO_TALK_OF_MACHINES.findall(path.read_text("utf-8")) == [], path.name


def test_a_node_of_a_file_is_found_by_its_way_or_as_near_as_there_is() -> None:
    node = Node.of({"ask": [{"id": "a"}, {"id": "b"}]})
    assert node.at("ask", 1, "id").value == "b"
    assert node.at("ask", 7, "id").plain() == [{"id": "a"}, {"id": "b"}]


def test_a_city_without_files_is_an_empty_city(tmp_path: Path) -> None:
    files = Files(tmp_path)
    assert files.regions() == ("", {})
    assert files.all_in("items", Item) == {}
    assert files.problems == []
