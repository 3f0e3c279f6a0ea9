"""Types all the way: no Any where mypy is strict, no swallowed failure, no silenced check without a reason in words."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.guards.tree import PARTS, STRICT, Source, dotted, holds, sources

# Tortoise gives and takes untyped values; this is where that ends.
MAY_SAY_ANY = ("core/db/", "core/records/columns.py")
_SILENCED = re.compile(r"#\s*(type: ignore|noqa)(?P<which>\[[\w, -]+\]|: ?[A-Z]+\d+(, ?[A-Z]+\d+)*)?(?P<reason>.*)$")
_BLIND = {"Exception", "BaseException"}
_ENOUGH_WORDS = 3


def says_any(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        if source.path.startswith(MAY_SAY_ANY):
            continue
        for node in ast.walk(source.tree):
            imported = (
                isinstance(node, ast.ImportFrom)
                and node.module == "typing"
                and any(n.name == "Any" for n in node.names)
            )
            if imported or (isinstance(node, ast.Attribute) and dotted(node) == "typing.Any"):
                yield source.at(node, "no Any: a JSON value is Json, a raw row is Row, an unknown value is object")


def bare_dicts(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for node in ast.walk(source.tree):
            annotation = node.annotation if isinstance(node, (ast.arg, ast.AnnAssign)) else None
            annotation = node.returns if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else annotation
            if isinstance(annotation, ast.Name) and annotation.id in {"dict", "list"}:
                yield source.at(node, f"a bare {annotation.id} says nothing of what is in it")


def is_blind(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(dotted(name) in _BLIND for name in names)


def says_nothing(statement: ast.stmt) -> bool:
    dots = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return dots or isinstance(statement, (ast.Pass, ast.Continue))


def swallowed(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler) and is_blind(node.type) and all(map(says_nothing, node.body)):
                yield source.at(node, "a failure is swallowed whole; catch what you expect, and say what follows")
            if isinstance(node, ast.Call) and dotted(node.func).endswith("suppress") and any(map(is_blind, node.args)):
                yield source.at(node, "suppress(Exception) swallows a failure whole")


def silenced_without_reason(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for number, line in enumerate(source.text.splitlines(), 1):
            match = _SILENCED.search(line)
            if match and (not match["which"] or len(re.findall(r"[^\W\d_]+", match["reason"])) < _ENOUGH_WORDS):
                yield source.at(number, "a silenced check names its rule and gives a reason in words")


def test_strict_parts_never_say_any() -> None:
    holds(says_any(sources(*STRICT)))


def test_no_bare_dict_is_passed_about() -> None:
    holds(bare_dicts(sources(*STRICT, "api")))


def test_no_failure_is_swallowed() -> None:
    holds(swallowed(sources()))


def test_every_silenced_check_gives_its_reason() -> None:
    holds(silenced_without_reason(sources(*PARTS)))


def test_any_and_bare_dicts_are_seen() -> None:
    assert list(says_any([Source("core/sample.py", "from typing import Any, cast\n")]))
    assert list(says_any([Source("core/sample.py", "import typing\nx: typing.Any = 1\n")]))
    assert (
        len(
            list(bare_dicts([Source("core/sample.py", "def f(a: dict) -> list: ...\ndef g(a: dict[str, int]): ...\n")]))
        )
        == 2
    )


def test_swallowed_failures_are_seen() -> None:
    text = (
        "try: f()\nexcept Exception: pass\n"
        "try: f()\nexcept (OSError, BaseException):\n    ...\n"
        "for x in y:\n    try: f()\n    except: continue\n"
        "with contextlib.suppress(Exception): f()\n"
    )
    assert len(list(swallowed([Source("core/sample.py", text)]))) == 4
    assert not list(swallowed([Source("core/sample.py", "try: f()\nexcept OSError: pass\n")]))


def test_checks_silenced_without_words_are_seen() -> None:
    mute, named = "# type: " + "ignore", "# no" + "qa: E501"
    assert list(silenced_without_reason([Source("core/sample.py", f"x = 1  {mute}\ny = 2  {named}\n")]))
    reasoned = f"x = 1  {mute}[attr-defined]  # the stubs miss this method\n"
    assert not list(silenced_without_reason([Source("core/sample.py", reasoned)]))
