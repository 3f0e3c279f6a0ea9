"""Believing a provider once: news repeated, at the same moment, late, out of order, for another, of another amount."""

import asyncio
from dataclasses import replace

import pytest

from core import db, faults
from core.applications.history import By
from core.applications.moves import move
from core.refusals import Conflict, NotFound
from payments import asking, cashier, sending_back
from payments.providers import Unreadable, Update
from tests.payments.bank import Bank
from tests.payments.world import (
    BOSS,
    SAID,
    accounts,
    asked,
    books_are_straight,
    case_state,
    differences,
    due_again,
    number_of,
    opened,
    order,
    order_state,
    paid,
    payment_state,
    refunds,
    time_is_over,
    told_paid,
    withdraw,
    worked,
)


async def events(kind: str) -> int:
    row = await db.row("SELECT count(*) AS n FROM events WHERE kind = $1", kind)
    return int(row["n"]) if row else 0


async def test_the_same_callback_many_times_at_once_is_believed_once(bank: Bank) -> None:
    who = await asked()
    payment, number = await opened(who)
    told = bank.pays(number)
    await asyncio.gather(*(cashier.settle("bank", told) for _ in range(8)))
    await cashier.settle("bank", told)
    assert (await payment_state(payment), await case_state(who.case)) == ("paid", "in_review")
    assert await events("case_paid") == 1
    assert await accounts() == {"payee:police": -2000, "provider:bank": 2000}
    await books_are_straight()


async def test_callbacks_and_asking_at_once_book_once(bank: Bank) -> None:
    people = [await asked() for _ in range(4)]
    numbers = [(await opened(who))[1] for who in people]
    told = [bank.pays(number) for number in numbers]
    await due_again()
    await asyncio.gather(asking.work_once(), asking.work_once(), *(cashier.settle("bank", one) for one in told * 2))
    assert (await accounts())["provider:bank"] == 8000
    assert await events("case_paid") == 4
    await books_are_straight()


async def test_news_that_is_older_than_what_we_know_changes_nothing(bank: Bank) -> None:
    who = await asked()
    payment = await paid(who, bank)
    number = await number_of(payment)
    for state in ("opened", "closed", "failed"):
        await cashier.settle("bank", Update(number, state, 2000))
    assert (await payment_state(payment), await order_state(who.order)) == ("paid", "paid")


async def test_a_later_paid_wins_over_our_closed(bank: Bank) -> None:
    who = await asked()
    payment, number = await opened(who)
    await time_is_over(payment)
    await asking.work_once()
    assert (await payment_state(payment), await order_state(who.order)) == ("closed", "due")
    await cashier.settle("bank", bank.pays(number))
    assert (await payment_state(payment), await order_state(who.order)) == ("paid", "paid")
    assert await case_state(who.case) == "in_review"
    assert await refunds() == []
    await books_are_straight()


async def test_money_for_a_case_that_was_taken_back_goes_back_at_once(bank: Bank) -> None:
    who = await asked()
    payment, number = await opened(who)
    await withdraw(who)
    assert await order_state(who.order) == "closed"
    await cashier.settle("bank", bank.pays(number))
    assert await refunds() == [("order_closed", 2000, "accepted")]
    assert await order_state(who.order) == "refunding"
    await sending_back.work_once()
    bank.does_all()
    await worked()
    assert (await order_state(who.order), bank.holds) == ("refunded", 0)
    assert await accounts() == {"payee:police": 0, "provider:bank": 0}
    assert await payment_state(payment) == "paid"
    await books_are_straight()


async def test_the_money_and_the_withdrawal_at_the_same_moment_leave_one_truth(bank: Bank) -> None:
    for _ in range(6):
        who = await asked()
        _, number = await opened(who)
        await asyncio.gather(cashier.settle("bank", bank.pays(number)), withdraw(who), return_exceptions=True)
        await worked(1)
        bank.does_all()
        await worked()
        kept = (await order_state(who.order), await case_state(who.case))
        assert kept in {("refunded", "withdrawn"), ("paid", "in_review")}
        await books_are_straight()


async def test_the_second_money_of_one_order_goes_back_and_the_first_stays(bank: Bank) -> None:
    who = await asked()
    first, number = await opened(who)
    await time_is_over(first)
    await asking.work_once()
    second, other = await opened(who)
    assert first != second
    await cashier.settle("bank", bank.pays(other))
    await cashier.settle("bank", bank.pays(number))  # the one we had closed was paid after all
    assert await refunds() == [("paid_twice", 2000, "accepted")]
    assert await order_state(who.order) == "paid"
    await sending_back.work_once()
    bank.does_all()
    await worked()
    row = await order(who.order)
    assert (row["state"], row["paid_fen"], row["refunded_fen"], bank.holds) == ("paid", 4000, 2000, 2000)
    assert bank.given_back(number) == 2000
    await books_are_straight()


async def test_the_late_one_pays_and_the_one_still_open_is_closed(bank: Bank) -> None:
    who = await asked()
    first, number = await opened(who)
    await time_is_over(first)
    await asking.work_once()
    second, other = await opened(who)
    await cashier.settle("bank", bank.pays(number))
    await worked(1)
    assert (await payment_state(second), bank.payments[other].state) == ("closed", "closed")
    assert (await order_state(who.order), await case_state(who.case)) == ("paid", "in_review")
    await books_are_straight()


async def test_one_closed_order_among_several_is_given_back_and_the_others_go_on(bank: Bank) -> None:
    who = await asked("card", "permit")
    _, number = await opened(who)
    await move(who.cases[0], "withdraw", By("applicant", who.caller.citizen_id))
    await cashier.settle("bank", bank.pays(number))
    assert [await order_state(one) for one in who.orders] == ["refunding", "paid"]
    assert await refunds() == [("order_closed", 2000, "accepted")]
    assert [await case_state(one) for one in who.cases] == ["withdrawn", "in_review"]
    await books_are_straight()


async def test_a_payment_nobody_opened_is_not_there(bank: Bank) -> None:
    with pytest.raises(NotFound) as refused:
        await cashier.settle("bank", told_paid("Z-nobodys", 2000, "T1"))
    assert refused.value.code == "payment_unknown"


async def test_a_payment_is_known_by_its_own_provider_only(bank: Bank) -> None:
    who = await asked()
    _, number = await opened(who)
    with pytest.raises(NotFound):
        await cashier.settle("another", bank.pays(number))
    assert await order_state(who.order) == "paying"


async def test_a_forged_callback_is_not_even_read(bank: Bank) -> None:
    with pytest.raises(Unreadable):
        bank.read({"sign": "a stranger"}, b"{}")


@pytest.mark.parametrize("fen", [1, 1999, 2001, 200_000])
async def test_another_amount_books_nothing_and_is_written_down_once(bank: Bank, fen: int) -> None:
    who = await asked()
    payment, number = await opened(who)
    wrong = replace(bank.pays(number), fen=fen)
    for _ in range(3):
        with pytest.raises(Conflict) as refused:
            await cashier.settle("bank", wrong)
        assert (refused.value.code, refused.value.values["told_fen"]) == ("amount_differs", fen)
    assert await differences() == [("amount_differs", 2000, fen)]
    assert (await payment_state(payment), await order_state(who.order)) == ("opened", "paying")
    assert await accounts() == {}
    await cashier.settle("bank", bank.payments[number])  # asked again, it says the right one
    assert await order_state(who.order) == "paid"
    await books_are_straight()


async def test_a_wrong_amount_that_stays_wrong_is_not_asked_after_for_ever(bank: Bank) -> None:
    who = await asked()
    _, number = await opened(who)
    bank.payments[number] = replace(bank.pays(number), fen=5)
    await worked(1)
    before = len(bank.calls)
    await worked(3)
    assert len(bank.calls) == before
    assert await differences() == [("amount_differs", 2000, 5)]


async def test_one_transaction_pays_one_payment(bank: Bank) -> None:
    first, second = await asked(), await asked()
    payment = await paid(first, bank)
    told = bank.payments[await number_of(payment)]
    _, other = await opened(second)
    with pytest.raises(Conflict) as refused:
        await cashier.settle("bank", told_paid(other, 2000, str(told.transaction_id)))
    assert refused.value.code == "transaction_differs"
    assert await order_state(second.order) == "paying"
    await books_are_straight()


async def test_a_second_transaction_under_one_number_is_for_a_person_to_look_at(bank: Bank) -> None:
    who = await asked()
    payment = await paid(who, bank)
    with pytest.raises(Conflict):
        await cashier.settle("bank", told_paid(await number_of(payment), 2000, "T-another"))
    assert await differences() == [("transaction_differs", 2000, 2000)]
    assert (await accounts())["provider:bank"] == 2000


async def test_a_voided_case_gives_its_fee_back(bank: Bank) -> None:
    who = await asked()
    await paid(who, bank)
    await move(who.case, "void", BOSS, opinion=SAID)
    await worked(1)
    bank.does_all()
    await worked()
    assert (await order_state(who.order), bank.holds) == ("refunded", 0)


class Killed(BaseException):
    """The process is gone."""


def _die() -> None:
    raise Killed


@pytest.mark.parametrize("point", ["payment_booked", "payment_settled"])
async def test_a_crash_while_booking_books_all_of_it_or_nothing(bank: Bank, point: str) -> None:
    who = await asked()
    payment, number = await opened(who)
    faults.arm(point, _die)
    with pytest.raises(Killed):
        await cashier.settle("bank", bank.pays(number))
    faults.disarm()
    assert (await payment_state(payment), await order_state(who.order)) == ("opened", "paying")
    assert await accounts() == {}
    await worked(1)
    assert (await order_state(who.order), await case_state(who.case)) == ("paid", "in_review")
    await books_are_straight()


async def test_a_crash_of_the_one_who_asks_is_asked_again_after_its_lease(bank: Bank) -> None:
    who = await asked()
    _, number = await opened(who)
    bank.pays(number)
    await due_again()
    faults.arm("payments_claimed", _die)
    with pytest.raises(Killed):
        await asking.work_once()
    faults.disarm()
    assert await asking.work_once() == 0  # the lease holds
    await worked(1)
    assert await order_state(who.order) == "paid"


async def test_a_provider_that_does_not_answer_is_asked_again_and_again(bank: Bank) -> None:
    who = await asked()
    payment, number = await opened(who)
    bank.down |= {"ask", "close"}
    await worked(3)
    await time_is_over(payment)
    await worked(2)
    assert await payment_state(payment) == "opened"  # nobody has said that it is not paid
    bank.down.clear()
    bank.pays(number)
    await worked(1)
    assert await order_state(who.order) == "paid"


async def test_a_till_for_a_case_that_has_ended_is_closed_at_once(bank: Bank) -> None:
    who = await asked()
    payment, number = await opened(who)
    await withdraw(who)
    await worked(1)
    assert (await payment_state(payment), bank.payments[number].state) == ("closed", "closed")
    assert await order_state(who.order) == "closed"
