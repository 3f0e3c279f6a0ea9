"""Random stories: whatever people, providers, finance and crashes do, no fen is lost, kept twice or made."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import db, faults
from core.refusals import Refusal
from payments import asking, cashier, sending_back
from payments.providers import Update
from tests.payments.bank import Bank
from tests.payments.world import (
    Asked,
    asked,
    books_are_straight,
    case_state,
    deny,
    due_again,
    events_worked,
    order,
    time_is_over,
    withdraw,
)

POINTS = (
    "payment_opened",
    "payment_started",
    "payments_claimed",
    "payment_booked",
    "payment_settled",
    "refunds_claimed",
    "refund_sent",
    "refund_booked",
    "outbox_claimed",
    "outbox_done_not_remembered",
)
ACTS = ("start", "ask", "close", "refund", "ask_refund")


class Killed(BaseException):
    """The process is gone."""


class Story:
    """Two people with three fees between them, one bank, and everything that may happen. `n` chooses among them."""

    def __init__(self, bank: Bank, people: list[Asked]) -> None:
        self.bank, self.people = bank, people

    async def goes_to_the_till(self, n: int) -> None:
        who = self.people[n % len(self.people)]
        some = who.orders if n % 3 else who.orders[:1]
        await cashier.pay(who.caller, some, "bank", "browser" if n % 5 else "mini")

    async def pays(self, n: int) -> None:
        """Any till that was ever opened, closed or not: money that was on its way when we closed it."""
        if number := self._any(n):
            self.bank.pays(number)

    async def bank_tells(self, n: int) -> None:
        if number := self._any(n):
            await cashier.settle("bank", self.bank.payments[number])

    async def bank_tells_an_old_story(self, n: int) -> None:
        if number := self._any(n):
            await cashier.settle(
                "bank", Update(number, "closed" if n % 2 else "opened", self.bank.payments[number].fen)
            )

    async def somebody_tells_a_wrong_amount(self, n: int) -> None:
        if number := self._any(n):
            await cashier.settle(
                "bank", replace(self.bank.payments[number], state="paid", fen=n + 1, transaction_id="X")
            )

    async def time_passes(self, n: int) -> None:
        for row in (await db.rows("SELECT id FROM payments WHERE state = 'opened' ORDER BY id"))[n % 2 :]:
            await time_is_over(row["id"])

    async def asks(self, n: int) -> None:
        await due_again()
        await asking.work_once()

    async def sends_back(self, n: int) -> None:
        await due_again()
        await sending_back.work_once()

    async def refunds_arrive(self, n: int) -> None:
        self.bank.does_all()

    async def case_ends(self, n: int) -> None:
        who = self.people[n % len(self.people)]
        case = who.cases[n % len(who.cases)]
        if await case_state(case) == "in_review":
            await deny(case)
        else:
            await withdraw(who)

    async def outbox_works(self, n: int) -> None:
        await events_worked()

    async def finance_looks(self, n: int) -> None:
        for waiting in await cashier.to_approve(["police"]):
            await (cashier.refuse_refund if n % 3 == 0 else cashier.approve_refund)("finance", waiting.id)

    async def an_officer_asks_for_some_back(self, n: int) -> None:
        who = self.people[n % len(self.people)]
        await cashier.ask_refund("officer", who.orders[n % len(who.orders)], 1 + n * 40)

    async def cash_is_taken(self, n: int) -> None:
        who = self.people[n % len(self.people)]
        await cashier.counter_payment(
            "clerk", who.orders[n % len(who.orders)], "cash", f"{who.application_id}{n}"[-40:]
        )

    async def bank_goes_away(self, n: int) -> None:
        (self.bank.down if n % 2 else self.bank.mute).add(ACTS[n % len(ACTS)])

    async def bank_comes_back(self, n: int) -> None:
        self.bank.down.clear()
        self.bank.mute.clear()

    async def process_will_die(self, n: int) -> None:
        def die() -> None:
            faults.disarm()
            raise Killed

        faults.arm(POINTS[n % len(POINTS)], die)

    def _any(self, n: int) -> str | None:
        numbers = list(self.bank.payments)
        return numbers[n % len(numbers)] if numbers else None

    async def happens(self, what: str, n: int) -> None:
        act: Callable[[int], Awaitable[None]] = getattr(self, what)
        try:
            await act(n)
        except (Refusal, Killed):
            return

    async def ends(self) -> None:
        """Everybody is well, finance lets everything go, the bank calls until it is heard: all comes to rest."""
        faults.disarm()
        await self.bank_comes_back(0)
        for n in range(6):
            await self.happens("time_passes", 0)
            for which in range(len(self.bank.payments)):
                await self.happens("bank_tells", which)
            for what in ("outbox_works", "asks", "sends_back", "refunds_arrive", "finance_looks"):
                await due_again()
                await self.happens(what, n * 3 + 1)


OFTEN = ["goes_to_the_till", "pays", "bank_tells", "bank_comes_back", "time_passes", "asks"]
STEPS = OFTEN + sorted(name for name in vars(Story) if not name.startswith("_") and name not in ("happens", "ends"))


async def _at_rest(bank: Bank, people: list[Asked]) -> None:
    await books_are_straight()
    assert await db.rows("SELECT id FROM payments WHERE state = 'opened'") == []
    assert await db.rows("SELECT id FROM refunds WHERE state IN ('asked', 'accepted')") == []
    for who in people:
        for order_id, case_id in zip(who.orders, who.cases, strict=True):
            row, case = await order(order_id), await case_state(case_id)
            kept = row["paid_fen"] - row["refunded_fen"]
            assert 0 <= kept <= row["fen"], "a fee is kept once, in part, or not at all"
            why = {one["because"].partition(".")[0]: one["error"] for one in await _given_back(order_id)}
            if "asked_by_staff" not in why:
                assert kept in (0, row["fen"]), "only a person asks for a part"
            if kept and case != "in_review":
                assert "refused_by_finance" in why.values(), (dict(row), case)
            if not kept and case == "in_review":
                assert "asked_by_staff" in why, (dict(row), case)
            assert row["state"] in {"paid", "refunded", "partly_refunded", "due", "closed"}


async def _given_back(order_id: str) -> list[db.Row]:
    return await db.rows("SELECT because, error FROM refunds WHERE order_id = $1", order_id)


async def _as_the_bank_has_it(bank: Bank) -> None:
    """Our account with the bank is the bank's own, but for what a difference stands for."""
    row = await db.row(
        "SELECT coalesce(sum(debit_fen) - sum(credit_fen), 0) AS fen FROM ledger WHERE account = 'provider:bank'"
    )
    assert row is not None
    assert int(row["fen"]) == bank.holds


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 60)), min_size=8, max_size=40))
async def test_whatever_happens_the_books_are_straight_and_nothing_is_kept_twice(
    bank: Bank, steps: list[tuple[str, int]]
) -> None:
    await _fresh(bank)
    story = Story(bank, [await asked("card", "permit"), await asked("card")])
    for what, n in steps:
        await story.happens(what, n)
        await books_are_straight()
    await story.ends()
    await _at_rest(bank, story.people)
    await _as_the_bank_has_it(bank)


async def _fresh(bank: Bank) -> None:
    """Nothing of the story before."""
    faults.disarm()
    for what in (bank.payments, bank.refunds, bank.down, bank.mute, bank.calls, bank.opened_as):
        what.clear()
    batch = db.Batch()
    for table in ("ledger", "refunds", "payment_orders", "payments", "orders", "money_differences", "outbox"):
        batch.run(f"DELETE FROM {table}")
    await db.commit(batch)
