"""Reads. Outside a transaction SQLite reads on its own connection, so that no read ever waits for a commit."""

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from tortoise.connection import get_connection, get_connections

from core.db.batch import Value
from core.db.sqlite import Sqlite, positional
from core.db.transaction import current

Row: TypeAlias = Mapping[str, Any]  # a raw row: its columns' types are the table's


def reader_alias() -> str:
    """SQLite has a connection of its own for reading; PostgreSQL reads on any of its pool."""
    return "reader" if "reader" in get_connections().db_config else "default"


async def rows(sql: str, *params: Value) -> list[Row]:
    """All rows of one SELECT. Inside `tx` it sees what the transaction has written."""
    open_tx = current()
    if open_tx is None:
        client: Any = get_connection(reader_alias())
        found = await client.fetch(sql, params)
        return cast(list[Row], found)
    if isinstance(get_connection("default"), Sqlite):
        sql = positional(sql)
    return cast(list[Row], await open_tx.client.execute_query_dict(sql, list(params)))


async def row(sql: str, *params: Value) -> Row | None:
    """The first row of one SELECT, or None."""
    found = await rows(sql, *params)
    return found[0] if found else None
