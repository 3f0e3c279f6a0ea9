"""The same request sent again gets the same answer, and the work is done once.

That a key was used becomes durable in the same transaction as the work itself; the answer, sealed, right after. Whoever
comes with the same key meanwhile is told to wait; with the same key and another body, that this is another request.
"""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from api.answers import Answer
from core.crypto import open_bytes, seal
from core.db import Batch, Row, Stale, alongside, commit, row
from core.ids import new_id
from core.json import encode
from core.refusals import Conflict, Defect, Invalid, Refusal
from core.time import now_ms

HEADER = "idempotency-key"
REPLAYED = {"Idempotency-Replayed": "true"}
KEPT_MS = 24 * 60 * 60 * 1000
ANSWERED_WITHIN_MS = 60_000  # a key without an answer is still being worked on for so long; then its answer is lost
LONGEST_KEY = 160
ANSWER = "idempotency_keys.answer"

Work = Callable[[], Awaitable[object]]


class Once:
    """`return await once(caller, work, status=201)`; without the header it simply works."""

    def __init__(self, request: Request, body_hash: str) -> None:
        self._request = request
        self._body_hash = body_hash

    async def __call__(self, caller: str, work: Work, *, status: int = 200, about: str = "") -> Response:
        """`caller` is a citizen's id; for somebody unknown, anything that keeps strangers apart. `about` adds to what
        makes the body (a file's hash).

        Raises: Conflict `in_progress`, `idempotency_clash`, `answer_lost`; Invalid for a key that is none; what `work`
        raises.
        """
        key = self._request.headers.get(HEADER)
        if key is None:
            return Answer(status, encode(await work())).response()
        if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
            raise Invalid([Defect("Idempotency-Key", "wrong")])
        used = _Key(caller[:64], _route(self._request), key, _hash(self._body_hash, about))
        return (await used.earlier_answer() or await self._first(used, work, status)).response()

    async def _first(self, used: "_Key", work: Work, status: int) -> Answer:
        mark = used.mark()
        with alongside(mark) as written:
            try:
                result = await work()
            except BaseException as failed:
                if written():
                    await used.forget()
                elif isinstance(failed, Refusal) and (earlier := await used.earlier_answer()) is not None:
                    return earlier  # refused because another request with this key was quicker
                raise
        done = Answer(status, encode(result))
        if await used.keep(done, Batch() if written() else mark):
            return done
        return await used.earlier_answer() or done


class _Key:
    """One key of one caller on one path."""

    def __init__(self, caller: str, route: str, key: str, body_hash: str) -> None:
        self._where = {"caller": caller, "route": route, "key": key}
        self._body_hash = body_hash

    async def earlier_answer(self) -> Answer | None:
        """What was answered, or None when the key is new."""
        found = await row(
            "SELECT body_hash, status, answer, created_at FROM idempotency_keys"
            " WHERE caller = $1 AND route = $2 AND key = $3 AND expires_at > $4",
            *self._where.values(),
            now_ms(),
        )
        return self._again(found) if found else None

    def _again(self, found: Row) -> Answer:
        if found["body_hash"] != self._body_hash:
            raise Conflict("idempotency_clash")
        if found["answer"] is None:
            lost = now_ms() - found["created_at"] > ANSWERED_WITHIN_MS
            raise Conflict("answer_lost" if lost else "in_progress")
        return Answer(found["status"], open_bytes(found["answer"], ANSWER), REPLAYED)

    def mark(self) -> Batch:
        """That the key is used: written with the work. Its row must be new, else the work is not done."""
        batch, now = Batch(), now_ms()
        batch.run(
            "INSERT INTO idempotency_keys (id, caller, route, key, body_hash, created_at, expires_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (caller, route, key) DO UPDATE SET"
            " id = excluded.id, body_hash = excluded.body_hash, status = NULL, answer = NULL,"
            " created_at = excluded.created_at, expires_at = excluded.expires_at"
            " WHERE idempotency_keys.expires_at <= excluded.created_at",
            new_id(),
            *self._where.values(),
            self._body_hash,
            now,
            now + KEPT_MS,
            expect=1,
        )
        return batch

    async def keep(self, done: Answer, mark: Batch) -> bool:
        """Remember the answer. `mark` is what still has to be written because the work wrote nothing; False: a quicker
        request has used the key."""
        if mark:
            try:
                await commit(mark)
            except Stale:
                return False
        batch = Batch()
        batch.update(
            "idempotency_keys", self._where, {"status": done.status, "answer": seal(done.body, ANSWER)}, expect=None
        )
        await commit(batch)
        return True

    async def forget(self) -> None:
        """The work failed after something of it was written: whoever tries again may."""
        batch = Batch()
        batch.run("DELETE FROM idempotency_keys WHERE caller = $1 AND route = $2 AND key = $3", *self._where.values())
        await commit(batch)


async def sweep() -> None:
    """Forget what has expired."""
    batch = Batch()
    batch.run("DELETE FROM idempotency_keys WHERE expires_at < $1", now_ms())
    await commit(batch)


async def _once(request: Request) -> Once:
    form = request.headers.get("content-type", "").startswith("multipart/")
    return Once(request, "" if form or HEADER not in request.headers else _hash((await request.body()).hex()))


OnceOnly = Annotated[Once, Depends(_once)]


def _route(request: Request) -> str:
    """Method and path; a path too long for the column is hashed."""
    route = f"{request.method} {request.url.path}"
    return route if len(route) <= 160 else _hash(route)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
