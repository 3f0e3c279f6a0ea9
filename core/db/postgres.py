"""PostgreSQL under Tortoise, with its trap closed: a transaction that fails to begin gives its connection back."""

from collections.abc import Sequence
from typing import Any, cast

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.connection import get_connections

from core.db.batch import Stale, Statement, Taken, Value, as_one_statement


class _Plain(asyncpg.Connection):  # type: ignore[misc]  # asyncpg ships no types
    """We leave no session state behind (advisory locks end with their transaction), so giving a connection back to the
    pool needs no round trip of its own."""

    def get_reset_query(self) -> str:
        return ""


class _SafeContext(TransactionContextPooled):
    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        pool = cast(Any, self.client)._parent._pool
        connection = await pool.acquire()
        token = None
        try:
            self.client._connection = connection
            token = get_connections().set(self.connection_name, self.client)
            await self.client.begin()
        except BaseException:
            if token is not None:
                get_connections().reset(token)
            await pool.release(connection)
            raise
        self.token = token
        return self.client


async def run_on(connection: Any, statements: Sequence[Statement]) -> list[int]:
    """The batch as one statement. Raises: Stale."""
    sql, params = as_one_statement(statements)
    try:
        answer = await connection.fetchrow(sql, *params)
    except asyncpg.DivisionByZeroError:
        raise Stale() from None
    except asyncpg.UniqueViolationError:
        raise Taken() from None
    return [int(count) for count in answer.values()]


class Postgres(AsyncpgDBClient):
    """Tortoise's client; `fetch` and `run` are ours."""

    connection_class = _Plain

    def _in_transaction(self) -> TransactionContext:
        return _SafeContext(TransactionWrapper(self), self._pool_init_lock)

    async def connected(self) -> Any:
        if self._pool is None:
            async with self._pool_init_lock:
                if self._pool is None:
                    await self.create_connection(with_db=True)
        return self._pool

    async def fetch(self, sql: str, params: Sequence[Value]) -> list[asyncpg.Record]:
        pool = self._pool or await self.connected()
        return cast(list[asyncpg.Record], await pool.fetch(sql, *params))

    async def fetch_written(self, sql: str, params: Sequence[Value]) -> list[asyncpg.Record]:
        """One `... RETURNING` as a transaction of its own."""
        return await self.fetch(sql, params)

    async def run(self, statements: Sequence[Statement]) -> list[int]:
        """A batch as a transaction of its own."""
        return await run_on(self._pool or await self.connected(), statements)


client_class = Postgres
