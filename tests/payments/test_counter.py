"""Money at a window: the same books, one receipt once, and an online payment that is open is closed first."""

import asyncio

import pytest

from core.refusals import Conflict, Invalid, NotFound, Unavailable
from payments import cashier
from tests.payments.bank import Bank
from tests.payments.world import (
    accounts,
    asked,
    books_are_straight,
    case_state,
    deny,
    opened,
    order_state,
    paid,
    refunds,
    withdraw,
    worked,
)


async def test_cash_at_a_window_pays_the_order(bank: Bank) -> None:
    who = await asked()
    payment = await cashier.counter_payment("clerk-1", who.order, "cash", "0001")
    assert (payment.provider, payment.state, payment.till) == ("counter", "paid", "cash")
    assert (await order_state(who.order), await case_state(who.case)) == ("paid", "in_review")
    assert await accounts() == {"payee:police": -2000, "provider:counter": 2000}
    await books_are_straight()


async def test_an_open_online_payment_is_closed_before_cash_is_taken(bank: Bank) -> None:
    who = await asked()
    _, number = await opened(who)
    bank.down.add("close")
    with pytest.raises(Unavailable):
        await cashier.counter_payment("clerk-1", who.order, "pos", "0001")
    bank.down.clear()
    await cashier.counter_payment("clerk-1", who.order, "pos", "0001")
    assert bank.payments[number].state == "closed"
    await books_are_straight()


async def test_what_was_paid_online_meanwhile_is_not_taken_again(bank: Bank) -> None:
    who = await asked()
    _, number = await opened(who)
    bank.pays(number)
    with pytest.raises(Conflict) as refused:
        await cashier.counter_payment("clerk-1", who.order, "cash", "0001")
    assert refused.value.code == "order_not_due"
    assert await order_state(who.order) == "paid"


async def test_two_windows_at_once_take_it_once(bank: Bank) -> None:
    who = await asked()
    told = await asyncio.gather(
        *(cashier.counter_payment("clerk", who.order, "cash", str(n)) for n in range(4)), return_exceptions=True
    )
    assert sum(not isinstance(one, Exception) for one in told) == 1
    assert (await accounts())["provider:counter"] == 2000


async def test_a_receipt_is_used_once(bank: Bank) -> None:
    first, second = await asked(), await asked()
    await cashier.counter_payment("clerk-1", first.order, "cash", "0001")
    with pytest.raises(Conflict) as refused:
        await cashier.counter_payment("clerk-1", second.order, "cash", " 0001 ")
    assert refused.value.code == "receipt_used"
    assert await order_state(second.order) == "due"
    await books_are_straight()


@pytest.mark.parametrize(("how", "receipt"), [("cheque", "0001"), ("cash", "  "), ("cash", "9" * 41)])
async def test_a_strange_way_or_no_receipt_is_a_defect(bank: Bank, how, receipt: str) -> None:
    who = await asked()
    with pytest.raises(Invalid):
        await cashier.counter_payment("clerk-1", who.order, how, receipt)


async def test_no_money_is_taken_for_what_needs_none(bank: Bank) -> None:
    done, ended = await asked(), await asked()
    await paid(done, bank)
    await withdraw(ended)
    for order in (done.order, ended.order):
        with pytest.raises(Conflict):
            await cashier.counter_payment("clerk-1", order, "cash", "0001")
    with pytest.raises(NotFound):
        await cashier.counter_payment("clerk-1", "nobodys", "cash", "0001")


async def test_cash_goes_back_at_the_window_when_finance_says_so(bank: Bank) -> None:
    who = await asked("card")
    await cashier.counter_payment("clerk-1", who.order, "cash", "0001")
    await deny(who.case)
    await worked()
    assert await refunds() == [("denied", 2000, "asked")]
    (waiting,) = await cashier.to_approve(["police"])
    assert (await cashier.approve_refund("finance-1", waiting.id)).state == "done"
    assert (await order_state(who.order), (await accounts())["provider:counter"]) == ("refunded", 0)
    assert not [act for act, _ in bank.calls if act == "refund"]
    await books_are_straight()
