"""What still has to be done about what happened: one row per (event, consumer), written with the event itself.

At least once out: a consumer may see a message again and must not do it twice. Messages of one application come to one
consumer in their order, until one is dead: a dead one is shown to a person and no longer blocks the rest.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from core import db, faults
from core.db.batch import Batch, Value
from core.ids import new_id
from core.json import JsonObject, decode, encode
from core.refusals import Unavailable
from core.time import now_ms

WAITING, DONE, DEAD = 0, 1, 2
LEASE_MS = 30_000  # longer than any consumer may take; a claim of a killed worker comes back after it
FIRST_WAIT_MS, LONGEST_WAIT_MS = 1_000, 300_000
MOST_ATTEMPTS = 14  # with full jitter about half an hour of trying
AT_ONCE = 8
_log = logging.getLogger("outbox")


class Dead(Exception):
    """A consumer says: trying again will never help. The text is a code, never personal data."""


@dataclass(frozen=True)
class Message:
    """One thing to do. `data` holds ids and codes only."""

    id: str
    event_id: str
    topic: str
    application_id: str
    seq: int
    attempts: int
    data: JsonObject


Consumer = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True)
class _Registered:
    name: str
    topics: frozenset[str] | None
    run: Consumer


_consumers: dict[str, _Registered] = {}
_listeners: list[Callable[[str], None]] = []


def register(name: str, topics: Iterable[str] | None, run: Consumer) -> None:
    """`name` wants events of these topics (None: of all). Only bootstrap calls this; again replaces."""
    _consumers[name] = _Registered(name, None if topics is None else frozenset(topics), run)


def forget_consumers() -> None:
    _consumers.clear()
    _listeners.clear()


def on_news(listener: Callable[[str], None]) -> None:
    """`listener(application_id)` is called after a commit that wrote events. Quick; losing a call must not hurt."""
    _listeners.append(listener)


def news(application_id: str) -> None:
    """Something of this application has just become durable."""
    for listener in _listeners:
        listener(application_id)


def add(
    batch: Batch, *, event_id: str, topic: str, key: str, seq: int, data: JsonObject, available_at: int | None = None
) -> None:
    """One row per interested consumer, in the batch that writes the event. `key`, the application, keeps the order."""
    now = now_ms()
    rows: list[dict[str, Value]] = [
        {
            "id": new_id(),
            "event_id": event_id,
            "consumer": one.name,
            "key": key,
            "seq": seq,
            "topic": topic,
            "payload": encode(data).decode(),
            "state": WAITING,
            "attempts": 0,
            "available_at": available_at or now,
            "created_at": now,
        }
        for one in _consumers.values()
        if one.topics is None or topic in one.topics
    ]
    batch.insert_many("outbox", rows)


_CLAIM = """
UPDATE outbox SET locked_until = $1, lease = $2, attempts = attempts + 1 WHERE id IN (
  SELECT o.id FROM outbox o
  WHERE o.state = 0 AND o.available_at <= $3 AND (o.locked_until IS NULL OR o.locked_until < $3)
    AND NOT EXISTS (
      SELECT 1 FROM outbox e WHERE e.state = 0 AND e.consumer = o.consumer AND e.key = o.key AND e.seq < o.seq)
  ORDER BY o.available_at, o.id LIMIT $4{skip})
RETURNING id, event_id, consumer, topic, key, seq, payload, attempts
"""


async def claim(limit: int) -> list[tuple[str, Message]]:
    """Take up to `limit` messages for `LEASE_MS`: (consumer, message) pairs, oldest first."""
    now = now_ms()
    waiting = await db.row("SELECT id FROM outbox WHERE state = 0 AND available_at <= $1 LIMIT 1", now)
    if waiting is None:
        return []  # the usual case costs a read, not a write
    skip = " FOR UPDATE SKIP LOCKED" if db.dialect() == "postgres" else ""
    found = await db.written(_CLAIM.format(skip=skip), now + LEASE_MS, new_id(), now, limit)
    return [
        (
            row["consumer"],
            Message(
                row["id"],
                row["event_id"],
                row["topic"],
                row["key"],
                row["seq"],
                row["attempts"],
                cast(JsonObject, decode(row["payload"])),
            ),
        )
        for row in sorted(found, key=lambda row: row["id"])
    ]


async def work_once(limit: int = 50) -> int:
    """Claim a batch, do it, remember it. Answers how many were claimed: 0 means there is nothing to do just now."""
    claimed = await claim(limit)
    if not claimed:
        return 0
    faults.point("outbox_claimed")
    gate = asyncio.Semaphore(AT_ONCE)
    outcomes = await asyncio.gather(*(_do(gate, consumer, message) for consumer, message in claimed))
    faults.point("outbox_done_not_remembered")
    await _remember([message.id for (_, message), error in zip(claimed, outcomes, strict=True) if error is None])
    for (_, message), error in zip(claimed, outcomes, strict=True):
        if error is not None:
            await _put_off(message, error)
    return len(claimed)


async def _do(gate: asyncio.Semaphore, consumer: str, message: Message) -> BaseException | None:
    registered = _consumers.get(consumer)
    if registered is None:
        return Unavailable("consumer_not_here")
    async with gate:
        try:
            await registered.run(message)
        except Exception as error:  # noqa: BLE001  whatever a consumer fails with, its row is kept and tried again
            _log.warning(
                "outbox_consumer_failed",
                extra={"consumer": consumer, "topic": message.topic, "id": message.id, "error": _named(error)},
            )
            return error
    return None


async def _remember(ids: Sequence[str]) -> None:
    if not ids:
        return
    batch = Batch()
    marks = ", ".join(f"${n}" for n in range(2, len(ids) + 2))
    batch.run(f"UPDATE outbox SET state = {DONE}, done_at = $1 WHERE id IN ({marks})", now_ms(), *ids)
    await db.commit(batch)


async def _put_off(message: Message, error: BaseException) -> None:
    dead = isinstance(error, Dead) or message.attempts >= MOST_ATTEMPTS
    wait = random.uniform(0, min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2**message.attempts))
    batch = Batch()
    batch.update(
        "outbox",
        {"id": message.id},
        {
            "state": DEAD if dead else WAITING,
            "available_at": now_ms() + int(wait),
            "locked_until": None,
            "last_error": _named(error)[:200],
        },
    )
    await db.commit(batch)


def _named(error: BaseException) -> str:
    """The error without its text, which may hold what a person wrote; our own refusals and Dead carry codes only."""
    text = f": {error.args[0]}" if isinstance(error, Dead | Unavailable) and error.args else ""
    return f"{type(error).__name__}{text}"


async def dead(limit: int = 100) -> list[db.Row]:
    """What a person has to look at: dead rows, newest first."""
    return await db.rows(
        "SELECT id, consumer, topic, key, attempts, last_error, created_at FROM outbox"
        " WHERE state = 2 ORDER BY id DESC LIMIT $1",
        limit,
    )


async def revive(row_id: str) -> None:
    """A person says: try this dead one again."""
    batch = Batch()
    batch.update(
        "outbox",
        {"id": row_id, "state": DEAD},
        {"state": WAITING, "attempts": 0, "available_at": now_ms(), "locked_until": None},
    )
    await db.commit(batch)


async def waiting() -> int:
    """How many rows wait: for /readyz and /metrics."""
    found = await db.row("SELECT count(*) AS n FROM outbox WHERE state = 0")
    return int(found["n"]) if found else 0
