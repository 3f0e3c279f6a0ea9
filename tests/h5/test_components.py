"""Every component's examples, drawn and looked at; and every kind of question, with its label, help and error wired."""

from collections.abc import Mapping
from typing import TypedDict

import pytest
from markupsafe import Markup
from ruamel.yaml import YAML

from api.h5.drawing import HERE, drawing
from api.h5.questions import Question
from api.h5.voice import Voice, speaking
from api.h5.words import words
from core import kinds
from tests.h5.tree import Element, flaws, read

VOICE = Voice(words("zh-CN"), csrf="token")
ELDER = Voice(words("zh-CN"), csrf="token", elder=True)


class Example(TypedDict, total=False):
    """`inside`: what the caller draws, `{wired}` standing for what it is given. `beside`: what else is there."""

    says: str
    call: str
    arguments: Mapping[str, object]
    inside: str
    beside: str
    has: list[Mapping[str, str]]


def examples() -> list[tuple[str, Example]]:
    found = []
    for path in sorted((HERE / "components").glob("*/examples.yaml")):
        for told in YAML(typ="safe", pure=True).load(path.read_text("utf-8")):
            told["arguments"] = told.pop("with", {})
            found += [(path.parent.name, Example(**told))]
    return found


def drawn(example: Example) -> Element:
    def inside(wired: str = "") -> Markup:
        return Markup(example["inside"].replace("{wired}", wired))

    caller = {"caller": inside} if "inside" in example else {}
    with speaking(VOICE):
        macro = drawing().ui[example["call"]]
        assert callable(macro)
        return read(example.get("beside", "") + str(macro(**example["arguments"], **caller)))


def fits(element: Element, wanted: Mapping[str, str]) -> bool:
    attributes = {name: value for name, value in wanted.items() if name not in ("tag", "text")}
    said = "text" not in wanted or element.text == wanted["text"]
    return (
        element.tag == wanted["tag"]
        and said
        and all(element.has(name) and element[name] == value for name, value in attributes.items())
    )


@pytest.mark.parametrize(("name", "example"), examples(), ids=lambda it: it if isinstance(it, str) else it["says"])
def test_a_component_is_as_its_example_says(name: str, example: Example) -> None:
    page = drawn(example)
    assert flaws(page) == []
    for wanted in example["has"]:
        assert any(fits(element, wanted) for element in page.walk()), wanted


def test_every_component_has_examples_and_every_example_is_of_its_component() -> None:
    folders = {path.parent.name for path in (HERE / "components").glob("*/macro.html")}
    assert folders == {name for name, _ in examples()}


@pytest.mark.parametrize("flow", [VOICE, ELDER], ids=["standard", "elder"])
@pytest.mark.parametrize("page", [True, False], ids=["page", "line"])
@pytest.mark.parametrize("kind", sorted(kinds.names()))
def test_every_kind_is_asked_with_label_help_source_and_error(kind: str, page: bool, flow: Voice) -> None:
    question = Question(
        "it", "问题", kind, options={"990101000000": "一", "b": "二"}, hint="帮助", source="来自某处", text="声明的话"
    )
    with speaking(flow):
        tree = read(str(drawing().kinds[kind].ask(question, None, "要改一下", page)))  # type: ignore[attr-defined]  # a template module has what its template defines
    assert flaws(tree) == []
    (field,) = [one for one in tree.walk() if one["id"] == "it"]
    described = next(one["aria-describedby"] for one in (field, *above(field)) if one["aria-describedby"])
    assert described.split() == ["it-hint", "it-source", "it-error"]
    assert [one.text for one in tree.all("h1")] == (["问题"] if page else [])


@pytest.mark.parametrize(("kind", "value", "boxes"), [
    ("text", "<b>", {"it": "<b>"}),
    ("number", 0, {"it": "0"}),
    ("date", "1960-11-21", {"it.year": "1960", "it.month": "11", "it.day": "21"}),
    ("date", {"year": "六〇", "month": None, "day": "1"}, {"it.year": "六〇", "it.month": "", "it.day": "1"}),
    ("phone", "199 0099 0001", {"it": "199 0099 0001"}),
    ("id_number", "99010119601121123X", {"it": "99010119601121123X"}),
])  # fmt: skip
def test_what_was_given_stands_there_again(kind: str, value: object, boxes: Mapping[str, str]) -> None:
    with speaking(VOICE):
        tree = read(str(drawing().kinds[kind].ask(Question("it", "问题", kind), value)))  # type: ignore[attr-defined]  # a template module has what its template defines
    assert {one["name"]: one["value"] for one in tree.all("input")} == boxes


def above(element: Element) -> list[Element]:
    return [*([element.parent, *above(element.parent)] if element.parent else [])]
