"""What the pages say exists in every language, is asked for by somebody, and keeps to how the house speaks."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from api.h5.drawing import HERE, drawing
from api.h5.words import LANGUAGES, Words, chosen, words
from core.time import on_date

STIFF = ("系统", "提交成功", "操作失败", "操作成功", "异常", "非法", "你")


def gaps(text: str | list[str]) -> set[str]:
    """But for the `s` of an English plural."""
    if not isinstance(text, str):
        return {str(len(text))}
    return {name for _, name, _, _ in Formatter().parse(text) if name} - {"s"}


def templates() -> str:
    return "".join(path.read_text("utf-8") for path in HERE.rglob("*.html"))


def said() -> Iterator[tuple[str, bool]]:
    """Keys that templates and routes name: in full, or (True) the beginning of those that they put together."""
    for path in (*HERE.rglob("*.html"), *HERE.rglob("*.py")):
        for key, ends in re.findall(r"""["']([a-z_0-9]+\.[a-z_.]*)(\{|["'])""", path.read_text("utf-8")):
            yield key, ends == "{" or key.endswith(".")


def test_both_languages_say_the_same_things() -> None:
    one, other = (words(language).flat for language in LANGUAGES)
    assert one.keys() == other.keys()
    assert [key for key in one if gaps(one[key]) != gaps(other[key])] == []


def test_every_sentence_a_template_names_exists() -> None:
    known = words("zh-CN").flat
    named = set(re.findall(r"""\bt(?:\.raw)?\(["']([\w.]+)["'][,)]""", templates()))
    assert named
    assert sorted(named - known.keys()) == []


def test_no_sentence_is_left_that_nobody_says() -> None:
    named = {key for key, begun in said() if not begun}
    begun = tuple(key for key, begun in said() if begun)
    keys = (key for key in words("zh-CN").flat if "." in key)
    assert sorted(key for key in keys if key not in named and not key.startswith(begun)) == []


@pytest.mark.parametrize("word", STIFF)
def test_nothing_sounds_like_a_machine(word: str) -> None:
    assert [key for key, text in words("zh-CN").flat.items() if word in text] == []


def test_nobody_shouts() -> None:
    every = [said for language in LANGUAGES for said in words(language).flat.items()]
    assert [key for key, text in every if "!" in text or "！" in text] == []


def test_a_date_is_said_with_its_weekday() -> None:
    assert words("zh-CN").day("2026-12-03").endswith("12月3日 星期四")
    assert words("en").day("2026-12-03").startswith("Thursday 3 December")
    assert words("zh-CN").day("2031-01-01") == "2031年1月1日 星期三"


def test_a_moment_is_said_in_the_city_s_time() -> None:
    assert words("zh-CN").moment("2026-11-21T23:30:00+00:00").endswith("11月22日 星期日 07:30")
    assert on_date(0).isoformat() == "1970-01-01"


@pytest.mark.parametrize(
    ("asked", "accepts", "language"),
    [
        (None, "", "zh-CN"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "fr, zh-TW;q=0.8, en;q=0.5", "zh-CN"),
        (None, "en;q=0.1, zh;q=0.9", "zh-CN"),
        ("en", "zh-CN", "en"),
        ("klingon", "zh-CN", "zh-CN"),
        (None, "*", "zh-CN"),
    ],
)
def test_the_person_s_choice_comes_before_the_browser_s(asked: str | None, accepts: str, language: str) -> None:
    assert chosen(asked, accepts) == language


def test_a_missing_sentence_or_value_is_a_fault() -> None:
    speaking = Words("zh-CN", {"a": {"b": "到{date}"}})
    for wrong in (lambda: speaking("a.c"), lambda: speaking("a.b")):
        with pytest.raises(KeyError):
            wrong()


def test_every_icon_a_page_names_is_drawn() -> None:
    drawn = {path.stem for path in (HERE / "static/icons").glob("*.svg")}
    named = set(re.findall(r"""icon\(["']([\w-]+)["']\)""", templates()))
    assert named
    assert named <= drawn
    assert drawing().assets.address("icons.svg").startswith("/static/icons.")
