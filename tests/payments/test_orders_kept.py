"""Orders in the database: closed with their case, shown with their refunds, held still while money is booked."""

import pytest

from core import db, orders
from core.db import Batch
from payments import cashier
from tests.payments.bank import Bank
from tests.payments.world import asked, deny, opened, order_state, paid, withdraw, worked


async def test_what_a_case_no_longer_asks_for_is_closed_and_what_is_paid_stays(bank: Bank) -> None:
    due, paying, done = await asked(), await asked(), await asked()
    await opened(paying)
    await paid(done, bank)
    for who in (due, paying, done):
        batch = Batch()
        orders.close_unpaid(batch, who.case, 1)
        await db.commit(batch)
    assert [await order_state(who.order) for who in (due, paying, done)] == ["closed", "closed", "paid"]


async def test_a_case_that_ends_takes_its_order_with_it(bank: Bank) -> None:
    who = await asked()
    await withdraw(who)
    assert await order_state(who.order) == "closed"


async def test_a_guard_that_met_another_version_writes_nothing(bank: Bank) -> None:
    who = await asked()
    (first,), (second,) = await orders.by_ids([who.order]), await orders.by_ids([who.order])
    for order, fails in ((first, False), (second, True)):
        batch = Batch()
        order.went("open_till").into(batch)
        if fails:
            with pytest.raises(db.Stale):
                await db.commit(batch)
        else:
            await db.commit(batch)


async def test_orders_are_held_inside_a_transaction_only(bank: Bank) -> None:
    who = await asked()
    with pytest.raises(RuntimeError):
        await orders.hold([who.order])


async def test_the_person_sees_what_is_asked_on_which_ground_and_what_came_back(bank: Bank) -> None:
    who = await asked("card", "permit")
    (card, permit) = await orders.of_application(who.application_id)
    assert (card.fen, card.state, card.payee_name, card.basis) == (2000, "due", "云川市公安局", ("收费依据",))
    assert card.lines[0]["label"] == "工本费"
    await paid(who, bank)
    await deny(who.cases[0])
    await worked(1)
    bank.does_all()
    await worked()
    (card, permit) = await orders.of_application(who.application_id)
    assert [(one["fen"], one["state"], one["because"]) for one in card.refunds] == [(2000, "done", "denied")]
    assert (permit.state, permit.refunds, bool(permit.paid_at)) == ("paid", (), True)
    assert await orders.of_one_case(who.cases[1]) == (permit,)
    assert await orders.of_application("nobodys") == ()
    row = await db.row("SELECT id FROM payments")
    assert row is not None
    view = await cashier.look(who.caller, row["id"])
    assert {one.id for one in view.orders} == set(who.orders)
