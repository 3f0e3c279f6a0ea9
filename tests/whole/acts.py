"""What anybody may do at any moment, each as one step: people, officers, tills, the bureau, the worker. `n` chooses."""

from collections import defaultdict
from datetime import date, timedelta

from core import db, desk, faults, outbox
from core.applications import clockwork, confirm, correct, withdraw
from core.desk import Said, Wanted
from core.refusals import NotFound, Refusal
from core.staff import Staff
from notifications import deliveries
from offices import answering, handing_over
from payments import asking, cashier, sending_back
from payments.providers import Update
from tests.whole.chances import DUE_AGAIN, KINDS, LIKELY, MOST_SHEETS, MOVES, ONWARD, POINTS
from tests.whole.people import handed_in, sees, sheet_of, upload
from tests.whole.stage import Killed, Stage


class Acts:
    """`plans`: what officers have said of the end of special procedures, by case, in their order."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.plans: dict[str, list[date | None]] = defaultdict(list)
        self.sheets: dict[str, str] = {}
        self.looked = 0

    # Citizens

    async def hands_in(self, n: int) -> None:
        if len(self.sheets) < MOST_SHEETS:
            told = sheet_of(KINDS[n % len(KINDS)], n // len(KINDS))
            self.sheets[await handed_in(self.stage.citizens[told.who], told)] = told.who

    async def second_parent_answers(self, n: int) -> None:
        who = self.stage.citizens["father"]
        await confirm(who, await self._sheet(n), "co_applicant", agree=n % 8 != 7, reason="我不同意")

    async def takes_back(self, n: int) -> None:
        sheet = await self._sheet(n)
        cases = [row["id"] for row in await self._cases(sheet)]
        some = (cases[n % len(cases)],) if cases and n % 3 else ()
        await withdraw(self.stage.citizens[self.sheets[sheet]], sheet, "不办了", some)

    async def puts_right(self, n: int) -> None:
        """Brings what is owed and hands back what waits for them."""
        sheet = await self._sheet(n)
        who = self.stage.citizens[self.sheets[sheet]]
        for row in await db.rows("SELECT DISTINCT material FROM promises WHERE application_id = $1", sheet):
            if n % 3:
                await upload(who.citizen_id, sheet, row["material"])
        found = await db.row("SELECT version FROM applications WHERE id = $1", sheet)
        assert found
        await correct(who, sheet, {}, found["version"])

    # Officers

    async def office_goes_on(self, n: int) -> None:
        """The next sensible step, by somebody who may."""
        row = await self._case(n, open_only=True)
        move = ONWARD.get(row["state"], "accept")
        if move != "take_back" or n % 9 == 8:
            await self._moves(self._colleague(row["department"], "one"), Wanted(row["id"], move, Said("同意")))

    async def office_does_anything(self, n: int) -> None:
        row = await self._case(n, open_only=n % 5 != 4)
        who = self._colleague(row["department"], ("one", "two", "boss")[n % 3])
        moves = MOVES if n % 7 == 6 else LIKELY.get(row["state"], MOVES)
        await self._moves(who, self._wanted(row, moves[n // 3 % len(moves)], n))

    async def somebody_else_tries(self, n: int) -> None:
        """A colleague of any office at all."""
        who = self.stage.staff[n % len(self.stage.staff)]
        row = await self._case(n // 3, open_only=True)
        await self._moves(who, self._wanted(row, MOVES[n // 7 % len(MOVES)], n))

    async def takes_in_hand(self, n: int) -> None:
        row = await self._case(n, open_only=True)
        await desk.claim(self._colleague(row["department"], ("one", "two")[n % 2]), row["id"])

    async def leases_run_out(self, n: int) -> None:
        await self._change("UPDATE cases SET claimed_until = 1 WHERE claimed_until IS NOT NULL")

    def _colleague(self, department: str, name: str) -> Staff:
        return next(one for one in self.stage.staff if one.name == f"{department}-{name}")

    def _wanted(self, row: db.Row, move: str, n: int) -> Wanted:
        until = self.stage.clock.day + timedelta(days=n % 9) if move == "suspend" and n % 4 else None
        reason = {"suspend": ("hearing", "inspection")[n % 2], "return": "unreadable"}.get(move)
        version = row["version"] - (1 if n % 11 == 10 else 0) if n % 2 else None
        return Wanted(row["id"], move, Said("经核对", reason, "可以申请行政复议", until), (), version)

    async def _moves(self, who: Staff, wanted: Wanted) -> None:
        """One event when it is made, by them; none at all when it is refused; another office's case is not there."""
        row = await db.row("SELECT * FROM cases WHERE id = $1", wanted.case)
        assert row
        before = await self._seq(row["application_id"])
        met: Refusal | None = None
        try:
            await desk.make(who, wanted)
        except Refusal as refusal:
            met = refusal
        assert isinstance(met, NotFound) == (not sees(who.department, row["department"])), met
        if met:
            assert await self._seq(row["application_id"]) == before
            return
        if wanted.move == "suspend":
            self.plans[wanted.case].append(wanted.said.until)
        made = await db.rows(
            "SELECT actor_id, data FROM events WHERE application_id = $1 AND seq > $2 AND actor_id IS NOT NULL",
            row["application_id"], before,
        )  # fmt: skip
        assert [one["actor_id"] for one in made] == [who.id]

    # Money

    async def goes_to_the_till(self, n: int) -> None:
        due = await db.rows("SELECT id, citizen_id FROM orders WHERE state IN ('due', 'paying') ORDER BY id")
        if due:
            order = due[n % len(due)]
            who = next(one for one in self.stage.citizens.values() if one.citizen_id == order["citizen_id"])
            await cashier.pay(who, [order["id"]], "bank", "browser" if n % 5 else "mini")

    async def pays(self, n: int) -> None:
        if number := self._till(n):
            self.stage.bank.pays(number)

    async def bank_tells(self, n: int) -> None:
        if number := self._till(n):
            told = self.stage.bank.payments[number]
            await cashier.settle("bank", told if n % 5 else Update(number, "closed" if n % 2 else "opened", told.fen))

    async def a_wrong_amount_is_told(self, n: int) -> None:
        if number := self._till(n):
            await cashier.settle("bank", Update(number, "paid", n + 1, "X"))

    async def cash_is_taken(self, n: int) -> None:
        due = await db.rows("SELECT id FROM orders WHERE state IN ('due', 'paying') ORDER BY id")
        if due:
            await cashier.counter_payment("clerk", due[n % len(due)]["id"], "cash", f"R{n}")

    async def finance_looks(self, n: int) -> None:
        offices = ["donghu-public-security", "xiling-public-security"]
        for waiting in await cashier.to_approve(offices):
            await cashier.approve_refund("finance", waiting.id)

    async def refunds_arrive(self, n: int) -> None:
        self.stage.bank.does_all()

    def _till(self, n: int) -> str | None:
        numbers = list(self.stage.bank.payments)
        return numbers[n % len(numbers)] if numbers else None

    # The bureau, the worker, the world

    async def bureau_decides(self, n: int) -> None:
        update = self.stage.bureau.decides(n)
        if update and n % 3:
            await answering.answered(self.stage.bureau.name, update)

    async def world_changes(self, n: int) -> None:
        self.stage.bureau.mood = ("takes", "takes", "away", "later", "mute", "refuses")[n % 6]
        self.stage.gateway.down, self.stage.gateway.mute = n % 7 == 6, n % 7 == 5
        self.stage.bank.down = {("start", "ask", "close", "refund", "ask_refund")[n % 5]} if n % 4 == 3 else set()

    async def outbox_works(self, n: int) -> None:
        await outbox.work_once(1 + n % 50)

    async def jobs_work(self, n: int) -> None:
        await self.due_again(n)
        jobs = (
            outbox.work_once,
            handing_over.work_once,
            asking.work_once,
            sending_back.work_once,
            deliveries.work_once,
        )
        for job in jobs[n % 5 :] + jobs[: n % 5]:
            await job()

    async def due_again(self, n: int) -> None:
        """As if leases had ended and waits were over."""
        await self._change(*DUE_AGAIN)

    async def clock_strikes(self, n: int) -> None:
        await clockwork.tick(1 + n % 5)

    async def tills_are_over(self, n: int) -> None:
        await self._change("UPDATE payments SET expires_at = 1, ask_at = 0 WHERE state = 'opened'")

    async def process_will_die(self, n: int) -> None:
        def die() -> None:
            faults.disarm()
            raise Killed

        faults.arm(POINTS[n % len(POINTS)], die)

    async def _sheet(self, n: int) -> str:
        if not self.sheets:
            raise NotFound("nobody has handed in anything")
        return list(self.sheets)[n % len(self.sheets)]

    async def _cases(self, sheet: str | None = None) -> list[db.Row]:
        where = f"WHERE application_id = '{sheet}'" if sheet else ""
        return await db.rows(f"SELECT * FROM cases {where} ORDER BY application_id, position")

    async def _case(self, n: int, *, open_only: bool) -> db.Row:
        found = await self._cases()
        some = [row for row in found if row["opened"] and row["submitted_at"]] if open_only else found
        if not some:
            raise NotFound("there is no case")
        return some[n % len(some)]

    async def _seq(self, sheet: str) -> int:
        row = await db.row("SELECT seq FROM applications WHERE id = $1", sheet)
        assert row
        return int(row["seq"])

    async def _change(self, *statements: str) -> None:
        batch = db.Batch()
        for statement in statements:
            batch.run(statement)
        await db.commit(batch)
