"""Fees and orders in the lines of a page: what for, how much, on what law it rests, by when, and what went back."""

from collections.abc import Iterable, Sequence

from api.h5.shown import Bill
from api.h5.words import Words
from core.applications import ApplicationView, FeeForItem
from core.json import JsonObject
from core.orders import UNPAID, OrderView
from core.scenes import Scene


def money(fen: int, say: Words) -> str:
    """`20.00 元`, from whole fen; below zero for what is let off."""
    sign = "-" if fen < 0 else ""
    return sign + say("money", yuan=f"{abs(fen) // 100:,}", fen=f"{abs(fen) % 100:02}")


def payable(orders: Iterable[OrderView]) -> list[OrderView]:
    return [order for order in orders if order.state in UNPAID]


def total(orders: Iterable[OrderView]) -> int:
    """In fen."""
    return sum(order.fen for order in orders)


def bills(orders: Sequence[OrderView], say: Words) -> list[Bill]:
    """One for each payee, since one payment goes to one payee."""
    payees = dict.fromkeys(order.payee for order in orders)
    return [_together([order for order in orders if order.payee == payee], say) for payee in payees]


def each(orders: Iterable[OrderView], say: Words) -> list[Bill]:
    """One for each order, with where it stands."""
    return [_together([order], say, standing=True) for order in orders]


def _together(orders: Sequence[OrderView], say: Words, *, standing: bool = False) -> Bill:
    said = [line for order in orders for line in (standing_of(order, say) if standing else _by_when(order, say))]
    basis = dict.fromkeys(one for order in orders for one in order.basis)
    return Bill(
        orders[0].payee,
        orders[0].payee_name,
        say("facts.and").join(dict.fromkeys(order.name for order in orders)),
        [(str(line["label"]), _fen(line)) for order in orders for line in order.lines],
        total(orders),
        tuple(basis),
        tuple(dict.fromkeys(said)),
        bool(payable(orders)),
    )


def _fen(told: JsonObject) -> int:
    fen = told["fen"]
    return fen if isinstance(fen, int) else 0


def _by_when(order: OrderView, say: Words) -> list[str]:
    return [say("pay.due", date=say.day(order.due_on))] if order.due_on else []


def standing_of(order: OrderView, say: Words) -> list[str]:
    """Where one order stands, and every refund of it."""
    said = say(f"orders.state.{order.state}")
    if order.state in UNPAID and order.due_on:
        said = say("orders.due", date=say.day(order.due_on))
    if order.state == "paid" and order.paid_at:
        said = say("orders.paid_on", date=say.day(order.paid_at))
    refunds = [
        say(f"orders.refund.{one['state']}", money=money(_fen(one), say), date=say.day(str(one["at"])))
        for one in order.refunds
    ]
    return [said, *refunds]


def refund_rules(view: ApplicationView, scene: Scene, say: Words) -> list[str]:
    """What becomes of the money when the answer is no, as the items have it."""
    items = {case.id: case.item for case in view.cases}
    rules = dict.fromkeys(scene.item(items[order.case]).fee.refund for order in payable(view.orders))
    return [say(f"pay.refund_{rule}") for rule in rules]


def fee_lines(fees: Iterable[FeeForItem], scene: Scene, say: Words) -> list[str]:
    """Before sending: each part, what it rests on, when it is to be paid, and what becomes of it when it is a no."""
    lines = []
    for fee in fees:
        lines += [say("facts.part", label=part.label, money=money(part.fen, say)) for part in fee.lines]
        lines += [say("facts.basis", basis=basis) for basis in fee.basis]
        if fee.fen != 0:
            lines += [say(f"facts.pay_{fee.when}"), say(f"pay.refund_{scene.item(fee.item).fee.refund}")]
    return list(dict.fromkeys(lines))
