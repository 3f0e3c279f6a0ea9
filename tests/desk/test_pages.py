"""Every page of the desk: whole, named, wired, nothing inline; and every word said, in both languages, by somebody."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from api.desk.drawing import HERE, desk_drawing, style_sheet, words
from api.desk.pages import _KEYS
from api.h5.drawing import drawing
from api.h5.words import LANGUAGES
from core.applications.edges import EDGES, STAFF
from tests.desk.gallery import PAGES, sample
from tests.h5.test_look import contrast
from tests.h5.tree import flaws, read

STIFF = ("系统", "提交成功", "操作失败", "操作成功", "异常", "非法")
TEXT = 4.5  # WCAG 2.2, 1.4.3
ON = (("ink-soft", "ground"), ("good", "good-soft"), ("mind", "mind-soft"), ("stop", "stop-soft"), ("act", "act-soft"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_named_and_wired(name: str, language: str) -> None:
    page = read(sample(name, language))
    assert flaws(page) == []
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1


@pytest.mark.parametrize("name", PAGES)
def test_nothing_lies_over_the_page(name: str) -> None:
    """LOOK: no modal windows."""
    page = read(sample(name))
    assert not page.all("dialog")
    assert not [one for one in page.walk() if one["role"] in ("dialog", "alertdialog") or one["aria-modal"]]


@pytest.mark.parametrize("name", PAGES)
def test_no_key_is_borne_by_two(name: str) -> None:
    keys = [one["data-key"] for one in read(sample(name)).walk() if one["data-key"]]
    assert len(keys) == len(set(keys)), keys


def test_the_keys_that_pages_bear_are_told_behind_the_question_mark() -> None:
    told = {key for table in _KEYS.values() for keys, _ in table for key in keys} | {"/"}
    borne = {one["data-key"] for name in PAGES for one in read(sample(name)).walk() if one["data-key"]}
    assert borne - told == {"v", "p"} & borne  # the rarest two stand beside their own ways only


def test_both_languages_say_the_same_things() -> None:
    one, other = (words(language).flat for language in LANGUAGES)
    assert sorted(one.keys() ^ other.keys()) == []
    assert [key for key in one if _gaps(one[key]) != _gaps(other[key])] == []


def test_no_sentence_is_left_that_nobody_says() -> None:
    known = {key for key in words("zh-CN").flat if not key.startswith(("dates.", "money", "ui."))}
    said = list(_said())
    named = {key for key, begun in said if not begun}
    begun = tuple(key for key, starts in said if starts)
    assert sorted(key for key in known if key not in named and not key.startswith(begun)) == []


def test_every_move_of_staff_and_every_state_has_its_words() -> None:
    say = words("zh-CN")
    assert [edge.move for edge in EDGES if edge.who & STAFF and not say.has(f"moves.{edge.move}")] == []
    assert [edge.to for edge in EDGES if edge.to and not say.has(f"states.{edge.to}")] == []
    assert [edge.result for edge in EDGES if edge.result and not say.has(f"results.{edge.result}")] == []


@pytest.mark.parametrize("word", STIFF)
def test_nothing_sounds_like_a_machine(word: str) -> None:
    assert [key for key, text in words("zh-CN").flat.items() if word in text] == []


def test_every_size_and_colour_of_the_desk_is_a_token() -> None:
    look = drawing().look
    sheet = style_sheet(look)
    assert set(re.findall(r"var\((--[\w-]+)\)", sheet)) <= set(re.findall(r"(--[\w-]+):", sheet))
    own = (HERE / "static/desk.css").read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", own.partition("@media print")[0]) == []
    for colours in (look.light, look.dark):
        assert [pair for pair in ON if contrast(colours[pair[0]], colours[pair[1]]) < TEXT] == []


def test_what_somebody_typed_is_text_and_never_markup() -> None:
    typed = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    around = {"me": None, "where": "", "did": "", "was": "", "keys": [], "line": ""}
    from api.h5.voice import Voice

    voice = Voice(words("zh-CN"), csrf="t")
    page = read(desk_drawing().draw("sign_in", voice, **{**around, "name": typed, "next": "", "wrong": typed}))
    assert flaws(page) == []
    assert typed in {one["value"] for one in page.all("input")}


def _gaps(text: str | list[str]) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name} if isinstance(text, str) else set()


def _said() -> Iterator[tuple[str, bool]]:
    """Keys that templates and code name: in full, or (True) the beginning of those that they put together."""
    for path in (*HERE.rglob("*.html"), *HERE.rglob("*.py")):
        text = path.read_text("utf-8")
        for key, ends in re.findall(r"""["']([a-z_0-9]+\.?[a-z_.]*)(\{|["'])""", text):
            yield key, ends == "{" or key.endswith(".")
