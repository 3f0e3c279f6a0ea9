"""Going to the till: one payment at a time, another's order is not there, a provider that is away costs nothing."""

import asyncio

import pytest

from core import db, faults
from core.refusals import Conflict, Invalid, NotFound, Unavailable
from payments import asking, cashier
from tests.payments.bank import Bank
from tests.payments.world import (
    asked,
    books_are_straight,
    case_state,
    due_again,
    number_of,
    opened,
    order_state,
    paid,
    payment_state,
    time_is_over,
)


async def test_a_fee_is_paid_once_and_the_case_goes_on(bank: Bank) -> None:
    who = await asked()
    payment = await paid(who, bank)
    assert (await payment_state(payment), await order_state(who.order)) == ("paid", "paid")
    assert await case_state(who.case) == "in_review"
    await books_are_straight()


async def test_several_orders_of_one_payee_are_paid_at_once(bank: Bank) -> None:
    who = await asked("card", "permit")
    payment = await paid(who, bank)
    assert bank.payments[await number_of(payment)].fen == 4000
    assert [await order_state(one) for one in who.orders] == ["paid", "paid"]
    assert [await case_state(one) for one in who.cases] == ["in_review", "in_review"]
    await books_are_straight()


async def test_orders_of_different_payees_are_not_mixed(bank: Bank) -> None:
    who = await asked("card", "other")
    with pytest.raises(Conflict) as refused:
        await opened(who)
    assert refused.value.code == "different_payees"
    assert bank.calls == []


async def test_anothers_order_is_not_there(bank: Bank) -> None:
    mine, theirs = await asked(), await asked()
    for orders in ([theirs.order], [mine.order, theirs.order], ["nobodys"]):
        with pytest.raises(NotFound) as refused:
            await cashier.pay(mine.caller, orders, "bank", "browser")
        assert refused.value.code == "order_unknown"


@pytest.mark.parametrize(
    ("orders", "provider", "till"), [([], "bank", "browser"), (None, "nobody", "browser"), (None, "bank", "in_wechat")]
)
async def test_a_till_that_cannot_be_is_told_as_a_defect(bank: Bank, orders, provider: str, till) -> None:
    who = await asked()
    with pytest.raises(Invalid):
        await cashier.pay(who.caller, who.orders if orders is None else orders, provider, till)


async def test_what_is_paid_cannot_be_paid_again(bank: Bank) -> None:
    who = await asked()
    await paid(who, bank)
    with pytest.raises(Conflict) as refused:
        await opened(who)
    assert refused.value.code == "order_not_due"


async def test_after_the_last_day_nothing_is_opened(bank: Bank) -> None:
    who = await asked()
    batch = db.Batch()
    batch.update("orders", {"id": who.order}, {"due_on": "2020-01-01"})
    await db.commit(batch)
    with pytest.raises(Conflict) as refused:
        await opened(who)
    assert refused.value.code == "order_not_due"


async def test_asked_again_it_is_the_same_payment(bank: Bank) -> None:
    who = await asked()
    first, _ = await opened(who)
    again, _ = await opened(who)
    assert first == again
    assert [act for act, _ in bank.calls] == ["start"]


async def test_many_devices_at_once_open_one_payment(bank: Bank) -> None:
    who = await asked()
    started = await asyncio.gather(*(opened(who) for _ in range(6)))
    assert len({payment for payment, _ in started}) == 1
    assert len(bank.payments) == 1


async def test_another_till_or_another_set_closes_the_open_payment_first(bank: Bank) -> None:
    who = await asked("card", "permit")
    both, number = await opened(who)
    alone = await cashier.pay(who.caller, [who.order], "bank", "browser")
    assert bank.payments[number].state == "closed"
    assert (await payment_state(both), await payment_state(alone.payment)) == ("closed", "opened")
    assert [await order_state(one) for one in who.orders] == ["paying", "due"]
    phone = await cashier.pay(who.caller, [who.order], "bank", "mini")
    assert await payment_state(alone.payment) == "closed"
    assert await payment_state(phone.payment) == "opened"


async def test_what_turns_out_paid_when_it_is_to_be_closed_is_paid(bank: Bank) -> None:
    who = await asked("card", "permit")
    both, number = await opened(who)
    bank.pays(number)  # and nobody has told us
    with pytest.raises(Conflict) as refused:
        await cashier.pay(who.caller, [who.order], "bank", "browser")
    assert refused.value.code == "order_not_due"
    assert await payment_state(both) == "paid"
    assert len(bank.payments) == 1
    await books_are_straight()


@pytest.mark.parametrize("fault", ["down", "mute"])
async def test_a_provider_away_at_the_start_opens_nothing_twice(bank: Bank, fault: str) -> None:
    who = await asked()
    getattr(bank, fault).add("start")
    with pytest.raises(Unavailable):
        await opened(who)
    getattr(bank, fault).clear()
    _, number = await opened(who)
    assert {one for _, one in bank.calls} == {number}
    assert list(bank.payments) == [number]


async def test_while_the_open_one_cannot_be_closed_no_other_is_opened(bank: Bank) -> None:
    who = await asked()
    await opened(who)
    bank.down.add("close")
    with pytest.raises(Unavailable):
        await cashier.pay(who.caller, who.orders, "bank", "mini")
    assert len(bank.payments) == 1


async def test_a_provider_that_says_no_leaves_the_order_due(bank: Bank) -> None:
    who = await asked()
    bank.refuses["start"] = "risk"
    with pytest.raises(Conflict) as refused:
        await opened(who)
    assert (refused.value.code, refused.value.values["reason"]) == ("payment_refused", "risk")
    assert await order_state(who.order) == "due"
    bank.refuses.clear()
    await paid(who, bank)
    assert await order_state(who.order) == "paid"


class Killed(BaseException):
    """The process is gone."""


def _die() -> None:
    raise Killed


@pytest.mark.parametrize("point", ["payment_opened", "payment_started"])
async def test_a_crash_at_the_till_leaves_one_payment_that_can_be_paid(bank: Bank, point: str) -> None:
    who = await asked()
    faults.arm(point, _die)
    with pytest.raises(Killed):
        await opened(who)
    faults.disarm()
    payment = await paid(who, bank)
    assert len(bank.payments) == 1
    assert (await payment_state(payment), await case_state(who.case)) == ("paid", "in_review")


async def test_a_payment_left_by_a_crash_is_closed_when_its_time_is_over(bank: Bank) -> None:
    who = await asked()
    faults.arm("payment_opened", _die)
    with pytest.raises(Killed):
        await opened(who)
    faults.disarm()
    row = await db.row("SELECT id FROM payments")
    assert row is not None
    await due_again()
    assert await asking.work_once() == 1
    assert await payment_state(row["id"]) == "opened"  # the bank may only not have heard of it yet
    await time_is_over(row["id"])
    await asking.work_once()
    assert (await payment_state(row["id"]), await order_state(who.order)) == ("closed", "due")


async def test_whoever_looks_at_an_open_payment_has_it_asked_after(bank: Bank) -> None:
    who, other = await asked(), await asked()
    payment, number = await opened(who)
    assert (await cashier.look(who.caller, payment)).state == "opened"
    await due_again()
    bank.pays(number)
    view = await cashier.look(who.caller, payment)
    assert (view.state, [one.state for one in view.orders]) == ("paid", ["paid"])
    with pytest.raises(NotFound):
        await cashier.look(other.caller, payment)


async def test_a_provider_that_is_away_leaves_a_payment_open_to_who_looks(bank: Bank) -> None:
    who = await asked()
    payment, _ = await opened(who)
    bank.down.add("ask")
    assert (await cashier.look(who.caller, payment)).state == "opened"


async def test_the_way_back_leads_nowhere_but_home(bank: Bank) -> None:
    who = await asked()
    for away in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"):
        with pytest.raises(ValueError, match="path of ours"):
            await cashier.pay(who.caller, who.orders, "bank", "browser", return_to=away)
    started = await cashier.pay(who.caller, who.orders, "bank", "browser", return_to="/a/x/paid/{payment}")
    assert bank.opened_as[await number_of(started.payment)].return_to == f"/a/x/paid/{started.payment}"
