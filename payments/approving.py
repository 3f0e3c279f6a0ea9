"""Finance looks: what waits for a second person, and their word. Who asked for a refund does not approve it."""

from collections.abc import Sequence
from dataclasses import dataclass

from core import db, outbox
from core.db import Batch
from core.db.batch import Value
from core.orders import SURPLUS, Order, hold, plain_reason
from core.refusals import Conflict, NotAllowed
from core.time import business_ms, now_ms, rfc3339
from payments import refunds
from payments.booking_back import recorded
from payments.refunds import Refund
from payments.tills import COUNTER

MOST_LISTED = 200


@dataclass(frozen=True)
class Waiting:
    """A refund that waits for finance: to be approved (`asked`), or tried again (`failed`, with the vendor's code).

    `fen` is integer fen, `asked_at` RFC 3339, `asked_by` a person's id or `rule`.
    """

    id: str
    number: str
    order_number: str
    order_name: str
    case_id: str
    case_number: str
    payee: str
    fen: int
    because: str
    asked_by: str
    asked_at: str
    state: str
    error: str | None


_WAITING = """
SELECT r.id, r.number, o.number AS order_number, o.name AS order_name, r.case_id, c.number AS case_number, r.payee,
  r.fen, r.because, r.asked_by, r.asked_at, r.state, r.error
FROM refunds r JOIN orders o ON o.id = r.order_id JOIN cases c ON c.id = r.case_id
WHERE r.state = $1 AND r.payee IN ({marks}) AND {spoken_for} ORDER BY r.asked_at, r.id LIMIT {most}
"""


async def to_approve(departments: Sequence[str]) -> tuple[Waiting, ...]:
    """What waits for these departments' finance, asked before failed, the oldest first."""
    if not departments:
        return ()
    marks = ", ".join(f"${n}" for n in range(2, 2 + len(departments)))
    sql, found = _WAITING.format(marks=marks, most=MOST_LISTED, spoken_for=refunds.SPOKEN_FOR), list[db.Row]()
    for state in ("asked", "failed"):
        found += await db.rows(sql, state, *departments)
    return tuple(
        Waiting(**{**dict(row), "because": plain_reason(row["because"]), "asked_at": rfc3339(row["asked_at"])})
        for row in found
    )


async def approve_refund(staff_id: str, refund_id: str) -> Refund:
    """A second person lets the money go; one that failed is tried again under its number. What was paid at a window is
    given back there with this approval.

    Raises: NotFound `refund_unknown`; NotAllowed `refund_needs_another`; Conflict `refund_not_open`,
    `refund_asked_already` when other refunds speak for this money.
    """

    async def write() -> None:
        order, refund = await _held(refund_id)
        if refund.asked_by == staff_id:
            raise NotAllowed("refund_needs_another")
        if refund.fen > await refunds.left(refund):
            raise Conflict("refund_asked_already")
        batch, now = Batch(), business_ms()
        changes: dict[str, Value] = {"approved_by": staff_id, "approved_at": now, "available_at": now_ms()}
        refund.into(batch, "approve", {**changes, "attempts": 0, "error": None, "locked_until": None})
        if order.may("ask_back") and refund.because not in SURPLUS:
            order = order.went("ask_back")
        order.into(batch)
        await db.commit(batch)
        if refund.provider == COUNTER:
            await recorded(await refunds.by_id(refund_id), "done", {"vendor_ref": None})
        db.after_commit(lambda: outbox.news(order.application_id))

    await db.tx(write)
    return await refunds.by_id(refund_id)


async def refuse_refund(staff_id: str, refund_id: str) -> Refund:
    """Finance says no: the fee stays, and this refund is over; whoever still wants it asks anew.

    Raises: NotFound `refund_unknown`; Conflict `refund_not_open`.
    """

    async def write() -> None:
        order, refund = await _held(refund_id)
        batch = Batch()
        refund.into(batch, "refuse", {"approved_by": staff_id, "error": refunds.REFUSED})
        order.kept(refund.because, await refunds.others(refund)).into(batch)
        await db.commit(batch)
        db.after_commit(lambda: outbox.news(order.application_id))

    await db.tx(write)
    return await refunds.by_id(refund_id)


async def _held(refund_id: str) -> tuple[Order, Refund]:
    """The refund as it is, now that nobody else books for its order."""
    (order,) = await hold([(await refunds.by_id(refund_id)).order_id])
    return order, await refunds.by_id(refund_id)
