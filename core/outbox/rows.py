"""The table: how messages are added, claimed, remembered as done, put off, and shown when they are dead."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from core import db
from core.db.batch import Batch, Value
from core.ids import new_id
from core.json import JsonObject, decode, encode
from core.outbox.consumers import Dead, Message, interested
from core.refusals import Unavailable
from core.time import now_ms

WAITING, DONE, DEAD = 0, 1, 2
LEASE_MS = 30_000  # longer than any consumer may take; a claim of a killed worker comes back after it
FIRST_WAIT_MS, LONGEST_WAIT_MS = 1_000, 300_000
MOST_ATTEMPTS = 14  # with full jitter about half an hour of trying


def add(
    batch: Batch, *, event_id: str, topic: str, key: str, seq: int, data: JsonObject, available_at: int | None = None
) -> None:
    """One row per interested consumer, in the batch that writes the event. `key`, the application, keeps the order."""
    now = now_ms()
    rows: list[dict[str, Value]] = [
        {
            "id": new_id(),
            "event_id": event_id,
            "consumer": consumer,
            "key": key,
            "seq": seq,
            "topic": topic,
            "payload": encode(data).decode(),
            "state": WAITING,
            "attempts": 0,
            "available_at": available_at or now,
            "created_at": now,
        }
        for consumer in interested(topic, data)
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
    return [(row["consumer"], _message(row)) for row in sorted(found, key=lambda row: str(row["id"]))]


def _message(row: db.Row) -> Message:
    data = cast(JsonObject, decode(row["payload"]))
    return Message(row["id"], row["event_id"], row["topic"], row["key"], row["seq"], row["attempts"], data)


def remember(batch: Batch, ids: Sequence[str]) -> None:
    """These are done."""
    if ids:
        marks = ", ".join(f"${n}" for n in range(2, len(ids) + 2))
        batch.run(f"UPDATE outbox SET state = {DONE}, done_at = $1 WHERE id IN ({marks})", now_ms(), *ids)


def put_off(batch: Batch, message: Message, error: BaseException) -> None:
    """Again later, or never: then a person has to look."""
    dead = isinstance(error, Dead) or message.attempts >= MOST_ATTEMPTS
    wait = random.uniform(0, min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2**message.attempts))
    batch.update(
        "outbox",
        {"id": message.id},
        {
            "state": DEAD if dead else WAITING,
            "available_at": now_ms() + int(wait),
            "locked_until": None,
            "last_error": named(error)[:200],
        },
    )


def named(error: BaseException) -> str:
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


@dataclass(frozen=True)
class Queue:
    """What is to be done: how many rows wait, how many are dead, and since when the oldest could have been done."""

    waiting: int
    dead: int
    oldest_at: int | None


_QUEUE = """SELECT count(*) AS waiting, min(available_at) AS oldest_at,
  (SELECT count(*) FROM outbox WHERE state = 2) AS dead FROM outbox WHERE state = 0"""


async def queue() -> Queue:
    """For /readyz and /metrics."""
    found = await db.row(_QUEUE)
    assert found is not None  # an aggregate always answers with a row
    return Queue(int(found["waiting"]), int(found["dead"]), found["oldest_at"])
