"""An order: what it is planned from, the one table of its edges, and that nothing goes another way."""

from dataclasses import dataclass, replace
from itertools import product

import pytest

from core.json import decode
from core.orders import EDGES, STATES, Order, plan
from core.orders.edges import BY_MOVE
from core.orders.order import Others
from core.refusals import Conflict
from core.scenes.elements import Code, Fee, Jurisdiction, Limit
from core.scenes.item import Item
from core.scenes.judgement import FeePart

AT = 1_795_000_000_000
NONE, PENDING = Others(0, False), Others(0, True)


@dataclass
class Sheet:
    id: str = "a" * 26
    citizen_id: str = "b" * 26


@dataclass(frozen=True)
class Case:
    id: str = "c" * 26
    department: str = "donghu-public-security"


ITEM = Item(
    "id-card",
    Code("990100101001", "T"),
    "居民身份证换领",
    "public-service",
    Jurisdiction("public-security"),
    Limit(20, 60),
    fee=Fee("non_tax", "居民身份证工本费", "收费依据", refund="by_finance"),
)


def planned(*fen: int, pay_by: str | None = "2026-11-30"):
    lines = [FeePart(f"line-{n}", ITEM.slug, f"第 {n} 项", one) for n, one in enumerate(fen)]
    return plan(Sheet(), Case(), ITEM, lines, ("依据一", "依据二"), at=AT, pay_by=pay_by)


def an_order(state: str = "due", paid: int = 0, back: int = 0) -> Order:
    order = Order("o" * 26, "a", "c", "b", "P1", "d", "费", "automatic", 2000, paid, back, state, 1, None, None)
    return replace(order, was=order.columns())


def test_an_order_says_who_asks_for_what_on_which_ground() -> None:
    row = planned(2000, 500)
    assert (row["fen"], row["state"], row["due_on"], row["payee"]) == (2500, "due", "2026-11-30", Case().department)
    assert (row["refund_rule"], row["kind"], row["name"]) == ("by_finance", "non_tax", "居民身份证工本费")
    assert decode(str(row["basis"])) == ["依据一", "依据二"]
    assert [line["fen"] for line in decode(str(row["lines"]))] == [2000, 500]
    assert str(row["number"]).startswith("P20261118")
    assert len(str(row["number"])) <= 32


def test_what_waivers_leave_nothing_of_is_waived_not_due() -> None:
    assert planned(2000, -2000)["state"] == "waived"
    assert planned(2000, -500)["state"] == "due"


def test_what_asks_for_nothing_has_no_order() -> None:
    with pytest.raises(ValueError, match="no order"):
        planned()


def test_two_orders_never_share_a_number() -> None:
    assert len({planned(1)["number"] for _ in range(200)}) == 200


def test_every_edge_leads_from_and_to_a_state_of_the_contract() -> None:
    assert {state for edge in EDGES for state in (*edge.start, edge.to or edge.start[0])} <= STATES
    assert set(BY_MOVE.values()) | {"due", "waived"} == STATES


@pytest.mark.parametrize(("move", "state"), sorted(product({edge.move for edge in EDGES}, STATES)))
def test_an_order_goes_along_its_edges_only(move: str, state: str) -> None:
    order = an_order(state)
    if order.may(move):
        assert order.went(move).state == BY_MOVE[move, state]
        return
    with pytest.raises(Conflict) as refused:
        order.went(move)
    assert refused.value.code == "order_not_open"


def test_nothing_leads_out_of_waived_and_nothing_back_to_due_from_money() -> None:
    assert not [move for move, state in BY_MOVE if state == "waived"]
    assert not [
        move for (move, state), to in BY_MOVE.items() if to in ("due", "paying") and state not in ("due", "paying")
    ]


@pytest.mark.parametrize("state", ["due", "paying", "closed"])
def test_money_that_has_come_is_counted_whatever_we_thought(state: str) -> None:
    paid = an_order(state).paid(2000, AT)
    assert (paid.state, paid.paid_fen, paid.paid_at) == ("paid", 2000, AT)


@pytest.mark.parametrize("state", ["paid", "refunding", "refunded", "partly_refunded"])
def test_a_second_money_is_counted_and_changes_no_state(state: str) -> None:
    again = an_order(state, 2000).paid(2000, AT)
    assert (again.state, again.paid_fen) == (state, 4000)
    back = again.given_back(2000, "paid_twice", NONE)
    assert (back.state, back.refunded_fen) == (state, 2000)


@pytest.mark.parametrize(
    ("fen", "others", "state"),
    [
        (2000, NONE, "refunded"),
        (500, NONE, "partly_refunded"),
        (500, Others(1500, False), "refunded"),
        (500, PENDING, "refunding"),
    ],
)
def test_a_fee_that_goes_back_in_part_or_whole(fen: int, others: Others, state: str) -> None:
    asked = an_order("paid", 2000).went("ask_back")
    assert asked.given_back(fen, "denied", others).state == state


def test_surplus_that_still_waits_does_not_make_a_fee_partly_given_back() -> None:
    twice = an_order("paid", 4000).went("ask_back")
    assert twice.given_back(2000, "denied", NONE).state == "refunded"


def test_a_refund_that_came_to_nothing_keeps_the_fee() -> None:
    asked = an_order("paid", 2000).went("ask_back")
    assert asked.kept("denied", NONE).state == "paid"
    assert asked.kept("denied", Others(500, False)).state == "partly_refunded"
    assert asked.kept("denied", PENDING).state == "refunding"
    assert an_order("paid", 4000).kept("paid_twice", NONE).state == "paid"
