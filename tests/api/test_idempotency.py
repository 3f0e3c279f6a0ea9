"""Idempotency keys: the same request twice is done once and answered the same, on both engines."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from api.idempotency import ANSWERED_WITHIN_MS, Once, sweep
from core import crypto, db
from core.crypto import Keyring
from core.db import Batch
from core.ids import new_id
from core.refusals import Conflict, Invalid
from core.time import now_ms

RING = Keyring("k", {"k": bytes(range(32))}, "k", {"k": bytes(range(1, 33))})


@pytest.fixture
async def house(database: str) -> AsyncIterator[None]:
    with crypto.using(RING):
        yield


async def _nothing() -> Message:
    return {"type": "http.request", "body": b""}


def once(key: str | None, body: str = "body", path: str = "/api/v1/things") -> Once:
    headers = [(b"idempotency-key", key.encode())] if key is not None else []
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "headers": headers,
        "query_string": b"",
        "server": ("h", 1),
    }
    return Once(Request(scope, _nothing), body)


class Work:
    """Writes one row of its own and answers with how often it was done."""

    def __init__(self, pause: Callable[[], Awaitable[None]] | None = None) -> None:
        self.pause = pause

    async def __call__(self) -> object:
        if self.pause:
            await self.pause()
        batch = Batch()
        batch.insert("serials", {"scope": new_id(), "reached": 1})
        await db.commit(batch)
        return {"done": await done(), "name": "张国林"}


async def done() -> int:
    return (await db.table_counts("serials"))["serials"]


async def test_the_same_key_and_body_get_the_same_answer_and_the_work_is_done_once(house: None) -> None:
    first = await once("k1")("citizen", Work(), status=201)
    again = await once("k1")("citizen", Work(), status=201)
    assert (first.status_code, first.body) == (again.status_code, again.body)
    assert again.headers["idempotency-replayed"] == "true"
    assert await done() == 1


async def test_without_a_key_the_work_is_simply_done(house: None) -> None:
    await once(None)("citizen", Work())
    await once(None)("citizen", Work())
    assert await done() == 2


@pytest.mark.parametrize(
    ("caller", "key", "path"),
    [("citizen", "other", "/a"), ("somebody else", "k", "/a"), ("citizen", "k", "/b")],
)
async def test_another_key_caller_or_path_is_another_request(house: None, caller: str, key: str, path: str) -> None:
    await once("k", path="/a")("citizen", Work())
    await once(key, path=path)(caller, Work())
    assert await done() == 2


async def test_the_same_key_with_another_body_is_refused(house: None) -> None:
    await once("k", "one")("citizen", Work())
    with pytest.raises(Conflict, match="idempotency_clash"):
        await once("k", "another")("citizen", Work())
    assert await done() == 1


async def test_two_at_once_do_the_work_once_whoever_is_quicker(house: None) -> None:
    gate = asyncio.Barrier(6)

    async def meet() -> None:
        await gate.wait()

    async def ask() -> Response | Conflict:
        try:
            return await once("k")("citizen", Work(meet))
        except Conflict as refusal:
            return refusal

    answers = await asyncio.gather(*(ask() for _ in range(6)))
    bodies = {answer.body for answer in answers if isinstance(answer, Response)}
    assert await done() == 1
    assert len(bodies) == 1
    assert all(answer.code == "in_progress" for answer in answers if isinstance(answer, Conflict))


async def test_work_that_is_refused_is_not_remembered_and_may_be_tried_again(house: None) -> None:
    async def refuse() -> object:
        raise Conflict("stale", version=3)

    with pytest.raises(Conflict):
        await once("k")("citizen", refuse)
    await once("k")("citizen", Work())
    assert await done() == 1


async def test_work_that_writes_nothing_is_answered_the_same_too(house: None) -> None:
    answers = iter(("first", "second"))

    async def look() -> object:
        return {"answer": next(answers)}

    first, again = await once("k")("citizen", look), await once("k")("citizen", look)
    assert first.body == again.body == b'{"answer":"first"}'


async def test_a_crash_between_work_and_answer_never_does_the_work_again(house: None) -> None:
    """The work and the mark are one commit; the answer is another. Between them the process may die."""
    await once("k")("citizen", Work())
    batch = Batch()
    batch.run("UPDATE idempotency_keys SET status = NULL, answer = NULL")
    await db.commit(batch)
    with pytest.raises(Conflict, match="in_progress"):
        await once("k")("citizen", Work())
    batch = Batch()
    batch.run("UPDATE idempotency_keys SET created_at = $1", now_ms() - ANSWERED_WITHIN_MS - 1)
    await db.commit(batch)
    with pytest.raises(Conflict, match="answer_lost"):
        await once("k")("citizen", Work())
    assert await done() == 1


async def test_a_work_that_fails_after_its_first_commit_leaves_the_key_free(house: None) -> None:
    async def half() -> object:
        await Work()()
        raise Conflict("illegal_move")

    with pytest.raises(Conflict):
        await once("k")("citizen", half)
    await once("k")("citizen", Work())
    assert await done() == 2


async def test_an_expired_key_is_new_again_and_is_swept_away(house: None) -> None:
    await once("k")("citizen", Work())
    batch = Batch()
    batch.run("UPDATE idempotency_keys SET expires_at = $1", now_ms() - 1)
    await db.commit(batch)
    await once("k", "another body")("citizen", Work())
    assert await done() == 2
    batch = Batch()
    batch.run("UPDATE idempotency_keys SET expires_at = $1", now_ms() - 1)
    await db.commit(batch)
    await sweep()
    assert (await db.table_counts("idempotency_keys"))["idempotency_keys"] == 0


async def test_kept_answers_are_sealed(house: None) -> None:
    await once("k")("citizen", Work())
    kept = await db.row("SELECT answer FROM idempotency_keys")
    assert kept is not None
    assert "张国林".encode() not in bytes(kept["answer"])


@pytest.mark.parametrize("key", ["", "x" * 161, "密钥"])
async def test_a_key_that_is_none_is_refused(house: None, key: str) -> None:
    with pytest.raises(Invalid):
        await once(key)("citizen", Work())


class Turn:
    """Moves something on from the version the caller has seen, as a desk's moves do."""

    def __init__(self) -> None:
        self.version, self.seen, self.lock = 1, asyncio.Barrier(4), asyncio.Lock()

    async def __call__(self) -> object:
        await self.seen.wait()
        async with self.lock:
            if self.version != 1:
                raise Conflict("stale", version=self.version)
            batch = Batch()
            batch.insert("serials", {"scope": new_id(), "reached": 1})
            await db.commit(batch)
            self.version += 1
        return {"done": await done()}


async def test_twins_that_the_work_itself_refuses_get_the_answer_of_the_first_or_are_told_to_wait(house: None) -> None:
    turn = Turn()
    answers = await asyncio.gather(*(once("k")("officer", turn) for _ in range(4)), return_exceptions=True)
    codes = {one.code if isinstance(one, Conflict) else getattr(one, "status_code", one) for one in answers}
    assert 200 in codes
    assert codes <= {200, "in_progress"}
    again = await once("k")("officer", turn)
    assert (again.status_code, await done()) == (200, 1)


async def test_a_work_that_is_refused_and_had_no_twin_says_its_own_reason(house: None) -> None:
    async def refused() -> object:
        raise Conflict("stale", version=7)

    with pytest.raises(Conflict, match="stale"):
        await once("k")("officer", refused)
    assert (await once("k")("officer", Work())).status_code == 200
