"""Applications handed in the way everybody hands them in, by nobody but core: what other measurements begin with."""

import asyncio

from bench.people import people
from core.applications import begin, submit
from core.citizens import Caller
from tests.core.applications.world import Told

ANSWERS = {"first": "一", "second": "二", "third": "三", "fourth": "四", "fifth": "五"}
PEOPLE, AT_ONCE = 50, 8


async def submitted(count: int) -> None:
    """So many, each with one case that a person has to decide. The database is open, the scenes are published."""
    callers = [caller async for caller in people(PEOPLE)]
    numbers = iter(range(count))

    async def one_after_another() -> None:
        for n in numbers:
            await _one(callers[n % PEOPLE])

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))


async def _one(caller: Caller) -> None:
    knowledge = Told({})
    sheet = await begin(caller, "five-fields", ANSWERS, knowledge=knowledge)
    consents = [consent.id for consent in sheet.consents]
    await submit(caller, sheet.id, sheet.version, consents=consents, knowledge=knowledge)
