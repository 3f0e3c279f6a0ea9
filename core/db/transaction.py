"""The one transaction helper. A cancelled request never leaks a connection, and nothing is spawned inside."""

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

import asyncpg
from tortoise.connection import get_connection
from tortoise.exceptions import OperationalError

from core.db.batch import Batch, Value
from core.db.postgres import run_on
from core.db.sqlite import positional, run_all
from core.refusals import Unavailable

T = TypeVar("T")
TRIES = 5  # a serialisation failure or deadlock (SQLSTATE 40001, 40P01) is worth that many attempts
BACK_OFF_S = 0.02


@dataclass
class Tx:
    """One open transaction: the client that holds it and the task that may use it."""

    client: Any
    task: "asyncio.Task[Any] | None"
    afterwards: list[Callable[[], None]] = field(default_factory=list)


_current: ContextVar[Tx | None] = ContextVar("core.db.tx", default=None)
_beside: ContextVar[list[Batch]] = ContextVar("core.db.beside")
_running: set["asyncio.Task[Any]"] = set()


def current() -> Tx | None:
    """The open transaction of this very task.

    Raises: RuntimeError in a task spawned inside a transaction: it would write outside of it.
    """
    open_tx = _current.get()
    if open_tx is not None and open_tx.task is not asyncio.current_task():
        raise RuntimeError("this task was spawned inside a transaction: write an outbox row instead")
    return open_tx


def in_transaction() -> bool:
    return _current.get() is not None


def after_commit(fn: Callable[[], None]) -> None:
    """Call `fn` once the open transaction is durable (at once when there is none). It must be quick and not fail."""
    open_tx = current()
    if open_tx is None:
        fn()
    else:
        open_tx.afterwards.append(fn)


async def tx(fn: Callable[[], Awaitable[T]]) -> T:
    """Run `fn` in a transaction and return what it returns; inside another `tx` just run it.

    `fn` may run more than once (deadlock, serialisation failure): it must not touch anything but the database.
    When the caller is cancelled the transaction still ends, one way or the other, in its own task.

    Raises: whatever `fn` raises, after rolling back; Unavailable `database_busy` when the database stays locked.
    """
    if current() is not None:
        return await fn()
    return await _insisting(lambda: _transact(fn))


async def _insisting(work: Callable[[], Awaitable[T]]) -> T:
    """Do it again when the database gave it up for another one's sake: nothing of it was written.

    Raises: Unavailable `database_busy` after TRIES.
    """
    for attempt in range(TRIES):
        try:
            return await _sheltered(work())
        except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError):
            if attempt == TRIES - 1:
                raise Unavailable("database_busy") from None
        except (OperationalError, sqlite3.OperationalError) as error:
            if "locked" not in str(error):
                raise
            if attempt == TRIES - 1:
                raise Unavailable("database_busy") from error
        await asyncio.sleep(random.uniform(0, BACK_OFF_S * 2**attempt))
    raise AssertionError("unreachable")


async def commit(batch: Batch) -> list[int]:
    """Write the whole batch, or nothing of it, in one commit. Answers how many rows each of its statements touched.

    Raises: Stale when a guarded update met another version.
    """
    if not batch:
        return []
    open_tx = current()
    if open_tx is not None:
        return await _run_inside(open_tx, batch)
    client: Any = get_connection("default")
    beside, statements = _beside.get([]), batch.statements
    every = [*statements, *(s for one in beside for s in one.statements)]
    counts: list[int] = await _insisting(lambda: client.run(every))
    beside.clear()
    return counts[: len(statements)]


@contextmanager
def alongside(batch: Batch) -> Iterator[Callable[[], bool]]:
    """The first `tx` or `commit` in this block also writes `batch`: both become durable, or neither does.

    Gives a function that tells whether it was written. For what must be remembered of a piece of work (that a request
    was done) by somebody who does not know how the work writes.
    """
    waiting = [batch]
    token = _beside.set(waiting)
    try:
        yield lambda: not waiting
    finally:
        _beside.reset(token)


async def written(sql: str, *params: Value) -> list[Mapping[str, Any]]:
    """One `INSERT, UPDATE or DELETE ... RETURNING`: what it touched. Joins an open `tx`, else commits by itself."""
    open_tx = current()
    client: Any = get_connection("default") if open_tx is None else open_tx.client
    if open_tx is None:
        found: list[Mapping[str, Any]] = await _insisting(lambda: client.fetch_written(sql, params))
        return found
    if dialect_of(client) == "sqlite":
        sql = positional(sql)
    inside: list[Mapping[str, Any]] = await client.execute_query_dict(sql, list(params))
    return inside


async def execute(sql: str, *params: Value) -> int:
    """One writing statement inside `tx`; answers how many rows it touched."""
    open_tx = current()
    if open_tx is None:
        raise RuntimeError("core.db.execute belongs inside core.db.tx")
    if dialect_of(open_tx.client) == "sqlite":
        sql = positional(sql)
    count, _ = await open_tx.client.execute_query(sql, list(params))
    return int(count)


async def alone(key: str) -> None:
    """Inside `tx`: from here on no other transaction that says the same `key` goes on before this one has ended."""
    open_tx = current()
    if open_tx is None:
        raise RuntimeError("core.db.alone belongs inside core.db.tx")
    if dialect_of(open_tx.client) == "postgres":  # SQLite has one writer anyway
        await open_tx.client.execute_query_dict("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text", [key])


async def settled() -> None:
    """Wait until every transaction that outlived its caller has ended: the last thing before the engine closes."""
    while _running:
        await asyncio.gather(*_running, return_exceptions=True)


def dialect_of(client: Any) -> str:
    return str(client.capabilities.dialect)


async def _sheltered(work: Awaitable[T]) -> T:
    async def run() -> T:
        return await work

    task = asyncio.create_task(run())
    _running.add(task)
    task.add_done_callback(_forget)
    return await asyncio.shield(task)


def _forget(task: "asyncio.Task[Any]") -> None:
    _running.discard(task)
    if not task.cancelled():
        task.exception()  # seen by whoever waits; if nobody does any more, it is not news


async def _transact(fn: Callable[[], Awaitable[T]]) -> T:
    client: Any = get_connection("default")
    async with client._in_transaction() as inside:
        open_tx = Tx(inside, asyncio.current_task())
        token = _current.set(open_tx)
        try:
            result = await fn()
            for one in (beside := _beside.get([])):
                await _run_inside(open_tx, one)
        finally:
            _current.reset(token)
    beside.clear()
    for afterwards in open_tx.afterwards:
        afterwards()
    return result


async def _run_inside(open_tx: Tx, batch: Batch) -> list[int]:
    connection = open_tx.client._connection
    if dialect_of(open_tx.client) == "sqlite":
        counts: list[int] = await connection._execute(run_all, connection._conn, batch.statements)
        return counts
    return await run_on(connection, batch.statements)
