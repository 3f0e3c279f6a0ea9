"""Giving back: by rule or by a second person, sent once whatever happens, told once."""

import asyncio

import pytest

from core import db, faults
from core.applications.history import By
from core.applications.moves import move
from core.refusals import Conflict, Invalid, NotAllowed, NotFound
from payments import cashier, sending_back
from payments.providers import RefundUpdate
from tests.payments.bank import Bank
from tests.payments.world import (
    SAID,
    accounts,
    asked,
    books_are_straight,
    deny,
    differences,
    due_again,
    events_worked,
    order,
    order_state,
    paid,
    refunds,
    worked,
)


async def only_refund() -> db.Row:
    (row,) = await db.rows("SELECT * FROM refunds")
    return row


async def test_a_denied_case_gives_its_fee_back_by_itself(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    assert await refunds() == [("denied", 2000, "accepted")]
    assert await order_state(who.order) == "refunding"
    await sending_back.work_once()
    bank.does_all()
    await worked()
    assert (await order_state(who.order), bank.holds) == ("refunded", 0)
    (event,) = await db.rows("SELECT data FROM events WHERE kind = 'order_refunded'")
    assert '"fen":2000' in event["data"]
    await books_are_straight()


async def test_an_approved_case_keeps_its_fee(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    await worked()
    assert (await refunds(), await order_state(who.order)) == ([], "paid")


async def test_the_event_seen_twice_gives_nothing_back_twice(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    batch = db.Batch()
    batch.run("UPDATE outbox SET state = 0, locked_until = NULL WHERE consumer = 'refunds'")
    await db.commit(batch)
    await worked()
    bank.does_all()
    await worked()
    assert await refunds() == [("denied", 2000, "done")]
    assert bank.holds == 0


async def test_what_finance_has_to_see_waits_for_finance(bank: Bank) -> None:
    who = await asked("permit")
    await paid(who, bank)
    await deny(who.case)
    await worked()
    assert await refunds() == [("denied", 2000, "asked")]
    assert not [act for act, _ in bank.calls if act == "refund"]
    (waiting,) = await cashier.to_approve(["police"])
    assert (waiting.fen, waiting.because, waiting.state, waiting.asked_by) == (2000, "denied", "asked", "officer-1")
    assert await cashier.to_approve(["civil"]) == ()
    assert await cashier.to_approve([]) == ()


async def test_who_decided_the_case_does_not_let_the_money_go(bank: Bank) -> None:
    who = await asked("permit")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    refund = await only_refund()
    with pytest.raises(NotAllowed) as refused:
        await cashier.approve_refund("officer-1", refund["id"])
    assert refused.value.code == "refund_needs_another"
    await cashier.approve_refund("finance-1", refund["id"])
    await worked(1)
    bank.does_all()
    await worked()
    row = await only_refund()
    assert (row["state"], row["approved_by"], await order_state(who.order)) == ("done", "finance-1", "refunded")
    assert await cashier.to_approve(["police"]) == ()


async def test_a_large_sum_waits_for_finance_whatever_the_item_says(bank: Bank) -> None:
    who = await asked("card", fen=50_000)
    await paid(who, bank)
    await deny(who.case)
    await worked()
    assert await refunds() == [("denied", 50_000, "asked")]


async def test_two_who_approve_at_once_let_it_go_once(bank: Bank) -> None:
    who = await asked("permit")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    refund = (await only_refund())["id"]
    told = await asyncio.gather(
        *(cashier.approve_refund(f"finance-{n}", refund) for n in range(4)), return_exceptions=True
    )
    assert sum(not isinstance(one, Exception) for one in told) == 1
    await worked(1)
    bank.does_all()
    await worked()
    assert bank.holds == 0
    await books_are_straight()


async def test_what_finance_refuses_stays(bank: Bank) -> None:
    who = await asked("permit")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    refund = (await only_refund())["id"]
    await cashier.refuse_refund("finance-1", refund)
    await worked()
    assert (await order_state(who.order), bank.holds) == ("paid", 2000)
    for word in (cashier.refuse_refund, cashier.approve_refund):
        with pytest.raises(Conflict) as over:
            await word("finance-2", refund)
        assert over.value.code == "refund_not_open"
    assert await cashier.to_approve(["police"]) == ()
    await cashier.ask_refund("finance-1", who.order, 2000)  # they think better of it: asked anew, looked at anew
    (again,) = await cashier.to_approve(["police"])
    await cashier.approve_refund("finance-2", again.id)
    await worked(1)
    bank.does_all()
    await worked()
    assert (await order_state(who.order), bank.holds) == ("refunded", 0)


async def test_part_of_a_fee_goes_back_when_a_second_person_agrees(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    for fen in (0, -5, 2001):
        with pytest.raises(Invalid):
            await cashier.ask_refund("finance-1", who.order, fen)
    await cashier.ask_refund("finance-1", who.order, 500)
    with pytest.raises(Conflict):
        await cashier.ask_refund("finance-1", who.order, 500)
    refund = (await only_refund())["id"]
    with pytest.raises(NotAllowed):
        await cashier.approve_refund("finance-1", refund)
    await cashier.approve_refund("finance-2", refund)
    await worked(1)
    bank.does_all()
    await worked()
    row = await order(who.order)
    assert (row["state"], row["refunded_fen"], bank.holds) == ("partly_refunded", 500, 1500)
    await move(who.case, "deny", By("officer", "officer-1"), opinion=SAID)
    await worked(2)
    bank.does_all()
    await worked()
    assert (await order_state(who.order), bank.holds) == ("refunded", 0)
    await books_are_straight()


async def test_money_that_may_still_be_sent_again_is_not_asked_for_a_second_time(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    await deny(who.case)
    bank.refuses["refund"] = "account_closed"
    await worked()
    with pytest.raises(Conflict) as spoken_for:
        await cashier.ask_refund("finance-1", who.order, 2000)
    assert spoken_for.value.code == "refund_asked_already"
    (failed,) = await cashier.to_approve(["police"])
    await cashier.refuse_refund("finance-1", failed.id)  # this way is given up: now it may be asked for anew
    bank.refuses.clear()
    await cashier.ask_refund("finance-1", who.order, 2000)
    with pytest.raises(Conflict):
        await cashier.approve_refund("finance-2", failed.id)
    (again,) = await cashier.to_approve(["police"])
    await cashier.approve_refund("finance-2", again.id)
    await worked(1)
    bank.does_all()
    await worked()
    assert (await order_state(who.order), bank.holds) == ("refunded", 0)
    await books_are_straight()


async def test_no_approval_lets_more_go_than_was_paid(bank: Bank) -> None:
    """Two rows that should never stand side by side: whatever made them, the second approval is refused."""
    who = await asked("permit")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    first = await only_refund()
    batch = db.Batch()
    batch.insert("refunds", {**dict(first), "id": "R2", "number": "R2", "because": "asked_by_staff", "asked_by": "x"})
    await db.commit(batch)
    for refund in (first["id"], "R2"):
        with pytest.raises(Conflict):
            await cashier.approve_refund("finance-2", refund)


async def test_of_a_fee_some_may_go_back_more_than_once(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    for fen in (500, 700):
        await cashier.ask_refund("finance-1", who.order, fen)
        (waiting,) = await cashier.to_approve(["police"])
        await cashier.approve_refund("finance-2", waiting.id)
        await worked(1)
        bank.does_all()
        await worked()
    with pytest.raises(Invalid):
        await cashier.ask_refund("finance-1", who.order, 801)
    row = await order(who.order)
    assert (row["state"], row["refunded_fen"], bank.holds) == ("partly_refunded", 1200, 800)
    await books_are_straight()


@pytest.mark.parametrize("fault", ["down", "mute"])
async def test_a_provider_away_at_the_refund_gets_it_once(bank: Bank, fault: str) -> None:
    who = await asked("card")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    getattr(bank, fault).update({"refund", "ask_refund"})
    for _ in range(3):
        await due_again()
        await sending_back.work_once()
    assert await refunds() == [("denied", 2000, "accepted")]
    getattr(bank, fault).clear()
    await worked(1)
    bank.does_all()
    await worked()
    assert len(bank.refunds) == 1
    assert (await order_state(who.order), bank.holds) == ("refunded", 0)


async def test_what_the_provider_refuses_is_shown_and_can_be_tried_again(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    await deny(who.case)
    bank.refuses["refund"] = "account_closed"
    await worked()
    (waiting,) = await cashier.to_approve(["police"])
    assert (waiting.state, waiting.error) == ("failed", "account_closed")
    assert await order_state(who.order) == "paid"
    bank.refuses.clear()
    await cashier.approve_refund("finance-1", waiting.id)
    await worked(1)
    bank.does_all()
    await worked()
    assert (await order_state(who.order), bank.holds) == ("refunded", 0)
    await books_are_straight()


async def test_a_refund_told_many_times_at_once_is_booked_once(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    await sending_back.work_once()
    told = bank.does((await only_refund())["number"])
    await asyncio.gather(*(cashier.settle_refund("bank", told) for _ in range(6)))
    late = RefundUpdate(told.number, "failed", told.fen, error="late")
    assert (await cashier.settle_refund("bank", late)).state == "done"
    assert await accounts() == {"payee:police": 0, "provider:bank": 0}
    assert len(await db.rows("SELECT id FROM events WHERE kind = 'order_refunded'")) == 1
    await books_are_straight()


async def test_done_after_failed_is_done(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    await sending_back.work_once()
    number = (await only_refund())["number"]
    await cashier.settle_refund("bank", RefundUpdate(number, "failed", 2000, error="busy"))
    assert await order_state(who.order) == "paid"
    await cashier.settle_refund("bank", bank.does(number))
    assert await order_state(who.order) == "refunded"
    await books_are_straight()


async def test_another_amount_given_back_books_nothing(bank: Bank) -> None:
    who = await asked("card")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    number = (await only_refund())["number"]
    with pytest.raises(Conflict):
        await cashier.settle_refund("bank", RefundUpdate(number, "done", 1))
    assert await differences() == [("amount_differs", 2000, 1)]
    assert await order_state(who.order) == "refunding"
    with pytest.raises(NotFound):
        await cashier.settle_refund("bank", RefundUpdate("R-nobodys", "done", 1))


class Killed(BaseException):
    """The process is gone."""


def _die() -> None:
    raise Killed


@pytest.mark.parametrize("point", ["refunds_claimed", "refund_sent", "refund_booked"])
async def test_a_crash_anywhere_on_the_way_gives_back_once(bank: Bank, point: str) -> None:
    who = await asked("card")
    await paid(who, bank)
    await deny(who.case)
    await events_worked()
    if point == "refund_booked":
        await sending_back.work_once()
        bank.does_all()
        await due_again()
    faults.arm(point, _die)
    with pytest.raises(Killed):
        await sending_back.work_once()
    faults.disarm()
    await worked(1)
    bank.does_all()
    await worked()
    assert (len(bank.refunds), bank.holds, await order_state(who.order)) == (1, 0, "refunded")
    await books_are_straight()
