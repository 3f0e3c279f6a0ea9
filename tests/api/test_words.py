"""Every code that the house can refuse with has words in every language, and the words want only what is given."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from api.words import HERE, chosen, spoken

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("api", "channels", "core", "notifications", "registries", "vendors")
REFUSALS = {"Unauthenticated", "NotAllowed", "NotFound", "Conflict", "TooMany", "Unavailable", "TooLarge", "Changed"}
DEFECTS = {"KindError": 0, "IdNumberWrong": 0, "NotWhole": 0, "Defect": 1}
# Raised with a code that another one gave: a vendor's own code, which says itself; see where it is raised.
GIVEN_ELSEWHERE = {"notifications/senders/sms.py"}


def calls() -> Iterator[tuple[Path, str, ast.Call]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield path.relative_to(ROOT), getattr(node.func, "id", getattr(node.func, "attr", "")), node


def codes(names: set[str] | dict[str, int]) -> Iterator[tuple[Path, str]]:
    """Every code written out where one of `names` is made."""
    for path, name, call in calls():
        at = names[name] if isinstance(names, dict) and name in names else 0
        if name in names and len(call.args) > at:
            for part in ast.walk(call.args[at]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield path, part.value


@pytest.mark.parametrize("language", sorted(path.stem for path in HERE.glob("*.yaml")))
def test_every_refusal_and_every_defect_has_words(language: str) -> None:
    words = spoken(language)
    missing = {f"{path}: {code}" for path, code in codes(REFUSALS) if code not in words.refusals and code != "not_"}
    missing |= {f"{path}: {code}" for path, code in codes(DEFECTS) if code not in words.defects}
    assert not missing


def test_all_languages_say_the_same_things_with_the_same_values() -> None:
    first, *others = (spoken(path.stem) for path in sorted(HERE.glob("*.yaml")))
    for other in others:
        assert first.refusals.keys() == other.refusals.keys()
        assert first.defects.keys() == other.defects.keys()
        for code, text in first.defects.items():
            assert gaps(text) == gaps(other.defects[code]), code
        for code, said in first.refusals.items():
            assert gaps(said["detail"]) == gaps(other.refusals[code]["detail"]), code


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("", "zh-CN"),
        ("en", "en"),
        ("en-GB,en;q=0.8,zh;q=0.9", "en"),
        ("fr, zh-TW;q=0.2", "zh-CN"),
        ("en;q=0", "zh-CN"),
        ("en;q=0.1, zh;q=0.2", "zh-CN"),
        ("*", "zh-CN"),
        (";;q=,en;q=x" * 50, "zh-CN"),
    ],
)
def test_the_language_is_the_one_the_asker_likes_best(wish: str, language: str) -> None:
    assert chosen(wish) == language


def test_a_code_without_words_is_still_an_answer() -> None:
    assert spoken("en").refusal("never_heard_of", {}).title
    assert spoken("en").defect("never_heard_of", {})


def test_a_value_that_was_not_given_leaves_a_gap_and_no_fault() -> None:
    assert spoken("zh-CN").defect("too_long", {}) == "太长了，最多 "
    assert "a、b" in spoken("zh-CN").defect("not_one_of", {"expected": ["a", "b"]})
