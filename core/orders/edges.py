"""The one table of edges of an order: asked for, at a till, paid, given back. Nothing else changes its state."""

from collections.abc import Mapping
from dataclasses import dataclass

STATES = frozenset({"due", "paying", "paid", "closed", "refunding", "refunded", "partly_refunded", "waived"})
UNPAID = ("due", "paying")
HOLDS_MONEY = ("paid", "refunding", "refunded", "partly_refunded")


@dataclass(frozen=True)
class Edge:
    """One way an order may go. `to` empty: it stays what it is."""

    move: str
    start: tuple[str, ...]
    to: str


EDGES: tuple[Edge, ...] = (
    Edge("open_till", ("due",), "paying"),
    Edge("leave_till", ("paying",), "due"),
    Edge("close", UNPAID, "closed"),
    Edge("pay", (*UNPAID, "closed"), "paid"),  # a later "paid" wins over our "closed"; then it is given back
    Edge("pay_again", HOLDS_MONEY, ""),  # the second money of one order is surplus: it never was the fee
    Edge("ask_back", ("paid", "partly_refunded"), "refunding"),
    Edge("give_back", ("refunding",), "refunded"),
    Edge("give_back_part", ("refunding",), "partly_refunded"),
    Edge("keep", ("refunding",), "paid"),  # finance said no, or the provider did
    Edge("keep_rest", ("refunding",), "partly_refunded"),
    Edge("give_back_surplus", HOLDS_MONEY, ""),
)


def _by_move() -> Mapping[tuple[str, str], str]:
    return {(edge.move, state): edge.to or state for edge in EDGES for state in edge.start}


BY_MOVE = _by_move()
