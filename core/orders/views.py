"""How an order looks to the person who pays it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from core import db
from core.house import department_name
from core.json import Json, JsonObject, decode
from core.orders.order import plain_reason
from core.time import rfc3339


@dataclass(frozen=True)
class OrderView:
    """`fen` is integer fen, `due_on` ISO text, moments RFC 3339. `payee` is the department's slug."""

    id: str
    number: str
    case: str
    payee: str
    payee_name: str
    name: str
    kind: str
    fen: int
    lines: tuple[JsonObject, ...]
    basis: tuple[str, ...]
    state: str
    due_on: str | None
    paid_at: str | None
    refunds: tuple[JsonObject, ...]


_ORDERS = """SELECT o.id, o.number, o.case_id, o.payee, o.kind, o.name, o.fen, o.lines, o.basis, o.state, o.due_on,
o.paid_at FROM orders o WHERE {which} ORDER BY o.id"""
_REFUNDS = """SELECT r.order_id, r.fen, r.state, r.because, r.asked_at, r.done_at
FROM refunds r JOIN orders o ON o.id = r.order_id WHERE {which} ORDER BY r.id"""


async def of_application(application_id: str) -> tuple[OrderView, ...]:
    """Every order of one application, the oldest first."""
    return await _views("o.application_id = $1", application_id)


async def of_one_case(case_id: str) -> tuple[OrderView, ...]:
    """Every order of one case, the oldest first."""
    return await _views("o.case_id = $1", case_id)


async def of_payment(payment_id: str) -> tuple[OrderView, ...]:
    """The orders that one payment pays, the oldest first."""
    return await _views("o.id IN (SELECT po.order_id FROM payment_orders po WHERE po.payment_id = $1)", payment_id)


async def _views(which: str, key: str) -> tuple[OrderView, ...]:
    found = await db.rows(_ORDERS.format(which=which), key)
    if not found:
        return ()
    refunds: dict[str, list[JsonObject]] = {}
    for row in await db.rows(_REFUNDS.format(which=which), key):
        told: dict[str, Json] = {"fen": row["fen"], "state": row["state"], "because": plain_reason(row["because"])}
        refunds.setdefault(row["order_id"], []).append({**told, "at": rfc3339(row["done_at"] or row["asked_at"])})
    return tuple(_view(row, refunds) for row in found)


def _view(row: db.Row, refunds: Mapping[str, list[JsonObject]]) -> OrderView:
    return OrderView(
        id=row["id"],
        number=row["number"],
        case=row["case_id"],
        payee=row["payee"],
        payee_name=department_name(row["payee"]),
        name=row["name"],
        kind=row["kind"],
        fen=row["fen"],
        lines=tuple(cast(list[JsonObject], decode(row["lines"]))),
        basis=tuple(cast(list[str], decode(row["basis"]))),
        state=row["state"],
        due_on=row["due_on"],
        paid_at=rfc3339(row["paid_at"]) if row["paid_at"] else None,
        refunds=tuple(refunds.get(row["id"], ())),
    )
