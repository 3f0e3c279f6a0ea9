"""Tests fake the outside, never us; and they never wait for, nor judge by, the clock on the wall."""

import ast
from collections.abc import Iterable, Iterator

from tests.guards.tree import Source, dotted, holds, names_in, sources

MOCKS = {"unittest.mock", "mock", "pytest_mock"}
STOPWATCHES = {"perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "time", "time_ns", "now_ms"}
SLEEPS = {"time.sleep"}


def patches(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for node in ast.walk(source.tree):
            modules = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in modules:
                if any(module == mock or module.startswith(f"{mock}.") for mock in MOCKS):
                    yield source.at(node, "no mocks: a fake of the wire, ten lines long, is asserted on")
            if isinstance(node, ast.Call) and dotted(node.func) == "monkeypatch.setattr":
                yield source.at(node, "patches what is ours; pass another part in, or arm a point of core.faults")


def sleeps(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and dotted(node.func) in SLEEPS:
                yield source.at(node, "time is passed in or travelled, never slept for")


def watched(function: ast.AST) -> set[str]:
    """Names that were given a reading of a stopwatch, or something reckoned from one."""
    known: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            used = names_in(node.value)
            reads = any(
                isinstance(one, ast.Call) and dotted(one.func).split(".")[-1] in STOPWATCHES
                for one in ast.walk(node.value)
            )
            if reads or used & known:
                known |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return known


def judged_by_the_clock(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for function in ast.walk(source.tree):
            if not (
                isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and function.name.startswith("test_")
            ):
                continue
            known = watched(function) | {"perf_counter", "monotonic"}
            for node in ast.walk(function):
                ordered = isinstance(node, ast.Compare) and any(
                    isinstance(op, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) for op in node.ops
                )
                if ordered and len(names_in(node) & known & watched_differences(function, known)) > 0:
                    yield source.at(node, "a busy machine fails this: count trips or steps; speed belongs into bench/")


def watched_differences(function: ast.AST, known: set[str]) -> set[str]:
    """Of those names, the ones that hold a duration: something with a minus in it."""
    spans = {"perf_counter", "monotonic"}
    for node in ast.walk(function):
        minus = isinstance(node, ast.Assign) and any(isinstance(one, ast.Sub) for one in ast.walk(node.value))
        if minus and names_in(node.value) & (known | STOPWATCHES):
            spans |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        if isinstance(node, ast.Compare) and any(isinstance(one, ast.Sub) for one in ast.walk(node)):
            spans |= names_in(node) & known
    return spans


def test_no_test_patches_what_is_ours() -> None:
    holds(patches(sources("tests")))


def test_no_test_sleeps_through_time() -> None:
    holds(sleeps(sources("tests")))


def test_no_test_judges_by_the_clock_on_the_wall() -> None:
    holds(judged_by_the_clock(sources("tests")))


def test_mocks_and_sleeps_are_seen() -> None:
    text = (
        "from unittest.mock import patch\nimport unittest.mock\ndef test_a_b_c(): monkeypatch.setattr(core, 'x', 1)\n"
    )
    assert len(list(patches([Source("tests/sample.py", text)]))) == 3
    assert not list(patches([Source("tests/sample.py", "monkeypatch.setenv('A', 'b')\n")]))
    assert list(sleeps([Source("tests/sample.py", "time.sleep(1)\n")]))


def test_asserts_on_elapsed_time_are_seen() -> None:
    bad = (
        "def test_x():\n    start = perf_counter()\n    f()\n    took = perf_counter() - start\n    assert took < 1\n",
        "def test_x():\n    start = time.monotonic()\n    f()\n    assert time.monotonic() - start < 1\n",
    )
    for text in bad:
        assert list(judged_by_the_clock([Source("tests/sample.py", text)])), text
    fine = "def test_x():\n    now = now_ms()\n    token = make(now)\n    assert token.expires_at > now\n"
    assert not list(judged_by_the_clock([Source("tests/sample.py", fine)]))
