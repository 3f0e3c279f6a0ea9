"""Getting letters out: claim, remember the attempt, send, remember what came of it. Effectively once to the person.

The attempt is written down before anything leaves, under the delivery's own id. Whoever finds an earlier attempt
without an outcome (a crash, a time-out) asks the gateway whether it got through before trying again.
"""

import asyncio
import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from core import db, faults
from core.crypto import open_json, open_text
from core.db import Batch
from core.ids import new_id
from core.json import JsonObject
from core.refusals import Unavailable
from core.secret import Phone
from core.time import now_ms
from notifications.composing import MESSAGE, TO
from notifications.post import post
from notifications.senders import Message, Sender, Sent, Undeliverable, Wording

LEASE_MS = 120_000  # longer than a batch may take: AT_ONCE at a time, each at most three calls of a gateway's time-out
AT_ONCE = 32
FIRST_WAIT_MS, LONGEST_WAIT_MS = 2_000, 300_000
MOST_ATTEMPTS = 14  # about an hour of trying
_log = logging.getLogger("deliveries")


@dataclass(frozen=True)
class Claimed:
    """One delivery that is ours until the lease ends. `attempts` counts this one."""

    id: str
    sender: str
    attempts: int
    to: Phone
    message: Message
    useful_until: int | None


_CLAIM = """
UPDATE deliveries SET locked_until = $1, lease = $2, attempts = attempts + 1 WHERE id IN (
  SELECT d.id FROM deliveries d
  WHERE d.state = 'waiting' AND d.available_at <= $3 AND (d.locked_until IS NULL OR d.locked_until < $3)
    AND NOT EXISTS (
      SELECT 1 FROM letters l JOIN letters m ON m.application_id = l.application_id AND m.id < l.id
      JOIN deliveries e ON e.letter_id = m.id AND e.rung = d.rung AND e.state = 'waiting' WHERE l.id = d.letter_id)
  ORDER BY d.available_at, d.id LIMIT $4{skip})
RETURNING id, sender, attempts, to_sealed, message
"""
_SENT = """
UPDATE deliveries SET state = CASE WHEN state = 'waiting' THEN 'sent' ELSE state END, vendor_ref = told.column2,
  sent_at = $1, message = NULL, locked_until = NULL, lease = NULL, error = NULL
FROM (VALUES {sent}) AS told WHERE deliveries.id = told.column1 AND deliveries.lease = $2
"""
_ENDED = """
UPDATE deliveries SET state = $1, error = $2, message = NULL, locked_until = NULL, lease = NULL
WHERE id = $3 AND lease = $4 AND state = 'waiting'
"""
_PUT_OFF = """
UPDATE deliveries SET available_at = $1, error = $2, locked_until = NULL, lease = NULL
WHERE id = $3 AND lease = $4 AND state = 'waiting'
"""


async def work_once(limit: int = 100) -> int:
    """Deliver what waits. Answers how many were claimed: 0 means there is nothing to do just now."""
    lease = new_id()
    claimed = await claim(limit, lease)
    if not claimed:
        return 0
    faults.point("deliveries_claimed")
    gate = asyncio.Semaphore(AT_ONCE)
    outcomes = await asyncio.gather(*(_deliver(gate, one) for one in claimed), return_exceptions=True)
    faults.point("deliveries_not_remembered")
    await _remember(list(zip(claimed, outcomes, strict=True)), lease)
    return len(claimed)


async def claim(limit: int, lease: str) -> list[Claimed]:
    """Take up to `limit` deliveries and remember, in the same commit, that an attempt is being made for each."""
    now = now_ms()
    waiting = "SELECT id FROM deliveries WHERE state = 'waiting' AND available_at <= $1 LIMIT 1"
    if await db.row(waiting, now) is None:
        return []  # the usual case costs a read, not a write
    skip = " FOR UPDATE OF d SKIP LOCKED" if db.dialect() == "postgres" else ""
    found = await db.written(_CLAIM.format(skip=skip), now + LEASE_MS, lease, now, limit)
    return [_claimed(row) for row in sorted(found, key=lambda row: str(row["id"]))]


def _claimed(row: db.Row) -> Claimed:
    told = cast(JsonObject, open_json(row["message"], MESSAGE))
    said = cast(Mapping[str, str], told["wording"])
    wording = Wording(said["name"], said["content"], bool(said["to_type_in"]), said["about"])
    message = Message(row["id"], wording, cast(Mapping[str, str], told["values"]), str(told["text"]))
    until = cast("int | None", told["useful_until"])
    return Claimed(row["id"], row["sender"], row["attempts"], Phone(open_text(row["to_sealed"], TO)), message, until)


async def _deliver(gate: asyncio.Semaphore, one: Claimed) -> Sent:
    """Raises: Undeliverable, Unavailable."""
    async with gate:
        if one.useful_until is not None and one.useful_until < now_ms():
            raise Undeliverable("too_late")
        sender = post().senders.get(one.sender)
        if sender is None:
            raise Unavailable("sender_not_here", 60)
        if one.attempts > 1 and (before := await sender.sent_before(one.to, one.message.reference)):
            return before
        return await _send(sender, one)


async def _send(sender: Sender, one: Claimed) -> Sent:
    faults.point("before_send")
    sent = await sender.send(one.to, one.message)
    faults.point("after_send")
    return sent


async def _remember(outcomes: Sequence[tuple[Claimed, Sent | BaseException]], lease: str) -> None:
    batch = Batch()
    sent = [(one.id, outcome.vendor_ref) for one, outcome in outcomes if isinstance(outcome, Sent)]
    if sent:
        marks = ", ".join(f"(${n}, ${n + 1})" for n in range(3, 2 * len(sent) + 3, 2))
        batch.run(_SENT.format(sent=marks), now_ms(), lease, *(value for pair in sent for value in pair))
    for one, outcome in outcomes:
        if not isinstance(outcome, Sent):
            _remember_failed(batch, one, outcome, lease)
    await db.commit(batch)


def _remember_failed(batch: Batch, one: Claimed, outcome: BaseException, lease: str) -> None:
    if not isinstance(outcome, Exception):
        raise outcome
    error = _named(outcome)
    _log.warning("delivery_failed", extra={"id": one.id, "sender": one.sender, "error": error})
    if isinstance(outcome, Undeliverable):
        batch.run(_ENDED, "undeliverable", error, one.id, lease)
    elif one.attempts >= MOST_ATTEMPTS:
        batch.run(_ENDED, "failed", error, one.id, lease)
    else:
        batch.run(_PUT_OFF, now_ms() + _wait_ms(one.attempts, outcome), error, one.id, lease)


def _wait_ms(attempts: int, error: Exception) -> int:
    """Longer each time, never shorter than the gateway asked for."""
    least = error.retry_after * 1000 if isinstance(error, Unavailable) else FIRST_WAIT_MS
    longest = min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2**attempts)
    return int(least + random.uniform(0, longest))


def _named(error: Exception) -> str:
    """The error by its name and code only: its text may hold what a person wrote."""
    code = getattr(error, "code", "") if isinstance(error, Unavailable | Undeliverable) else ""
    return f"{type(error).__name__}: {code}".rstrip(": ")[:200]
