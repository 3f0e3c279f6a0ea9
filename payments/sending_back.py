"""Sends refunds to their providers, under the same number however often, and asks after those under way."""

import asyncio
import logging
import random

from core import db, faults
from core.db import Batch
from core.refusals import Conflict, NotFound, Unavailable
from core.time import now_ms
from payments import payment, refunds
from payments.booking_back import settle_refund
from payments.providers import Provider, RefundUpdate, Refused, ToGiveBack, Unknown
from payments.refunds import Refund
from payments.tills import COUNTER, provider

LEASE_MS = 30_000  # longer than any provider may take to answer
FIRST_WAIT_MS, LONGEST_WAIT_MS = 2_000, 3_600_000
LONG_WAIT_ATTEMPTS = 12  # by then the wait is the longest: doubling goes no further
AT_ONCE = 4
_log = logging.getLogger("payments")

_CLAIM = """
UPDATE refunds SET locked_until = $1, attempts = attempts + 1 WHERE id IN (
  SELECT r.id FROM refunds r
  WHERE r.state = 'accepted' AND r.available_at <= $2 AND (r.locked_until IS NULL OR r.locked_until < $2)
    AND r.provider <> $4
  ORDER BY r.available_at, r.id LIMIT $3{skip})
RETURNING id
"""


async def work_once(limit: int = 20) -> int:
    """Send, or ask after, what is due; answers how many. The job of the worker."""
    now = now_ms()
    due = await db.row("SELECT id FROM refunds WHERE state = 'accepted' AND available_at <= $1 LIMIT 1", now)
    if due is None:
        return 0
    skip = " FOR UPDATE SKIP LOCKED" if db.dialect() == "postgres" else ""
    found = await db.written(_CLAIM.format(skip=skip), now + LEASE_MS, now, limit, COUNTER)
    faults.point("refunds_claimed")
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(refund_id: str) -> None:
        async with gate:
            await _send(await refunds.by_id(refund_id))

    await asyncio.gather(*(one(row["id"]) for row in found))
    return len(found)


async def _send(refund: Refund) -> None:
    try:
        update = await _told(provider(refund.provider), refund)
        faults.point("refund_sent")
        await settle_refund(refund.provider, update)
    except Conflict as wrong:  # Stale: somebody else was quicker; a difference is written down, a person looks
        _log.error("refund_differs", extra={"id": refund.id, "error": wrong.code})
        await _put_off(refund)
    except (Unavailable, NotFound) as away:
        _log.warning("refund_not_told", extra={"id": refund.id, "error": away.code})
        await _put_off(refund)
    else:
        if update.state == "accepted":
            await _put_off(refund)


async def _told(side: Provider, refund: Refund) -> RefundUpdate:
    """Asked before it is sent again: the call before may have got through."""
    if refund.attempts > 1:
        try:
            return await side.ask_refund(refund.number)
        except Unknown:
            pass  # it never got through
    paid = await payment.by_id(refund.payment_id)
    try:
        return await side.refund(ToGiveBack(refund.number, paid.number, paid.fen, refund.fen, refund.because))
    except Refused as refused:
        return RefundUpdate(refund.number, "failed", refund.fen, error=refused.code)


async def _put_off(refund: Refund) -> None:
    longest = min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** min(refund.attempts, LONG_WAIT_ATTEMPTS))
    at = now_ms() + int(random.uniform(longest // 2, longest))
    batch = Batch()
    batch.update(
        "refunds", {"id": refund.id, "state": "accepted"}, {"available_at": at, "locked_until": None}, expect=None
    )
    await db.commit(batch)
