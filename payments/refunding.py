"""When a case ends without approval its fee goes back: at once where the item says so, else once finance has looked."""

from collections.abc import Sequence
from dataclasses import dataclass

from core import db, outbox
from core.db import Batch
from core.db.batch import Value
from core.orders import SURPLUS, Order, by_ids, hold, of_case
from core.refusals import Conflict, Defect, Invalid, NotAllowed, NotFound
from core.time import business_ms, now_ms, rfc3339
from payments import payment, refunds
from payments.booking_back import recorded
from payments.refunds import AUTOMATIC, BY_FINANCE, Refund, Why
from payments.tills import COUNTER, tills

# Each end without approval, and what a refund says of it.
ENDS = {
    "case_denied": "denied",
    "case_withdrawn": "withdrawn",
    "case_voided": "voided",
    "case_not_accepted": "not_accepted",
    "case_called_off": "called_off",
    "correction_overdue": "not_corrected",
    "promise_broken": "promise_broken",
    "confirmation_lapsed": "lapsed",
    "payment_overdue": "unpaid",
}
TOPICS = frozenset(ENDS)
CONSUMER = "refunds"
BY_STAFF = "asked_by_staff"
MOST_LISTED = 200

_KEPT = """
SELECT p.id AS payment_id, po.fen - coalesce((SELECT sum(r.fen) FROM refunds r
    WHERE r.order_id = po.order_id AND r.payment_id = po.payment_id AND r.state <> 'failed'), 0) AS fen
FROM payment_orders po JOIN payments p ON p.id = po.payment_id
WHERE po.order_id = $1 AND p.state = 'paid'
  AND NOT EXISTS (SELECT 1 FROM refunds t WHERE t.order_id = po.order_id AND t.payment_id = p.id AND t.because = $2)
ORDER BY p.id
"""
_NO_MORE = """
UPDATE payments SET ask_at = $1 WHERE state = 'opened' AND id IN (
  SELECT po.payment_id FROM payment_orders po JOIN orders o ON o.id = po.order_id WHERE o.case_id = $2)
"""


def register() -> None:
    outbox.register(CONSUMER, TOPICS, give_back)


async def give_back(message: outbox.Message) -> None:
    """The outbox consumer: what this case has paid. Seeing it twice gives nothing back twice."""
    case_id = str(message.data["case_id"])
    event = await db.row("SELECT actor_kind, actor_id FROM events WHERE id = $1", message.event_id)
    asked_by = (event and (event["actor_id"] or event["actor_kind"])) or "rule"

    async def write() -> None:
        orders = await hold([order.id for order in await of_case(case_id)])
        batch = Batch()
        batch.run(_NO_MORE, now_ms(), case_id)
        for order in orders:
            if order.may("ask_back"):
                await _asked_back(batch, order, Why(ENDS[message.topic], _rule(order), asked_by))
        await db.commit(batch)

    await db.tx(write)


def _rule(order: Order) -> str:
    """A large sum is looked at first, whatever the item says."""
    large = order.fen >= tills().policy.big_refund_fen
    return BY_FINANCE if large or order.refund_rule != AUTOMATIC else AUTOMATIC


async def _asked_back(batch: Batch, order: Order, why: Why, at_most: int | None = None) -> int:
    """Refunds of what is kept of this order, `at_most` so much; how much that came to, in fen."""
    left, moved = at_most if at_most is not None else order.paid_fen, order
    for row in await db.rows(_KEPT, order.id, why.because):
        fen = min(left, int(row["fen"]))
        if fen <= 0:
            continue
        paid = await payment.by_id(row["payment_id"])
        rule = BY_FINANCE if paid.provider == COUNTER else why.rule  # nobody gives cash back by himself
        moved = refunds.plan(batch, paid, moved, fen, Why(why.because, rule, why.asked_by), at=business_ms())
        left -= fen
    moved.into(batch)
    return (at_most if at_most is not None else order.paid_fen) - left


async def ask_refund(staff_id: str, order_id: str, fen: int) -> int:
    """Somebody at the desk says that so much of a fee is to go back; another one has to approve. Answers the fen asked.

    Raises: NotFound `order_unknown`; Conflict `order_not_open`, `refund_asked_already`; Invalid.
    """
    if not await by_ids([order_id]):
        raise NotFound("order_unknown")

    async def write() -> int:
        (order,), batch = await hold([order_id]), Batch()
        if not order.may("ask_back"):
            raise Conflict("order_not_open", order=order.id, state=order.state)
        if not 0 < fen <= min(order.fen, order.paid_fen - order.refunded_fen):
            raise Invalid([Defect("fen", "refund_too_large")])
        asked = await _asked_back(batch, order, Why(BY_STAFF, BY_FINANCE, staff_id), fen)
        if asked != fen:
            raise Conflict("refund_asked_already")
        await db.commit(batch)
        return asked

    return await db.tx(write)


@dataclass(frozen=True)
class Waiting:
    """A refund that waits for finance: to be approved (`asked`), or tried again (`failed`, with the vendor's code)."""

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
WHERE r.state = $1 AND r.payee IN ({marks}) ORDER BY r.asked_at, r.id LIMIT {most}
"""


async def to_approve(departments: Sequence[str]) -> tuple[Waiting, ...]:
    """What waits for these departments' finance, asked before failed, the oldest first."""
    if not departments:
        return ()
    marks = ", ".join(f"${n}" for n in range(2, 2 + len(departments)))
    sql, found = _WAITING.format(marks=marks, most=MOST_LISTED), list[db.Row]()
    for state in ("asked", "failed"):
        found += await db.rows(sql, state, *departments)
    return tuple(Waiting(**{**dict(row), "asked_at": rfc3339(row["asked_at"])}) for row in found)


async def approve_refund(staff_id: str, refund_id: str) -> Refund:
    """A second person lets the money go; one that failed is tried again under its number. What was paid at a window is
    given back there with this approval.

    Raises: NotFound `refund_unknown`; NotAllowed `refund_needs_another`; Conflict `refund_not_open`.
    """

    async def write() -> None:
        order, refund = await _held(refund_id)
        if refund.asked_by == staff_id:
            raise NotAllowed("refund_needs_another")
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
    """Finance says no: the fee stays. Raises: NotFound `refund_unknown`; Conflict `refund_not_open`."""

    async def write() -> None:
        order, refund = await _held(refund_id)
        batch = Batch()
        refund.into(batch, "refuse", {"approved_by": staff_id, "error": "refused_by_finance"})
        order.kept(refund.because, await refunds.others(refund)).into(batch)
        await db.commit(batch)
        db.after_commit(lambda: outbox.news(order.application_id))

    await db.tx(write)
    return await refunds.by_id(refund_id)


async def _held(refund_id: str) -> tuple[Order, Refund]:
    """The refund as it is, now that nobody else books for its order."""
    (order,) = await hold([(await refunds.by_id(refund_id)).order_id])
    return order, await refunds.by_id(refund_id)
