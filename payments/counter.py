"""Money taken at a window, cash or card: the same books, told by a person instead of a provider."""

from typing import Literal, get_args

from core import applications, db, outbox
from core.db import Batch
from core.db.batch import Value
from core.ids import new_id
from core.orders import Order, by_ids, hold, new_number
from core.refusals import Conflict, Defect, Invalid, NotFound
from core.time import business_ms, now_ms, on_date
from payments import ledger
from payments.paying import close_first, put_orders
from payments.payment import Payment, by_id, opened_for
from payments.settling import CASHIER
from payments.tills import COUNTER

How = Literal["cash", "pos"]
LONGEST_RECEIPT = 40
LONGEST_PAYEE = 39  # with the receipt it fits `transaction_id`, which is unique: a receipt is used once a payee


async def counter_payment(staff_id: str, order_id: str, how: How, receipt: str) -> Payment:
    """One order paid at a window. `receipt` is the number of the paper given out; it is used once. Whether this person
    may take money for this department is asked before.

    Raises: NotFound `order_unknown`; Conflict `order_not_due`, `receipt_used`, or why the case does not go on; Invalid;
    Unavailable while an open online payment of it cannot be closed.
    """
    told = receipt.strip()
    if how not in get_args(How):
        raise Invalid([Defect("how", "not_one_of", {"expected": "、".join(get_args(How))})])
    if not 1 <= len(told) <= LONGEST_RECEIPT:
        raise Invalid([Defect("receipt", "receipt_needed", {"limit": LONGEST_RECEIPT})])
    if not await by_ids([order_id]):
        raise NotFound("order_unknown")
    for payment in await opened_for([order_id]):
        await close_first(payment)
    try:
        return await by_id(await db.tx(lambda: _taken(staff_id, order_id, how, told)))
    except db.Taken:
        raise Conflict("receipt_used") from None


async def _taken(staff_id: str, order_id: str, how: How, receipt: str) -> str:
    (order,) = await hold([order_id])
    if order.state != "due":
        raise Conflict("order_not_due", order=order.id, state=order.state)
    at, payment_id, batch = business_ms(), new_id(), Batch()
    batch.insert("payments", _row(payment_id, order, how, f"{order.payee[:LONGEST_PAYEE]}:{receipt}"))
    put_orders(batch, payment_id, [order])
    order.paid(order.fen, at).into(batch)
    lines = ledger.taken(COUNTER, order.payee, {order.id: order.fen})
    ledger.post(batch, f"paid:{payment_id}", lines, at, payment_id=payment_id)
    await db.commit(batch)
    note = {"counter": how, "receipt": receipt, "taken_by": staff_id}
    await applications.move(order.case_id, "paid", CASHIER, note=note)
    db.after_commit(lambda: outbox.news(order.application_id))
    return payment_id


def _row(payment_id: str, order: Order, how: How, transaction_id: str) -> dict[str, Value]:
    now = now_ms()
    return {
        "id": payment_id,
        "number": new_number(on_date(now), "Z"),
        "provider": COUNTER,
        "till": how,
        "citizen_id": order.citizen_id,
        "payee": order.payee,
        "fen": order.fen,
        "state": "paid",
        "transaction_id": transaction_id,
        "version": 1,
        "asks": 0,
        "expires_at": now,
        "opened_at": now,
        "paid_at": now,
    }
