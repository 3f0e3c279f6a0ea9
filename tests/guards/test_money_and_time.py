"""Money is whole fen, never a float. Every moment has a zone, and only core/time.py asks the machine for the time."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.guards.tree import PARTS, Source, dotted, holds, names_in, sources

MONEY = re.compile(r"(^|_)(fen|yuan|amount|price|fee|cents|total)(_|$)")
CLOCK = {"time.time", "time.time_ns", "time.localtime", "time.gmtime"}
MAY_ASK_THE_CLOCK = ("core/time.py", "core/ids.py", "bench/", "sandbox/")
NAIVE = {"datetime.utcnow", "datetime.today", "date.today", "datetime.utcfromtimestamp"}
NEEDS_ZONE = {"datetime.now": 0, "datetime.fromtimestamp": 1}  # at which place the zone stands


def named_with_types(tree: ast.Module) -> Iterator[tuple[ast.AST, str, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            yield node, dotted(node.target).split(".")[-1], node.annotation
        elif isinstance(node, ast.arg) and node.annotation:
            yield node, node.arg, node.annotation
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns:
            yield node, node.name, node.returns


def float_money(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for node, name, annotation in named_with_types(source.tree):
            if MONEY.search(name) and "float" in names_in(annotation):
                yield source.at(node, f"{name} is money: whole fen, an int")
        for node in ast.walk(source.tree):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and any(map(is_fen, names_in(node.left))):
                yield source.at(node, "dividing money with / gives a float; use // and say who gets the rest")


def is_fen(name: str) -> bool:
    return bool(re.search(r"(^|_)fen$", name))


def called(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Calls with the last two parts of their name: `datetime.now`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and (name := dotted(node.func)):
            yield node, ".".join(name.split(".")[-2:])


def naive_moments(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for call, name in called(source):
            place = NEEDS_ZONE.get(name)
            without_zone = (
                place is not None and len(call.args) <= place and not any(k.arg == "tz" for k in call.keywords)
            )
            if name in NAIVE or without_zone:
                yield source.at(call, f"{name}() without a zone is no moment; core.time has what you need")


def own_clocks(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        if source.path.startswith(MAY_ASK_THE_CLOCK):
            continue
        for call, name in called(source):
            if name in CLOCK or name == "datetime.now":
                yield source.at(call, f"{name}() asks the machine; the one clock is core.time")


def test_money_is_never_a_float() -> None:
    holds(float_money(sources(*PARTS)))


def test_no_moment_is_without_a_zone() -> None:
    holds(naive_moments(sources()))


def test_only_one_module_asks_the_machine_for_the_time() -> None:
    holds(own_clocks(sources(*PARTS)))


def test_float_money_is_seen() -> None:
    text = (
        "fee: float = 1.0\ndef pay(amount_fen: float | None): ...\ndef price() -> float: ...\nx = order.total_fen / 3\n"
    )
    assert len(list(float_money([Source("core/sample.py", text)]))) == 4
    assert not list(
        float_money([Source("core/sample.py", "fee_fen: int = 1\nratio: float = 0.5\nhalf = fee_fen // 2\n")])
    )


def test_naive_moments_and_private_clocks_are_seen() -> None:
    text = "datetime.now()\ndatetime.datetime.utcnow()\ndate.today()\ndatetime.fromtimestamp(3)\n"
    assert len(list(naive_moments([Source("core/sample.py", text)]))) == 4
    assert not list(naive_moments([Source("core/sample.py", "datetime.now(UTC)\ndatetime.fromtimestamp(3, tz=UTC)\n")]))
    assert len(list(own_clocks([Source("core/sample.py", "time.time()\ndatetime.now(UTC)\ntime.monotonic()\n")]))) == 2
