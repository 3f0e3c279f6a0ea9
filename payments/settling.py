"""Where a provider is believed, once: what it says of a payment becomes money in the books, and the case goes on."""

from core import applications, db, faults, outbox
from core.applications import By
from core.applications.writing import insisting
from core.db import Batch
from core.orders import UNPAID, Order, hold
from core.refusals import Conflict
from core.time import business_ms, now_ms
from payments import differences, ledger, refunds
from payments.payment import Payment, by_number, opened_for
from payments.providers import Update
from payments.refunds import AUTOMATIC, Why

CASHIER = By("cashier")


async def settle(provider: str, update: Update) -> Payment:
    """Record what `provider` says of a payment. Callbacks repeat, come late and out of order; a later "paid" wins over
    our "closed". Money for a case that no longer needs it, and the second money of one order, go back at once.

    Raises: NotFound `payment_unknown`; Conflict `amount_differs` (fen), `transaction_differs`: both also open a
    difference for a supervisor, and book nothing.
    """
    wrong = await insisting(lambda: db.tx(lambda: _booked(provider, update)))
    if wrong is not None:
        raise wrong
    return await by_number(provider, update.number)


async def _booked(provider: str, update: Update) -> Conflict | None:
    """What is wrong is given back, not raised: the difference must become durable."""
    orders = await hold(list((await by_number(provider, update.number)).orders))
    payment = await by_number(provider, update.number)  # as it is, now that nobody else books for these orders
    if update.state == "paid" and (wrong := await _differs(payment, update)) is not None:
        return wrong
    if not payment.may(update.state):
        return None
    if update.state == "paid":
        await _paid(payment, orders, update)
    else:
        await _left(payment, orders, update)
    for application_id in sorted({order.application_id for order in orders}):
        _after(application_id)
    return None


def _after(application_id: str) -> None:
    db.after_commit(lambda: outbox.news(application_id))


async def _differs(payment: Payment, update: Update) -> Conflict | None:
    """What does not fit, noted for a supervisor."""
    twice = payment.state == "paid" and update.transaction_id != payment.transaction_id
    if update.fen != payment.fen:
        wrong = differences.amount_differs(payment.fen, update.fen)
    elif twice or await _used_elsewhere(payment, update):
        wrong = differences.transaction_differs()
    else:
        return None
    batch = Batch()
    differences.note(batch, wrong.code, payment, update.fen, payment.id)
    await db.commit(batch)
    return wrong


async def _used_elsewhere(payment: Payment, update: Update) -> bool:
    """One transaction pays one payment."""
    sql = "SELECT id FROM payments WHERE provider = $1 AND transaction_id = $2 AND id <> $3"
    return await db.row(sql, payment.provider, update.transaction_id, payment.id) is not None


async def _paid(payment: Payment, orders: list[Order], update: Update) -> None:
    """The money first, then the case: what the case no longer takes goes back."""
    batch, at = Batch(), business_ms()
    payment.into(batch, "paid", {"transaction_id": update.transaction_id, "paid_at": now_ms()})
    booked = [(order.state, order.paid(payment.orders[order.id], at).into(batch)) for order in orders]
    ledger.post(
        batch,
        f"paid:{payment.id}",
        ledger.taken(payment.provider, payment.payee, payment.orders),
        at,
        payment_id=payment.id,
    )
    await db.commit(batch)
    faults.point("payment_booked")
    for was, order in booked:
        because = await _unwanted(was, order)
        if because:
            await _give_back(payment, order, because, at)
    faults.point("payment_settled")


async def _unwanted(was: str, order: Order) -> str:
    """Why this money goes back at once; empty when the case takes it and goes on."""
    if was not in UNPAID:
        return "order_closed" if was == "closed" else "paid_twice"
    try:
        await applications.move(order.case_id, "paid", CASHIER)
    except db.Stale:
        raise
    except Conflict:  # it ended while the money was on its way
        return "order_closed"
    return ""


async def _give_back(payment: Payment, order: Order, because: str, at: int) -> None:
    """It never was a fee, so no rule about fees holds it back."""
    batch = Batch()
    refunds.plan(batch, payment, order, payment.orders[order.id], Why(because, AUTOMATIC), at=at).into(batch)
    await db.commit(batch)


async def _left(payment: Payment, orders: list[Order], update: Update) -> None:
    """Closed or failed: its orders can be paid otherwise, unless they are at another till already."""
    batch = Batch()
    payment.into(batch, update.state, {"closed_at": now_ms()})
    for order in orders:
        others = [one for one in await opened_for([order.id]) if one.id != payment.id]
        if not others and order.may("leave_till"):
            order.went("leave_till").into(batch)
    await db.commit(batch)
