"""A payment in memory: one attempt to pay one or several orders. One table of edges; each step behind a guard."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from core import db
from core.crypto import open_bytes, seal
from core.db import Batch
from core.db.batch import Value
from core.json import Json, JsonObject, decode, encode
from core.refusals import NotFound

CLIENT = "payments.client"
# From what the books say, by what the provider says, to what the books say next. What is not here changes nothing:
# callbacks repeat, come late and out of order. A later "paid" wins over our "closed", never the other way round.
EDGES: Mapping[tuple[str, str], str] = {
    ("opened", "paid"): "paid",
    ("opened", "closed"): "closed",
    ("opened", "failed"): "failed",
    ("closed", "paid"): "paid",
    ("failed", "paid"): "paid",
}


@dataclass(frozen=True)
class Payment:
    """`fen` is integer fen, times are milliseconds UTC (real time). `orders`: fen by order id."""

    id: str
    number: str
    provider: str
    till: str
    citizen_id: str | None
    payee: str
    fen: int
    state: str
    transaction_id: str | None
    version: int
    asks: int
    expires_at: int
    orders: Mapping[str, int]
    client: bytes | None = None

    def may(self, told: str) -> bool:
        return (self.state, told) in EDGES

    def client_params(self) -> JsonObject | None:
        """What the till needs, as the provider gave it; None while it has not."""
        found: Json = decode(open_bytes(self.client, CLIENT)) if self.client else None
        return found if isinstance(found, Mapping) else None

    def into(self, batch: Batch, told: str, changes: Mapping[str, Value]) -> None:
        """The step that `told` comes to, behind its guard. Raises: KeyError when there is none; Stale at commit."""
        to = EDGES[self.state, told]
        guard: dict[str, Value] = {"id": self.id, "version": self.version}
        batch.update("payments", guard, {"state": to, "ask_at": None, **changes, "version": self.version + 1})


_COLUMNS = tuple(one.name for one in fields(Payment) if one.name != "orders")
COLUMNS = ", ".join(f"p.{name}" for name in _COLUMNS)


def sealed_client(params: JsonObject) -> bytes:
    return seal(encode(params), CLIENT)


async def by_number(provider: str, number: str) -> Payment:
    """Raises: NotFound `payment_unknown`."""
    return await _one("p.provider = $1 AND p.number = $2", provider, number)


async def by_id(payment_id: str) -> Payment:
    """Raises: NotFound `payment_unknown`."""
    return await _one("p.id = $1", payment_id)


async def opened_for(order_ids: list[str]) -> list[Payment]:
    """Every payment still open that pays any of these orders, the oldest first."""
    marks = ", ".join(f"${n}" for n in range(1, len(order_ids) + 1))
    which = f"SELECT po.payment_id FROM payment_orders po WHERE po.order_id IN ({marks})"
    return await _those(f"p.state = 'opened' AND p.id IN ({which})", *order_ids)


async def _one(where: str, *params: Value) -> Payment:
    found = await _those(where, *params)
    if not found:
        raise NotFound("payment_unknown")
    return found[0]


async def _those(where: str, *params: Value) -> list[Payment]:
    found = await db.rows(
        f"SELECT {COLUMNS}, po.order_id AS pays, po.fen AS pays_fen FROM payments p"
        f" JOIN payment_orders po ON po.payment_id = p.id WHERE {where} ORDER BY p.id, po.order_id",
        *params,
    )
    pays: dict[str, dict[str, int]] = {}
    for row in found:
        pays.setdefault(row["id"], {})[row["pays"]] = row["pays_fen"]
    rows = {row["id"]: row for row in found}
    return [payment_of(row, pays[payment_id]) for payment_id, row in rows.items()]


def payment_of(row: db.Row, orders: Mapping[str, int]) -> Payment:
    """From the table, read with COLUMNS."""
    return Payment(**{name: row[name] for name in _COLUMNS}, orders=orders)
