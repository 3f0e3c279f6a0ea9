"""A refund in memory and as a row: one attempt to give money back, under one number however often it is tried."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from core import db
from core.db import Batch
from core.db.batch import Value
from core.ids import new_id
from core.orders import SURPLUS, Order, Others, new_number
from core.refusals import Conflict, NotFound
from core.time import now_ms, on_date
from payments.payment import Payment

AUTOMATIC, BY_FINANCE = "automatic", "by_finance"
REFUSED = "refused_by_finance"  # the `error` of a refund that finance said no to: that word is the last one
# Of a row `r`: its money has gone, is on its way, or may still be sent: what a provider refused may be tried again.
SPOKEN_FOR = f"(r.state <> 'failed' OR r.error IS NULL OR r.error <> '{REFUSED}')"
# asked: finance looks first. accepted: it is to be sent, or under way. A later "done" wins over "failed".
EDGES: Mapping[tuple[str, str], str] = {
    ("asked", "approve"): "accepted",
    ("asked", "refuse"): "failed",
    ("failed", "approve"): "accepted",
    ("failed", "refuse"): "failed",
    ("accepted", "done"): "done",
    ("accepted", "failed"): "failed",
    ("failed", "done"): "done",
}


def again(because: str, nth: int) -> str:
    """Why money goes back when the same was asked before: of one payment each reason is written once."""
    return f"{because}.{nth}"


@dataclass(frozen=True)
class Refund:
    """`fen` is integer fen. `rule`: automatic or by_finance; `state`: asked, accepted, done or failed, see EDGES."""

    id: str
    number: str
    payment_id: str
    order_id: str
    case_id: str
    payee: str
    provider: str
    fen: int
    because: str
    rule: str
    state: str
    error: str | None
    asked_by: str
    attempts: int
    version: int

    def may(self, move: str) -> bool:
        return (self.state, move) in EDGES

    def into(self, batch: Batch, move: str, changes: Mapping[str, Value]) -> None:
        """Raises: Conflict `refund_not_open`; Stale at commit."""
        to = EDGES.get((self.state, move))
        if to is None or (self.error == REFUSED and move in ("approve", "refuse")):
            raise Conflict("refund_not_open", state=self.state)
        guard: dict[str, Value] = {"id": self.id, "version": self.version}
        batch.update("refunds", guard, {"state": to, **changes, "version": self.version + 1})


_COLUMNS = tuple(one.name for one in fields(Refund))
COLUMNS = ", ".join(f"r.{name}" for name in _COLUMNS)


@dataclass(frozen=True)
class Why:
    """Why money goes back, by which rule, and who asked: `rule` for the house itself, else a person's id."""

    because: str
    rule: str
    asked_by: str = "rule"


def plan(batch: Batch, payment: Payment, order: Order, fen: int, why: Why, *, at: int) -> Order:
    """One refund of one order's money, to be sent at once or after finance has looked; the order as it then is."""
    waits = why.rule == BY_FINANCE
    row: dict[str, Value] = {
        "id": new_id(),
        "number": new_number(on_date(at), "R"),
        "payment_id": payment.id,
        "order_id": order.id,
        "case_id": order.case_id,
        "citizen_id": order.citizen_id,
        "payee": order.payee,
        "provider": payment.provider,
        "fen": fen,
        "because": why.because,
        "rule": why.rule,
        "state": "asked" if waits else "accepted",
        "asked_by": why.asked_by[:40],
        "version": 1,
        "attempts": 0,
        "available_at": now_ms(),
        "asked_at": at,
    }
    batch.insert("refunds", row)
    return order if why.because in SURPLUS or order.state == "refunding" else order.went("ask_back")


async def by_id(refund_id: str) -> Refund:
    """Raises: NotFound `refund_unknown`."""
    return await _one("r.id = $1", refund_id)


async def by_number(provider: str, number: str) -> Refund:
    """Raises: NotFound `refund_unknown`."""
    return await _one("r.provider = $1 AND r.number = $2", provider, number)


async def _one(where: str, *params: Value) -> Refund:
    row = await db.row(f"SELECT {COLUMNS} FROM refunds r WHERE {where}", *params)
    if row is None:
        raise NotFound("refund_unknown")
    return Refund(**{name: row[name] for name in _COLUMNS})


async def left(refund: Refund) -> int:
    """Fen of the payment's part for this order that no other refund speaks for: more than that cannot go back."""
    row = await db.row(
        "SELECT (SELECT fen FROM payment_orders WHERE order_id = $1 AND payment_id = $2)"
        " - coalesce((SELECT sum(r.fen) FROM refunds r"
        f" WHERE r.order_id = $1 AND r.payment_id = $2 AND r.id <> $3 AND {SPOKEN_FOR}), 0) AS fen",
        refund.order_id,
        refund.payment_id,
        refund.id,
    )
    return int(row["fen"]) if row else 0


async def others(refund: Refund) -> Others:
    """The other refunds of the same order's fee."""
    marks = ", ".join(f"${n}" for n in range(3, 3 + len(SURPLUS)))
    row = await db.row(
        "SELECT coalesce(sum(CASE WHEN state = 'done' THEN fen ELSE 0 END), 0) AS back_fen,"
        " coalesce(sum(CASE WHEN state IN ('asked', 'accepted') THEN 1 ELSE 0 END), 0) AS under_way"
        f" FROM refunds WHERE order_id = $1 AND id <> $2 AND because NOT IN ({marks})",
        refund.order_id,
        refund.id,
        *sorted(SURPLUS),
    )
    return Others(int(row["back_fen"]), bool(row["under_way"])) if row else Others(0, False)
