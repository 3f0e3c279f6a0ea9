"""Payments nobody has told us about: asked after with growing waits, closed when their time is over or their need."""

import asyncio
import logging

from core import db, faults
from core.db import Batch
from core.orders import by_ids
from core.refusals import Conflict, NotFound, Unavailable
from core.time import now_ms
from payments.payment import Payment, by_id
from payments.providers import Unknown, Update
from payments.settling import settle
from payments.tills import provider

LEASE_MS = 30_000  # longer than any provider may take to answer
FIRST_WAIT_MS, LONGEST_WAIT_MS = 5_000, 300_000
LONG_WAIT_ASKS = 10  # by then the wait is the longest: doubling goes no further
AT_ONCE = 8
_log = logging.getLogger("payments")

_CLAIM = """
UPDATE payments SET locked_until = $1, asks = asks + 1 WHERE id IN (
  SELECT p.id FROM payments p
  WHERE p.state = 'opened' AND p.ask_at <= $2 AND (p.locked_until IS NULL OR p.locked_until < $2)
  ORDER BY p.ask_at, p.id LIMIT $3{skip})
RETURNING id
"""
_CLAIM_ONE = """
UPDATE payments SET locked_until = $1, asks = asks + 1
WHERE id = $3 AND state = 'opened' AND (locked_until IS NULL OR locked_until < $2)
RETURNING id
"""


async def work_once(limit: int = 20) -> int:
    """Ask after what is due; answers how many. The job of the worker."""
    now = now_ms()
    due = await db.row("SELECT id FROM payments WHERE state = 'opened' AND ask_at <= $1 LIMIT 1", now)
    if due is None:
        return 0  # the usual case costs a read, not a write
    skip = " FOR UPDATE SKIP LOCKED" if db.dialect() == "postgres" else ""
    found = await db.written(_CLAIM.format(skip=skip), now + LEASE_MS, now, limit)
    faults.point("payments_claimed")
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(payment_id: str) -> None:
        async with gate:
            await _ask(await by_id(payment_id))

    await asyncio.gather(*(one(row["id"]) for row in found))
    return len(found)


async def ask_now(payment: Payment) -> None:
    """Somebody looks at it: ask, unless somebody else is asking just now. A provider that is away changes nothing."""
    now = now_ms()
    if payment.state == "opened" and await db.written(_CLAIM_ONE, now + LEASE_MS, now, payment.id):
        await _ask(payment)


async def _ask(payment: Payment) -> None:
    over = payment.expires_at <= now_ms() or not await _wanted(payment)
    try:
        update = await _told(payment, over=over)
        await settle(payment.provider, update)
    except db.Stale:
        await _put_off(payment, over=over)
    except Conflict as wrong:  # written down as a difference: a person looks, asking again tells nothing new
        _log.error("payment_differs", extra={"id": payment.id, "error": wrong.code})
        await _again(payment, None)
    except (Unavailable, NotFound) as away:
        _log.warning("payment_not_told", extra={"id": payment.id, "error": away.code})
        await _put_off(payment, over=over)
    else:
        if update.state == "opened":
            await _put_off(payment, over=over)


async def _wanted(payment: Payment) -> bool:
    """Whether any of its orders still waits for it."""
    return any(order.state == "paying" for order in await by_ids(list(payment.orders)))


async def _told(payment: Payment, *, over: bool) -> Update:
    """What the provider says. It may not know a payment whose opening was cut short: that one can only be closed."""
    side = provider(payment.provider)
    try:
        return await (side.close(payment.number) if over else side.ask(payment.number))
    except Unknown:
        return Update(payment.number, "closed" if over else "opened", payment.fen)


async def _put_off(payment: Payment, *, over: bool) -> None:
    """Later; once more right when its time is over."""
    now = now_ms()
    at = now + min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** min(payment.asks, LONG_WAIT_ASKS))
    await _again(payment, at if over else min(at, max(payment.expires_at, now + 1)))


async def _again(payment: Payment, ask_at: int | None) -> None:
    batch, values = Batch(), {"ask_at": ask_at, "locked_until": None}
    batch.update("payments", {"id": payment.id, "state": "opened"}, values, expect=None)
    await db.commit(batch)
