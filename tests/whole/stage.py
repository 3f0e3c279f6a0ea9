"""The whole house on one database, with a pretend world around it: for stories that run step by step, from outside.

A story is a synchronous machine; every step is run to its end on one loop of its own, in one context.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import offices
from core import crypto, db, faults, outbox, serials
from core.applications import publish
from core.applications.deciding import TOPICS, decide_by_rule
from core.calendar import Calendar, Year
from core.citizens import Caller
from core.house import house, open_house
from core.scenes import City
from core.staff import Staff
from core.time import now_ms, travel_by
from notifications import writing
from notifications.letters import load as load_letters
from notifications.post import forget_listeners, open_post
from offices import handing_over
from payments import refunding
from payments.policy import load as load_policy
from payments.tills import open_tills
from tests.conftest import ROOT
from tests.payments.bank import Bank
from tests.whole.days import FIRST_DAY, HOLIDAYS, WORKED
from tests.whole.people import citizens, colleagues
from tests.whole.pretend import Bureau, Gateway

T = TypeVar("T")
YEARS = [Year(2026, "a test's", (), frozenset(WORKED)), Year(2027, "a test's", HOLIDAYS), Year(2028, "a test's")]
CALENDAR = Calendar.of([*YEARS, Year(2029, "", (), published=False)])
DAY_MS = 86_400_000  # midnight UTC is eight in China
OF_A_STORY = (
    "applications", "parties", "cases", "events", "consents", "uploads", "materials", "promises", "outbox",
    "letters", "deliveries", "orders", "payments", "payment_orders", "refunds", "ledger", "money_differences",
    "documents", "handovers", "licences", "access_log", "reminders",
)  # fmt: skip


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Clock:
    """Business time: the day as the story has it, a second later at every look."""

    day: date = FIRST_DAY
    looks: int = 0

    def offset(self) -> timedelta:
        self.looks += 1
        day = (self.day - date(1970, 1, 1)).days * DAY_MS
        return timedelta(milliseconds=day + self.looks * 1000 - now_ms())


@dataclass
class Stage:
    """What a story has at hand. `run` runs one step; the people are the same in every story, their sheets are not."""

    runner: asyncio.Runner
    clock: Clock = field(default_factory=Clock)
    bank: Bank = field(default_factory=Bank)
    bureau: Bureau = field(default_factory=Bureau)
    gateway: Gateway = field(default_factory=Gateway)
    citizens: dict[str, Caller] = field(default_factory=dict)
    staff: tuple[Staff, ...] = ()

    def run(self, step: Coroutine[object, object, T]) -> T:
        return self.runner.run(step)

    async def fresh(self) -> None:
        """Nothing of the story before."""
        faults.disarm()
        self.clock.day, self.clock.looks = FIRST_DAY, 0
        self.bank, self.bureau, self.gateway = Bank(), Bureau(), Gateway()
        offices.use({self.bureau.name: self.bureau})
        open_tills([self.bank], load_policy(ROOT / "city" / "policies" / "money.yaml"))
        open_post(load_letters(ROOT / "city" / "letters"), [self.gateway])
        batch = db.Batch()
        for table in OF_A_STORY:
            batch.run(f"DELETE FROM {table}")
        await db.commit(batch)


@contextmanager
def opened_stage(url: str, city: City, keys: Path) -> Iterator[Stage]:
    """The house open on this database, until the block ends."""
    calendar = house().calendar
    with crypto.using(crypto.demo_keyring(keys)), asyncio.Runner() as runner:
        stack, stage = AsyncExitStack(), Stage(runner)
        open_house(city, CALENDAR)
        travel_by(stage.clock.offset)
        try:
            runner.run(_open(stack, stage, url))
            yield stage
        finally:
            runner.run(stack.aclose())
            travel_by(timedelta)
            open_house(city, calendar)
            outbox.forget_consumers()
            forget_listeners()
            offices.use({})
            faults.disarm()


async def _open(stack: AsyncExitStack, stage: Stage, url: str) -> None:
    await stack.enter_async_context(db.opened(url))
    outbox.forget_consumers()
    outbox.register("decide", TOPICS, decide_by_rule)
    writing.register()
    handing_over.register()
    refunding.register()
    serials.forget_blocks()
    await publish()
    stage.citizens = await citizens()
    stage.staff = await colleagues()
