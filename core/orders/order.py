"""An order in memory. Immutable; each step along an edge makes a new one, written behind a guard on its version."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from core import db
from core.db.batch import Batch, Value
from core.orders.edges import BY_MOVE
from core.refusals import Conflict

SURPLUS = frozenset({"paid_twice"})  # why money goes back that never was the fee: the order stays what it is


def plain_reason(because: str) -> str:
    """Why money goes back, without the count that tells one asking from the next (`asked_by_staff.2`)."""
    return because.partition(".")[0]


@dataclass(frozen=True)
class Others:
    """The other refunds of an order's fee, surplus left out: what has gone back in fen, and is one under way."""

    back_fen: int
    under_way: bool


@dataclass(frozen=True)
class Order:
    """Amounts are fen, times milliseconds UTC. `paid_fen` and `refunded_fen` count settled money only."""

    id: str
    application_id: str
    case_id: str
    citizen_id: str
    number: str
    payee: str
    name: str
    refund_rule: str
    fen: int
    paid_fen: int
    refunded_fen: int
    state: str
    version: int
    due_on: str | None
    paid_at: int | None
    was: Mapping[str, Value] = field(default_factory=dict, compare=False, repr=False)

    def went(self, move: str) -> "Order":
        """Raises: Conflict `order_not_open` with its state."""
        to = BY_MOVE.get((move, self.state))
        if to is None:
            raise Conflict("order_not_open", order=self.id, state=self.state)
        return replace(self, state=to)

    def may(self, move: str) -> bool:
        return (move, self.state) in BY_MOVE

    def paid(self, fen: int, at: int) -> "Order":
        """Money for it has settled: its fee, or surplus where the fee was there already."""
        if self.may("pay"):
            return replace(self.went("pay"), paid_fen=self.paid_fen + fen, paid_at=at)
        return replace(self.went("pay_again"), paid_fen=self.paid_fen + fen)

    def given_back(self, fen: int, because: str, others: "Others") -> "Order":
        """Money of it has gone back."""
        if because in SURPLUS:
            return replace(self.went("give_back_surplus"), refunded_fen=self.refunded_fen + fen)
        asked = self.went("ask_back") if self.may("ask_back") else self  # done after it was said to have failed
        after = replace(asked, refunded_fen=self.refunded_fen + fen)
        if others.under_way:
            return after
        return after.went("give_back_part" if others.back_fen + fen < self.fen else "give_back")

    def kept(self, because: str, others: "Others") -> "Order":
        """A refund of it came to nothing."""
        if because in SURPLUS or others.under_way or not self.may("keep"):
            return self
        return self.went("keep_rest" if others.back_fen else "keep")

    def into(self, batch: Batch) -> "Order":
        """Its change, if any, behind its guard; gives the order as it will then be. Raises, at commit: Stale."""
        changed: dict[str, Value] = {name: value for name, value in self.columns().items() if value != self.was[name]}
        if not changed:
            return self
        guard: dict[str, Value] = {"id": self.id, "version": self.version}
        batch.update("orders", guard, {**changed, "version": self.version + 1})
        return replace(self, version=self.version + 1, was=self.columns())

    def columns(self) -> dict[str, Value]:
        """What a step may change, as the table has it."""
        return {
            "state": self.state,
            "paid_fen": self.paid_fen,
            "refunded_fen": self.refunded_fen,
            "paid_at": self.paid_at,
        }


_COLUMNS = tuple(one.name for one in fields(Order) if one.name != "was")
COLUMNS = ", ".join(f"o.{name}" for name in _COLUMNS)


def order_of(row: db.Row) -> Order:
    """From the table, read with COLUMNS."""
    order = Order(**{name: row[name] for name in _COLUMNS})
    return replace(order, was=order.columns())


async def by_ids(ids: list[str]) -> list[Order]:
    """Those there are, by id. One read."""
    if not ids:
        return []
    marks = ", ".join(f"${n}" for n in range(1, len(ids) + 1))
    found = await db.rows(f"SELECT {COLUMNS} FROM orders o WHERE o.id IN ({marks}) ORDER BY o.id", *ids)
    return [order_of(row) for row in found]


async def of_case(case_id: str) -> list[Order]:
    found = await db.rows(f"SELECT {COLUMNS} FROM orders o WHERE o.case_id = $1 ORDER BY o.id", case_id)
    return [order_of(row) for row in found]
