"""What did not fit is settled by a person, once, with words that stay in the history, and no money moves by it."""

import asyncio

import pytest

from core import audit, db, faults
from core.applications import events_after, one
from core.applications.history import NOTE, By
from core.applications.loading import load
from core.crypto import open_json
from core.desk.money import difference_to_settle
from core.json import decode
from core.refusals import Conflict, Invalid, NotAllowed, NotFound
from core.staff import Staff
from payments import cashier
from payments.explaining import Difference
from payments.providers import RefundUpdate
from tests.payments.bank import Bank
from tests.payments.world import (
    Asked,
    accounts,
    asked,
    books_are_straight,
    deny,
    events_worked,
    number_of,
    opened,
    order,
    paid,
    told_paid,
)

FINANCE, BOSS = By("finance", "finance-1"), By("supervisor", "boss-1")
WHY = "银行重发了测试报文，已和银行核对"


async def told_wrong(who: Asked, fen: int = 1900) -> str:
    """They are at the till, and the bank tells another amount; gives the payment's number."""
    _, number = await opened(who)
    with pytest.raises(Conflict, match="amount_differs"):
        await cashier.settle("bank", told_paid(number, fen, "T1"))
    return number


async def only(*departments: str) -> Difference:
    (found,) = await cashier.to_explain(departments or ("police", "civil"))
    return found


async def written(case_id: str) -> list[db.Row]:
    return list(await db.rows("SELECT * FROM events WHERE kind = 'difference_settled' AND case_id = $1", case_id))


async def whole(application_id: str) -> list[audit.Broken]:
    row = await db.row("SELECT id, seq, chain FROM applications WHERE id = $1", application_id)
    assert row
    return await audit.broken_in(row)


async def test_it_is_listed_with_both_amounts_and_the_cases_it_is_about(bank: Bank) -> None:
    who = await asked("card", "permit")
    number = await told_wrong(who, 3900)
    found = await only()
    assert (found.number, found.about, found.kind) == (number, "payment", "amount_differs")
    assert (found.ours_fen, found.told_fen, found.payee) == (4000, 3900, "police")
    assert [case.id for case in found.cases] == list(who.cases)
    assert await cashier.to_explain(()) == ()
    assert await cashier.to_explain(("civil",)) == ()


@pytest.mark.parametrize(("by", "outcome"), [(FINANCE, "explained"), (BOSS, "settled")])
async def test_settled_it_is_listed_no_more_and_the_history_of_each_case_says_who_how_and_why(
    bank: Bank, by: By, outcome: str
) -> None:
    who = await asked("card", "permit")
    await told_wrong(who, 3900)
    found, money = await only(), await accounts()
    await cashier.settle_difference(by, found.id, outcome, f"  {WHY}\n")  # type: ignore[arg-type]  # one of the two words
    assert await cashier.to_explain(("police",)) == ()
    for case_id in who.cases:
        (event,) = await written(case_id)
        assert (event["actor_kind"], event["actor_id"]) == (by.kind, by.id)
        assert open_json(event["note"], NOTE) == {"opinion": WHY}
        assert decode(event["data"]) == {
            "difference": found.id, "outcome": outcome, "kind": "amount_differs", "ours_fen": 4000, "told_fen": 3900,
        }  # fmt: skip
    row = await db.row("SELECT settled_at, settled_by FROM money_differences")
    assert row
    assert (row["settled_by"], row["settled_at"] is not None) == (by.id, True)
    assert await whole(who.application_id) == []
    assert await accounts() == money
    await books_are_straight()


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t"])
async def test_without_a_word_of_why_nothing_is_settled(bank: Bank, nothing: str) -> None:
    who = await asked("card")
    await told_wrong(who)
    with pytest.raises(Invalid) as refused:
        await cashier.settle_difference(FINANCE, (await only()).id, "explained", nothing)
    assert [(one.field, one.code) for one in refused.value.defects] == [("opinion", "opinion_needed")]
    assert await written(who.case) == []
    assert await only()


async def test_what_does_not_exist_is_not_settled(bank: Bank) -> None:
    with pytest.raises(NotFound, match="difference_unknown"):
        await cashier.settle_difference(FINANCE, "0" * 26, "explained", WHY)


async def test_of_many_who_settle_it_at_once_one_has(bank: Bank) -> None:
    who = await asked("card", "permit")
    await told_wrong(who, 3900)
    found = await only()
    tries = [cashier.settle_difference(By("finance", f"f{n}"), found.id, "settled", WHY) for n in range(6)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert len(refused) == 5
    assert {str(one) for one in refused} == {"difference_settled_already"}
    for case_id in who.cases:
        assert len(await written(case_id)) == 1
    assert await whole(who.application_id) == []


async def test_who_moves_the_case_at_that_moment_and_who_settles_both_get_their_line(bank: Bank) -> None:
    who = await asked("card")
    _, number = await opened(who)
    told = bank.pays(number)
    with pytest.raises(Conflict):
        await cashier.settle("bank", told_paid(number, 1900, "T1"))
    found = await only()
    await asyncio.gather(cashier.settle_difference(FINANCE, found.id, "explained", WHY), cashier.settle("bank", told))
    assert len(await written(who.case)) == 1
    assert (await order(who.order))["state"] == "paid"
    assert await whole(who.application_id) == []
    await books_are_straight()


async def test_the_same_word_again_opens_nothing_that_was_settled(bank: Bank) -> None:
    who = await asked("card")
    number = await told_wrong(who)
    await cashier.settle_difference(FINANCE, (await only()).id, "explained", WHY)
    with pytest.raises(Conflict, match="amount_differs"):
        await cashier.settle("bank", told_paid(number, 1900, "T1"))
    assert await cashier.to_explain(("police",)) == ()


async def test_a_payment_said_to_have_come_twice_is_one_to_settle(bank: Bank) -> None:
    who = await asked("card")
    payment = await paid(who, bank)
    number = await number_of(payment)
    with pytest.raises(Conflict, match="transaction_differs"):
        await cashier.settle("bank", told_paid(number, 2000, "another"))
    found = await only()
    assert (found.about, found.kind, found.ours_fen, found.told_fen) == ("payment", "transaction_differs", 2000, 2000)
    await cashier.settle_difference(BOSS, found.id, "settled", WHY)
    assert len(await written(who.case)) == 1


async def test_a_refund_that_does_not_fit_is_about_its_own_case_alone(bank: Bank) -> None:
    who = await asked("card", "permit")
    await paid(who, bank)
    await deny(who.cases[0])
    await events_worked()
    (row,) = await db.rows("SELECT number, provider FROM refunds")
    with pytest.raises(Conflict, match="amount_differs"):
        await cashier.settle_refund(row["provider"], RefundUpdate(row["number"], "done", 1, "B1"))
    found = await only()
    assert (found.about, found.number, [case.id for case in found.cases]) == ("refund", row["number"], [who.cases[0]])
    await cashier.settle_difference(FINANCE, found.id, "settled", WHY)
    assert (len(await written(who.cases[0])), len(await written(who.cases[1]))) == (1, 0)


async def test_a_crash_in_between_leaves_it_to_be_settled(bank: Bank) -> None:
    who = await asked("card", "permit")
    await told_wrong(who, 3900)
    found = await only()

    def die() -> None:
        raise ConnectionError

    faults.arm("difference_settled", die)
    with pytest.raises(ConnectionError):
        await cashier.settle_difference(FINANCE, found.id, "settled", WHY)
    faults.disarm()
    assert await only() == found
    assert [await written(case_id) for case_id in who.cases] == [[], []]
    await cashier.settle_difference(FINANCE, found.id, "settled", WHY)


async def test_the_citizen_reads_nothing_of_it_and_it_lies_open_nowhere(bank: Bank) -> None:
    who = await asked("card")
    await told_wrong(who)
    before = await one(who.caller, who.application_id)
    await cashier.settle_difference(FINANCE, (await only()).id, "settled", WHY)
    after = await one(who.caller, who.application_id)
    assert [case.timeline for case in after.cases] == [case.timeline for case in before.cases]
    assert "difference_settled" not in str(await events_after(who.caller, who.application_id, 0))
    for table in ("events", "outbox", "money_differences", "applications"):
        assert WHY not in str([tuple(dict(row).values()) for row in await db.rows(f"SELECT * FROM {table}")])
    loaded = await load(who.application_id)
    assert loaded.application.cases[who.case].state == "pay_pending"


@pytest.mark.parametrize(
    ("roles", "department", "refusal"),
    [
        (("finance",), "police", ""),
        (("supervisor",), "police", ""),
        (("clerk", "officer"), "police", "role_needed"),
        (("auditor",), "police", "role_needed"),
        (("finance",), "civil", "difference_unknown"),
    ],
)
async def test_only_finance_and_supervisors_of_the_payee_may(
    bank: Bank, roles: tuple[str, ...], department: str, refusal: str
) -> None:
    await told_wrong(await asked("card"))
    found = await only()
    staff = Staff("s1", "someone", "某人", department, "990101000000", roles)
    if not refusal:
        by = await difference_to_settle(staff, found.id)
        assert (by.kind, by.id) == (roles[0], "s1")
        return
    with pytest.raises((NotAllowed, NotFound), match=refusal):
        await difference_to_settle(staff, found.id)
