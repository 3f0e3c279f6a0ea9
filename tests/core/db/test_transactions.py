"""The traps of this stack, each proven closed on both engines."""

import asyncio
import random

import pytest

from core import db
from core.db import Batch, Stale
from core.refusals import Conflict

pytestmark = pytest.mark.usefixtures("database")


async def _count(scope: str) -> int:
    row = await db.row("SELECT reached FROM serials WHERE scope = $1", scope)
    return int(row["reached"]) if row else 0


async def _start(scope: str) -> None:
    batch = Batch()
    batch.insert("serials", {"scope": scope, "reached": 0})
    await db.commit(batch)


async def _add_one(scope: str) -> None:
    async def write() -> None:
        await db.execute("UPDATE serials SET reached = reached + 1 WHERE scope = $1", scope)

    await db.tx(write)


async def test_hundreds_of_cancelled_transactions_leak_no_connection():
    await _start("cancelled")
    ended = 0

    async def impatient(patience: float) -> None:
        nonlocal ended
        try:
            async with asyncio.timeout(patience):
                await _add_one("cancelled")
        except TimeoutError:
            pass
        ended += 1

    chance = random.Random(7)
    for _ in range(20):
        await asyncio.gather(*(impatient(chance.random() * 0.01) for _ in range(20)))
    await db.settled()
    assert ended == 400
    before = await _count("cancelled")
    await asyncio.gather(*(_add_one("cancelled") for _ in range(40)))
    assert await _count("cancelled") == before + 40


async def test_cancelled_batches_are_whole_or_not_there():
    async def impatient(n: int) -> None:
        batch = Batch()
        batch.insert("serials", {"scope": f"whole-{n}-a", "reached": 1})
        batch.insert("serials", {"scope": f"whole-{n}-b", "reached": 1})
        try:
            async with asyncio.timeout(random.Random(n).random() * 0.01):
                await db.commit(batch)
        except TimeoutError:
            pass

    for start in range(0, 200, 20):
        await asyncio.gather(*(impatient(n) for n in range(start, start + 20)))
    await db.settled()
    scopes = {row["scope"] for row in await db.rows("SELECT scope FROM serials WHERE scope LIKE 'whole-%'")}
    assert all((scope[:-1] + "a" in scopes) == (scope[:-1] + "b" in scopes) for scope in scopes)


async def test_a_failing_block_leaves_nothing_and_its_refusal_comes_through():
    async def write() -> None:
        batch = Batch()
        batch.insert("serials", {"scope": "gone", "reached": 1})
        await db.commit(batch)
        raise Conflict("on_purpose")

    with pytest.raises(Conflict, match="on_purpose"):
        await db.tx(write)
    assert await db.row("SELECT 1 AS n FROM serials WHERE scope = $1", "gone") is None


async def test_a_stale_update_takes_the_whole_batch_with_it():
    await _start("version")
    batch = Batch()
    batch.insert("serials", {"scope": "never", "reached": 1})
    batch.update("serials", {"scope": "version", "reached": 99}, {"reached": 100})
    with pytest.raises(Stale):
        await db.commit(batch)
    assert await db.row("SELECT 1 AS n FROM serials WHERE scope = $1", "never") is None


async def test_two_writers_of_one_version_leave_one_winner():
    await _start("race")

    async def write(n: int) -> bool:
        batch = Batch()
        batch.update("serials", {"scope": "race", "reached": 0}, {"reached": n})
        try:
            await db.commit(batch)
        except Stale:
            return False
        return True

    won = await asyncio.gather(*(write(n) for n in range(1, 21)))
    assert sum(won) == 1


async def test_reads_inside_see_what_is_written_and_reads_outside_do_not_until_the_commit():
    await _start("seen")
    written, looked = asyncio.Event(), asyncio.Event()
    inside = 0

    async def write() -> None:
        nonlocal inside
        await db.execute("UPDATE serials SET reached = 5 WHERE scope = 'seen'")
        inside = await _count("seen")
        written.set()
        await looked.wait()

    task = asyncio.create_task(db.tx(write))
    await written.wait()
    outside = await _count("seen")  # must not wait for the open transaction
    looked.set()
    await task
    assert (inside, outside, await _count("seen")) == (5, 0, 5)


async def test_a_task_spawned_inside_is_refused():
    async def write() -> None:
        with pytest.raises(RuntimeError, match="spawned inside"):
            await asyncio.create_task(_count("anything"))

    await db.tx(write)


async def test_a_transaction_inside_another_joins_it():
    await _start("joined")

    async def inner() -> None:
        await db.execute("UPDATE serials SET reached = 1 WHERE scope = 'joined'")

    async def outer() -> None:
        await db.tx(inner)
        raise Conflict("on_purpose")

    with pytest.raises(Conflict):
        await db.tx(outer)
    assert await _count("joined") == 0


async def test_what_waits_for_the_commit_runs_after_it_and_not_after_a_failure():
    heard: list[str] = []

    async def good() -> None:
        db.after_commit(lambda: heard.append("good"))
        assert heard == []

    async def bad() -> None:
        db.after_commit(lambda: heard.append("bad"))
        raise Conflict("on_purpose")

    await db.tx(good)
    with pytest.raises(Conflict):
        await db.tx(bad)
    assert heard == ["good"]


async def test_a_returning_statement_answers_what_it_touched():
    await _start("returned")
    found = await db.written(
        "UPDATE serials SET reached = reached + $1 WHERE scope = $2 RETURNING reached", 3, "returned"
    )
    assert [row["reached"] for row in found] == [3]
    assert await _count("returned") == 3


async def test_many_counters_lose_no_update():
    await _start("counted")
    await asyncio.gather(*(_add_one("counted") for _ in range(100)))
    assert await _count("counted") == 100


async def test_text_with_quotes_dollars_and_emoji_is_only_text():
    nasty = "Robert'); DROP TABLE serials;-- $1 $2 ?1 😀 \u202e"
    batch = Batch()
    batch.insert("serials", {"scope": nasty, "reached": 1})
    batch.update("serials", {"scope": nasty + "x"}, {"reached": 2}, expect=None)
    await db.commit(batch)
    assert await _count(nasty) == 1


async def test_batches_that_touch_the_same_rows_in_another_order_are_all_written(database: str) -> None:
    """PostgreSQL gives one of two such statements up; nothing of it was written, so it is done again."""
    scopes = [f"deadlock-{n}" for n in range(12)]
    start = db.Batch()
    start.insert_many("serials", [{"scope": scope, "reached": 0} for scope in scopes])
    await db.commit(start)

    async def count_up(order: list[str]) -> None:
        for _ in range(6):
            batch = db.Batch()
            for scope in order:
                batch.run("UPDATE serials SET reached = reached + 1 WHERE scope = $1", scope)
            await db.commit(batch)

    await asyncio.gather(*(count_up(order) for order in (scopes, scopes[::-1])))
    found = await db.rows("SELECT reached FROM serials WHERE scope LIKE 'deadlock-%'")
    assert [row["reached"] for row in found] == [12] * len(scopes)
