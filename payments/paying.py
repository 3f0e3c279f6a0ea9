"""A citizen goes to a till: one payment over several orders of one payee, opened at a provider once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from core import db, faults
from core.citizens import Caller
from core.db import Batch
from core.db.batch import Value
from core.house import department_name
from core.ids import new_id
from core.json import JsonObject
from core.orders import UNPAID, Order, by_ids, hold, new_number
from core.refusals import Conflict, Defect, Invalid, NotFound, Unavailable
from core.time import now_ms, on_date, today
from payments.payment import Payment, by_id, opened_for, sealed_client
from payments.providers import Provider, Refused, Till, ToPay, Unknown, Update
from payments.settling import settle
from payments.tills import provider as provider_named
from payments.tills import tills

TRIES = 4
MOST_ORDERS = 20
SOON_OVER_MS = 120_000  # a payment that ends this soon is not handed out again
FIRST_ASK_MS = 10_000  # callbacks usually come first
LONGEST_SUBJECT = 60  # characters that tills show


@dataclass(frozen=True)
class Started:
    """`client` is what the till needs: `{url}`, or what a mini-program hands to its platform."""

    payment: str
    client: JsonObject


async def pay(
    caller: Caller, order_ids: Sequence[str], provider_name: str, till: Till, *, return_to: str = ""
) -> Started:
    """Open a payment, or hand out again the one that is open for just these orders. `return_to` is a path of ours;
    `{payment}` in it becomes the payment's id.

    Raises: NotFound `order_unknown`; Conflict `order_not_due`, `different_payees`, `payment_refused`; Invalid;
    Unavailable (the same call again goes on with the same payment).
    """
    provider, ids = _provider(provider_name, till), sorted(set(order_ids))
    _check(ids, return_to)
    stale: db.Stale | None = None
    for _ in range(TRIES):
        orders = await _payable(caller, ids)
        opened = await opened_for(ids)
        if len(opened) == 1 and _fits(opened[0], ids, provider_name, till):
            return await _started(provider, opened[0], orders, return_to)
        for payment in opened:
            await close_first(payment)
        if opened:
            continue  # what closing found out may have changed everything
        try:
            payment_id = await db.tx(lambda: _opened(caller, ids, provider_name, till))
        except db.Stale as met:  # another device of theirs was quicker
            stale = met
            continue
        return await _started(provider, await by_id(payment_id), orders, return_to)
    raise stale or Unavailable("payment_busy")


def _provider(name: str, till: Till) -> Provider:
    try:
        provider = provider_named(name)
    except NotFound:
        raise Invalid([Defect("provider", "provider_unknown")]) from None
    if till not in provider.tills:
        raise Invalid([Defect("till", "not_one_of", {"expected": "、".join(sorted(provider.tills))})])
    return provider


def _check(ids: list[str], return_to: str) -> None:
    if not ids:
        raise Invalid([Defect("orders", "required")])
    if len(ids) > MOST_ORDERS:
        raise Invalid([Defect("orders", "too_many", {"limit": MOST_ORDERS})])
    if return_to and (not return_to.startswith("/") or return_to.startswith(("//", "/\\"))):
        raise ValueError("return_to is a path of ours")


async def _payable(caller: Caller, ids: list[str]) -> list[Order]:
    orders = await by_ids(ids)
    if len(orders) != len(ids) or any(order.citizen_id != caller.citizen_id for order in orders):
        raise NotFound("order_unknown")
    for order in orders:
        if order.state not in UNPAID or (order.due_on is not None and order.due_on < today().isoformat()):
            raise Conflict("order_not_due", order=order.id, state=order.state)
    if len({order.payee for order in orders}) > 1:
        raise Conflict("different_payees")
    return orders


def _fits(payment: Payment, ids: list[str], provider_name: str, till: Till) -> bool:
    same = (sorted(payment.orders), payment.provider, payment.till) == (ids, provider_name, till)
    return same and payment.expires_at - now_ms() > SOON_OVER_MS


async def close_first(payment: Payment) -> None:
    """Nobody may pay it any more before something else is opened for its orders.

    Raises: Unavailable while the provider does not say so; what settle raises.
    """
    try:
        provider = provider_named(payment.provider)
    except NotFound:
        raise Unavailable("provider_gone") from None
    try:
        update = await provider.close(payment.number)
    except Unknown:
        update = Update(payment.number, "closed", payment.fen)
    if update.state == "opened":
        raise Unavailable("payment_busy")
    await settle(payment.provider, update)


async def _opened(caller: Caller, ids: list[str], provider_name: str, till: Till) -> str:
    """Its rows, while nobody else opens one for these orders. Raises: db.Stale when somebody has."""
    orders = await hold(ids)
    if not all(order.may("open_till") for order in orders):
        raise db.Stale
    now, payment_id, batch = now_ms(), new_id(), Batch()
    row: dict[str, Value] = {
        "id": payment_id,
        "number": new_number(on_date(now), "Z"),
        "provider": provider_name,
        "till": till,
        "citizen_id": caller.citizen_id,
        "payee": orders[0].payee,
        "fen": sum(order.fen for order in orders),
        "state": "opened",
        "version": 1,
        "asks": 0,
        "ask_at": now + FIRST_ASK_MS,
        "expires_at": now + tills().policy.open_ms,
        "opened_at": now,
    }
    batch.insert("payments", row)
    put_orders(batch, payment_id, orders)
    for order in orders:
        order.went("open_till").into(batch)
    await db.commit(batch)
    return payment_id


def put_orders(batch: Batch, payment_id: str, orders: Sequence[Order]) -> None:
    """How much of it pays which order."""
    for order in orders:
        row: dict[str, Value] = {"id": new_id(), "payment_id": payment_id, "order_id": order.id, "fen": order.fen}
        batch.insert("payment_orders", row)


async def _started(provider: Provider, payment: Payment, orders: Sequence[Order], return_to: str) -> Started:
    """What the till needs: remembered, or asked of the provider under the same number as before."""
    known = payment.client_params()
    if known is not None:
        return Started(payment.id, known)
    subject = "、".join(dict.fromkeys(order.name for order in orders))[:LONGEST_SUBJECT]
    back = return_to.replace("{payment}", payment.id)
    to_pay = ToPay(
        payment.number, payment.id, payment.fen, department_name(payment.payee), subject, back, payment.expires_at
    )
    faults.point("payment_opened")
    try:
        client = await provider.start(to_pay, cast(Till, payment.till))
    except Refused as refused:
        await close_first(payment)  # the next call opens another one
        raise Conflict("payment_refused", reason=refused.code) from None
    faults.point("payment_started")
    batch = Batch()
    batch.update("payments", {"id": payment.id, "state": "opened"}, {"client": sealed_client(client)}, expect=None)
    await db.commit(batch)
    return Started(payment.id, client)
