"""Two laws of DESIGN 4: a case changes its state in one place; nobody is called while a transaction is open."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from core import db
from tests.guards.tree import PARTS, Source, dotted, holds, sources
from vendors import http

DOORS = (
    "core/applications/moving.py",
    "core/applications/arriving.py",
    "core/applications/application.py",
    "core/applications/case.py",
)
STATE_IN_SQL = re.compile(
    r"\bUPDATE\s+(cases|applications)\s+SET\b(?:(?!\bWHERE\b).)*?\b(state|result)\s*=", re.I | re.S
)
ROWS = {"cases", "applications", "events"}
# Where an application begins as a draft and where its cases are first opened: rows come into being there, none moves.
BEGINNINGS = ("core/applications/drafts.py", "core/applications/submitting.py")


def written_states(found: Iterable[Source]) -> Iterator[str]:
    """SQL that sets a state, batches that write the rows, and cases made with another state, outside the one door."""
    for source in found:
        if source.path in DOORS or source.folder == "bench":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATE_IN_SQL.search(node.value):
                yield source.at(node, "a state set by SQL: core.applications.move() is the only way")
            if isinstance(node, ast.Call):
                yield from (source.at(node, words) for words in _wrong(node, source.path))


def _wrong(call: ast.Call, path: str) -> Iterator[str]:
    name = dotted(call.func).split(".")[-1]
    table = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
    if name in ("update", "insert", "insert_many") and table in ROWS and path not in BEGINNINGS:
        yield f"{table} are written by core/applications/application.py only"
    case = bool(call.args) and dotted(call.args[0]).split(".")[-1] in ("case", "moved", "begun")
    if name == "replace" and case and any(given.arg in ("state", "result") for given in call.keywords):
        yield "a case with another state is made by moving.apply() only"


def test_a_state_changes_in_one_place() -> None:
    holds(written_states(sources(*(part for part in PARTS if part not in ("bench", "sandbox")))))


@pytest.mark.parametrize(
    "text",
    [
        'db.execute("UPDATE cases SET state = $1 WHERE id = $2", "closed", x)',
        'batch.run("UPDATE cases SET lamp = $1, result = $2 WHERE id = $3")',
        'batch.update("cases", {"id": x}, {"state": "closed"})',
        'batch.insert("events", {})',
        'replace(case, state="decided")',
    ],
)
def test_the_guard_sees_who_goes_around(text: str) -> None:
    assert list(written_states([Source("core/desk/making.py", text)]))


@pytest.mark.parametrize(
    "text",
    [
        'db.execute("UPDATE cases SET claimed_by = $1 WHERE id = $2 AND state = $3", a, b, c)',
        'replace(case, lamp="red")',
        'batch.insert("orders", {})',
    ],
)
def test_the_guard_lets_others_work(text: str) -> None:
    assert not list(written_states([Source("core/desk/making.py", text)]))


async def test_a_call_to_the_outside_inside_a_transaction_is_refused(database: str) -> None:
    async def work() -> None:
        await http.send(http.Call("population", "check", "R1", "http://127.0.0.1:9/", 1.0))

    async with http.opened():
        with pytest.raises(http.CalledInTransaction):
            await db.tx(work)
