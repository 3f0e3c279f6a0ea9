"""A group of questions without a script: more cards and fewer lose nothing, what is wrong stands at its box."""

import re

import httpx
import pytest
from playwright.sync_api import Browser

from api.h5.drawing import drawing
from api.h5.voice import Voice, speaking
from api.h5.words import words
from tests.h5.asker import begun, signed_in, token
from tests.h5.tree import Element, flaws, read
from tests.services.house import House

NUMBER = "990101201905120026"


@pytest.fixture(scope="module")
def woman(served: House) -> httpx.Client:
    """She comes from elsewhere, and has answered the guide."""
    client = signed_in(served, "孙美芳")
    for question, answer in (("lived", "half_year"), ("ground", "home")):
        path = f"/s/residence-permit/q/{question}"
        assert client.post(path, data={"csrf": token(client, path), question: answer}).status_code == 303
    return client


@pytest.fixture(scope="module")
def page(woman: httpx.Client) -> str:
    return f"{begun(woman, 'residence-permit')}/f/children"


def send(woman: httpx.Client, page: str, **boxes: str) -> tuple[int, Element]:
    """Boxes by place, `0.name`; add, drop as the buttons say them."""
    named = {name if name in {"add", "drop"} else f"children{name}": value for name, value in boxes.items()}
    answer = woman.post(page, data={"csrf": token(woman, page), **named})
    return answer.status_code, read(answer.text or "<p></p>")


def boxes(tree: Element) -> dict[str, str]:
    """What stands in the cards."""
    asked = [
        one for one in tree.walk() if one["name"].startswith("children[0].") or one["name"].startswith("children[1].")
    ]
    return {one["name"]: one["value"] for one in asked if one["type"] not in {"radio", "hidden"} or one.has("checked")}


def cards(tree: Element) -> list[str]:
    return [one["id"] for one in tree.all("fieldset") if re.fullmatch(r"children\[\d\]", one["id"])]


def test_it_begins_with_nothing_and_a_button(woman: httpx.Client, page: str) -> None:
    tree = read(woman.get(page).text)
    assert flaws(tree) == []
    assert cards(tree) == []
    (more,) = [one for one in tree.all("button") if one["name"] == "add"]
    assert (more.text, more["value"], more["formaction"]) == ("加一个孩子", "children", "#children[0]")


def test_one_more_and_one_less_lose_nothing_that_was_typed(woman: httpx.Client, page: str) -> None:
    first = {
        "[0]": "",
        "[0].name": "许小满",
        "[0].papers": "none",
        "[0].birthday.year": "二〇",
        "[0].birthday.month": "5",
    }
    status, tree = send(woman, page, **first, add="children")
    assert status == 200
    assert flaws(tree) == []
    assert cards(tree) == ["children[0]", "children[1]"]
    typed = boxes(tree)
    assert typed["children[0].name"] == "许小满"
    assert typed["children[0].papers"] == "none"
    assert [typed[f"children[0].birthday.{part}"] for part in ("year", "month", "day")] == ["二〇", "5", ""]
    status, tree = send(woman, page, **first, **{"[1]": "", "[1].name": "许小雪"}, drop="children[0]")
    assert (status, cards(tree)) == (200, ["children[0]"])
    assert boxes(tree)["children[0].name"] == "许小雪"
    status, tree = send(woman, page, **{"[0]": ""}, drop="children[0]")
    assert (status, cards(tree)) == (200, [])


def test_what_is_wrong_or_owed_stands_at_its_box(woman: httpx.Client, page: str) -> None:
    wrong = {"[0]": "", "[0].name": "满", "[0].papers": "has", "[1]": "", "[1].name": " ", "[2].name": "许小雪"}
    status, tree = send(woman, page, **wrong)
    assert status == 422
    assert flaws(tree) == []
    links = [one["href"] for one in tree.all("a") if one["href"].startswith("#children")]
    assert links == [
        "#children[0].name",
        "#children[0].relation",
        "#children[0].id_number",
        "#children[1].relation",
        "#children[1].papers",
    ]
    (box,) = [one for one in tree.all("input") if one["id"] == "children[0].name"]
    assert box["aria-invalid"] == "true"
    assert box["aria-describedby"] == "children[0].name-error"
    assert box["value"] == "满"


def test_an_answer_opens_its_question_and_what_is_whole_is_kept(woman: httpx.Client, page: str) -> None:
    whole = {"[0].name": "许小满", "[0].relation": "child", "[0].papers": "has", "[0].id_number": NUMBER, "[1]": ""}
    status, _ = send(woman, page, **whole)
    assert status == 303
    tree = read(woman.get(page).text)
    assert boxes(tree)["children[0].id_number"] == NUMBER
    summary = woman.get(page.partition("/f/")[0] + "/summary").text
    assert "姓名：许小满，和您的关系：子女，身份证号：有，孩子的身份证号：990101 20190512 0026" in summary


def test_nobody_has_to_add_and_is_asked_once(woman: httpx.Client, page: str) -> None:
    status, _ = send(woman, page)
    assert status == 303
    assert woman.get(page.partition("/f/")[0] + "/next").headers["location"] != page


@pytest.mark.parametrize(
    "odd", ["children", "children[", "children[9]", "children[0].name", "x[0]", "children[0].x[1]", "[]"]
)
def test_a_button_that_nobody_drew_takes_nothing_away(woman: httpx.Client, page: str, odd: str) -> None:
    for button in ("add", "drop"):
        status, tree = send(woman, page, **{"[0].name": "许小满"}, **{button: odd})
        assert status == 200
        assert boxes(tree)["children[0].name"] == "许小满"


def test_enter_in_a_box_goes_on(woman: httpx.Client, page: str, chromium: Browser, served: House) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    cookies = [{"name": name, "value": value, "url": served.address} for name, value in woman.cookies.items()]
    context.add_cookies(cookies)  # type: ignore[arg-type]  # a list of what Playwright calls SetCookieParam
    browser = context.new_page()
    browser.goto(f"{served.address}{page}")
    more = browser.locator("button[name=add]")
    while browser.locator("button[name=drop]").count():
        browser.locator("button[name=drop]").first.click()
    more.focus()
    browser.keyboard.press("Enter")
    name = browser.get_by_label("姓名")
    name.fill("满")
    name.press("Enter")
    assert browser.locator(".errors a").first.get_attribute("href") == "#children[0].name"
    browser.locator(".errors a").first.click()
    assert name.input_value() == "满"
    context.close()


def test_a_full_group_says_so() -> None:
    from tests.h5.samples import CHILDREN

    with speaking(Voice(words("zh-CN"))):
        full = CHILDREN.cards * 3
        tree = read(str(drawing().kinds["group"].ask(type(CHILDREN)("it", "问题", "group", cards=full, most=6), ())))  # type: ignore[attr-defined]  # a template module has what its template defines
    assert not [one for one in tree.all("button") if one["name"] == "add" and one["value"] == "it"]
    assert "最多 6 个" in tree.text
