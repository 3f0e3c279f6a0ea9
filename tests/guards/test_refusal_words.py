"""Whatever the house refuses, it can say why: every code used in code has words in every language."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from ruamel.yaml import YAML

from tests.guards.tree import PARTS, Source, dotted, holds, ours, read, sources

WORDS = re.compile(r"^api/words/([\w-]+)\.yaml$")
# Which argument of a refusal is its code, and what that argument is called by name.
CODE_AT = {
    "Unauthenticated": 0,
    "NotAllowed": 0,
    "NotFound": 0,
    "Conflict": 0,
    "TooMany": 0,
    "Unavailable": 0,
    "KindError": 0,
    "Defect": 1,
    "Invalid": 1,
}
ANY_LETTERS = r"\w+"


def constants(tree: ast.Module) -> Mapping[str, str]:
    """Strings that have a name at the top of the module."""
    pairs = ((target, node.value) for node in tree.body if isinstance(node, ast.Assign) for target in node.targets)
    return {
        target.id: value.value
        for target, value in pairs
        if isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
    }


def codes_of(value: ast.expr, known: Mapping[str, str]) -> Iterator[str]:
    """The codes an expression can be, as patterns; nothing for one that only passes a code on."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield re.escape(value.value)
    elif isinstance(value, ast.IfExp):
        yield from codes_of(value.body, known)
        yield from codes_of(value.orelse, known)
    elif isinstance(value, ast.Name) and value.id in known:
        yield re.escape(known[value.id])
    elif isinstance(value, ast.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANY_LETTERS for part in value.values
        )


def used(found: Iterable[Source]) -> Iterator[tuple[str, str]]:
    """(pattern of a code, where it is used)."""
    for source in found:
        known = constants(source.tree)
        for node in ast.walk(source.tree):
            place = CODE_AT.get(dotted(node.func).split(".")[-1]) if isinstance(node, ast.Call) else None
            if place is None or not isinstance(node, ast.Call):
                continue
            given = [*node.args[place : place + 1], *(word.value for word in node.keywords if word.arg == "code")]
            for value in given:
                for code in codes_of(value, known):
                    yield code, source.at(node, code)


def leaves(words: object) -> Iterator[str]:
    """Every key that has words, however deep it stands."""
    if isinstance(words, Mapping):
        for key, value in words.items():
            if isinstance(value, Mapping) and not {"title", "detail"} & set(value):
                yield from leaves(value)
            else:
                yield str(key)


def languages(names: Iterable[str]) -> Mapping[str, set[str]]:
    reader = YAML(typ="safe")
    return {match[1]: set(leaves(reader.load(read(name)))) for name in names if (match := WORDS.match(name))}


def speechless(codes: Iterable[tuple[str, str]], words: set[str]) -> Iterator[str]:
    for pattern, where in codes:
        if not any(re.fullmatch(pattern, word) for word in words):
            yield f"{where}: no words for it in api/words/"


def test_every_refusal_has_words_in_every_language() -> None:
    known = languages(ours())
    assert {"zh-CN", "en"} <= set(known)
    codes = list(used(sources(*(part for part in PARTS if part not in {"sandbox", "bench"}))))
    holds(f"{language}: {words}" for language, spoken in known.items() for words in speechless(codes, spoken))


def test_every_language_says_the_same_things() -> None:
    known = languages(ours())
    every = set().union(*known.values())
    holds(f"{language} lacks {sorted(every - spoken)}" for language, spoken in known.items() if every - spoken)


def test_a_code_without_words_is_seen_however_it_is_spelt() -> None:
    text = (
        "WRONG = 'code_wrong'\n"
        "raise NotFound('gone')\n"
        "raise Invalid([Defect('phone', WRONG)])\n"
        "raise refusals.Conflict('a' if x else 'b')\n"
        "raise Conflict(f'not_{what}')\n"
        "raise KindError(code)\n"
    )
    codes = list(used([Source("core/sample.py", text)]))
    assert {code for code, _ in codes} == {"gone", "code_wrong", "a", "b", r"not_\w+"}
    assert len(list(speechless(codes, set()))) == 5
    assert not list(speechless(codes, {"gone", "code_wrong", "a", "b", "not_paid"}))
    assert set(leaves({"errors": {"gone": "没有", "a": {"title": "甲", "detail": "乙"}}})) == {"gone", "a"}
