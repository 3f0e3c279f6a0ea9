"""When a case ends without approval its fee goes back: at once where the item says so, else once finance has looked."""

from core import db, outbox
from core.db import Batch
from core.orders import Order, by_ids, hold, of_case
from core.refusals import Conflict, Defect, Invalid, NotFound
from core.time import business_ms, now_ms
from payments import payment, refunds
from payments.refunds import AUTOMATIC, BY_FINANCE, Why
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

_KEPT = """
SELECT p.id AS payment_id, po.fen - coalesce((SELECT sum(r.fen) FROM refunds r
    WHERE r.order_id = po.order_id AND r.payment_id = po.payment_id AND {spoken_for}), 0) AS fen,
  (SELECT count(*) FROM refunds r WHERE r.order_id = po.order_id AND r.payment_id = po.payment_id) AS refunds
FROM payment_orders po JOIN payments p ON p.id = po.payment_id
WHERE po.order_id = $1 AND p.state = 'paid'
  AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = po.order_id AND r.payment_id = p.id AND r.because LIKE $2
    AND ($3 OR (r.state <> 'done' AND {spoken_for})))
ORDER BY p.id
"""  # the same end of a case asks once, whatever came of it; a person may ask again when nothing of theirs is open
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
    once = why.because != BY_STAFF
    like = why.because if once else f"{BY_STAFF}%"
    for row in await db.rows(_KEPT.format(spoken_for=refunds.SPOKEN_FOR), order.id, like, once):
        fen = min(left, int(row["fen"]))
        if fen <= 0:
            continue
        paid = await payment.by_id(row["payment_id"])
        rule = BY_FINANCE if paid.provider == COUNTER else why.rule  # nobody gives cash back by himself
        because = refunds.again(why.because, int(row["refunds"]) + 1) if not once and row["refunds"] else why.because
        moved = refunds.plan(batch, paid, moved, fen, Why(because, rule, why.asked_by), at=business_ms())
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
