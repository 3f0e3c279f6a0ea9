"""What became of a refund, believed once: in the order, in the ledger, and in the history that the person reads."""

from collections.abc import Mapping

from core import db, faults, outbox
from core.applications.loading import load
from core.applications.writing import insisting
from core.db import Batch
from core.db.batch import Value
from core.json import JsonObject
from core.orders import Order, hold, plain_reason
from core.refusals import Conflict
from core.time import business_ms
from payments import differences, ledger, refunds
from payments.providers import RefundUpdate
from payments.refunds import Refund
from payments.settling import CASHIER

LETTER = "refunded"


async def settle_refund(provider: str, update: RefundUpdate) -> Refund:
    """Record what `provider` says of a refund. Callbacks repeat and come late; a later "done" wins over "failed".

    Raises: NotFound `refund_unknown`; Conflict `amount_differs` (fen), which also opens a difference.
    """
    wrong = await insisting(lambda: db.tx(lambda: _booked(provider, update)))
    if wrong is not None:
        raise wrong
    return await refunds.by_number(provider, update.number)


async def _booked(provider: str, update: RefundUpdate) -> Conflict | None:
    await hold([(await refunds.by_number(provider, update.number)).order_id])
    refund = await refunds.by_number(provider, update.number)
    if update.state == "accepted" or not refund.may(update.state):
        return None
    if update.fen != refund.fen:
        batch = Batch()
        differences.note(batch, "amount_differs", refund, update.fen, refund.payment_id)
        await db.commit(batch)
        return differences.amount_differs(refund.fen, update.fen)
    await recorded(refund, update.state, {"vendor_ref": update.vendor_ref, "error": (update.error or "")[:200] or None})
    return None


async def recorded(refund: Refund, state: str, changes: Mapping[str, Value]) -> None:
    """Inside the transaction that holds its order: `state` is done or failed."""
    (order,), batch, at = await hold([refund.order_id]), Batch(), business_ms()
    others = await refunds.others(refund)
    if state == "done":
        refund.into(batch, "done", {**changes, "done_at": at})
        order = order.given_back(refund.fen, refund.because, others)
        lines = ledger.given_back(refund.provider, refund.payee, refund.order_id, refund.fen)
        ledger.post(batch, f"refund:{refund.id}", lines, at, payment_id=refund.payment_id, refund_id=refund.id)
    else:
        refund.into(batch, "failed", changes)
        order = order.kept(refund.because, others)
    order.into(batch)
    await db.commit(batch)
    faults.point("refund_booked")
    if state == "done":
        await _told(order, refund, at)
    db.after_commit(lambda: outbox.news(order.application_id))


async def _told(order: Order, refund: Refund, at: int) -> None:
    """One line of the history, which asks for the letter."""
    application = (await load(order.application_id)).application
    data: JsonObject = {"order_id": order.id, "fen": refund.fen, "because": plain_reason(refund.because)}
    case = application.cases[order.case_id]
    application.record("order_refunded", CASHIER, at, case=case, data=data, letter=LETTER)
    await db.commit(application.batch(at))
