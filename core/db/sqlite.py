"""SQLite under Tortoise, with its traps closed: BEGIN IMMEDIATE, no leaked lock, a whole batch in one hop."""

import re
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.connection import get_connections

from core.db.batch import Stale, Statement, Taken, Value

_NUMBERED = re.compile(r"\$(\d+)")


@lru_cache(maxsize=2048)
def positional(sql: str) -> str:
    """`$1` as SQLite spells a numbered parameter: `?1`."""
    return _NUMBERED.sub(r"?\1", sql)


def run_all(connection: sqlite3.Connection, statements: Sequence[Statement]) -> list[int]:
    """Runs in SQLite's thread, inside whatever transaction is open. Raises: Stale."""
    counts = []
    for statement in statements:
        try:
            touched = connection.execute(positional(statement.sql), statement.params).rowcount
        except sqlite3.IntegrityError as error:
            if "UNIQUE" not in str(error):
                raise
            raise Taken() from None
        if statement.expect is not None and touched != statement.expect:
            raise Stale()
        counts.append(touched)
    return counts


def run_alone(connection: sqlite3.Connection, statements: Sequence[Statement]) -> list[int]:
    """The whole transaction in one hop."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        counts = run_all(connection, statements)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return counts


def _fetch(connection: sqlite3.Connection, sql: str, params: Sequence[Value]) -> list[sqlite3.Row]:
    return cast(list[sqlite3.Row], connection.execute(positional(sql), params).fetchall())


def _fetch_written(connection: sqlite3.Connection, sql: str, params: Sequence[Value]) -> list[sqlite3.Row]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = _fetch(connection, sql, params)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return found


class _ImmediateTransaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        # Deferred BEGIN lets two processes read first and then both fail to write; IMMEDIATE waits its turn.
        await self._connection.execute("BEGIN IMMEDIATE")


class _SafeContext(SqliteTransactionContext):
    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        token = None
        try:
            await self.ensure_connection()
            token = get_connections().set(self.connection_name, self.connection)
            await self.connection.begin()
        except BaseException:
            if token is not None:
                get_connections().reset(token)
            self._trxlock.release()
            raise
        self.token = token
        return cast(TransactionalDBClient, self.connection)


class Sqlite(SqliteClient):
    """Tortoise's client; `fetch` and `run` are ours and take `$n` placeholders."""

    def _in_transaction(self) -> TransactionContext:
        return _SafeContext(_ImmediateTransaction(self), self._lock)

    async def connected(self) -> Any:
        async with self.acquire_connection() as connection:
            return connection

    async def fetch(self, sql: str, params: Sequence[Value]) -> list[sqlite3.Row]:
        """For the reading connection: needs no lock, its thread keeps order."""
        connection = self._connection or await self.connected()
        return cast(list[sqlite3.Row], await connection._execute(_fetch, connection._conn, sql, params))

    async def fetch_written(self, sql: str, params: Sequence[Value]) -> list[sqlite3.Row]:
        """One `... RETURNING` as a transaction of its own."""
        async with self.acquire_connection() as connection:
            return cast(list[sqlite3.Row], await connection._execute(_fetch_written, connection._conn, sql, params))

    async def run(self, statements: Sequence[Statement]) -> list[int]:
        """A batch as a transaction of its own."""
        async with self.acquire_connection() as connection:
            return cast(list[int], await connection._execute(run_alone, connection._conn, statements))


client_class = Sqlite
