"""What a piece of work costs a PostgreSQL, by the server's own counting: statements, commits that write, rows."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from core import db

_ROWS = "SELECT relname AS name, n_tup_ins + n_tup_upd + n_tup_del AS n FROM pg_stat_user_tables"
_COMMITS = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS n"  # only a commit that writes has a number
_STATEMENTS = "SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()"
_OTHERS = """SELECT count(*) AS n FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""


@dataclass(frozen=True)
class Counted:
    """Since the database began. `rows`: written ones, by table; a row written three times counts three times."""

    rows: Mapping[str, int]
    commits: int
    statements: int


async def counted(url: str) -> Counted:
    """Once nobody else is connected to `url`: a connection tells the server what it did when it ends."""
    async with db.opened(f"{url}?minsize=1&maxsize=1"):
        while await _number(_OTHERS):  # noqa: ASYNC110  the server tells nobody
            await asyncio.sleep(0.02)
        rows = {row["name"]: row["n"] for row in await db.rows(_ROWS)}
        return Counted(rows, await _number(_COMMITS), await _number(_STATEMENTS))


def rows_each(before: Counted, after: Counted, times: int) -> Mapping[str, int]:
    """Rows that one of `times` pieces of work wrote, by table; what most of them do not write is left out."""
    each = {name: round((n - before.rows.get(name, 0)) / times) for name, n in after.rows.items()}
    return {name: n for name, n in each.items() if n}


def cost(before: Counted, after: Counted, times: int, limit: Mapping[str, int]) -> str:
    """In words, for the table; loudly when the limit beside it, which writes `limit`, no longer writes the same."""
    rows = rows_each(before, after, times)
    statements, commits = ((getattr(after, name) - getattr(before, name)) / times for name in ("statements", "commits"))
    other = "" if rows == limit else f", OTHER ROWS than the limit: {dict(rows)}"
    return f"each {statements:.0f} statements, {commits:.0f} commits, {sum(rows.values())} rows{other}"


async def _number(question: str) -> int:
    found = await db.row(question)
    assert found is not None
    return int(found["n"])
