"""Doing what was claimed: each message by its consumer, or many of a planning consumer's in one commit."""

import asyncio
import logging
from collections.abc import Sequence

from core import db, faults
from core.db.batch import Batch
from core.outbox.consumers import Consumer, Message, Planner, registered
from core.outbox.rows import claim, named, put_off, remember
from core.refusals import Unavailable

AT_ONCE = 8
Outcome = tuple[Message, Exception | None]
_log = logging.getLogger("outbox")


async def work_once(limit: int = 50) -> int:
    """Claim a batch, do it, remember it. Answers how many were claimed: 0 means there is nothing to do just now."""
    claimed = await claim(limit)
    if not claimed:
        return 0
    faults.point("outbox_claimed")
    by_consumer: dict[str, list[Message]] = {}
    for consumer, message in claimed:
        by_consumer.setdefault(consumer, []).append(message)
    gate = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(_work(gate, consumer, messages) for consumer, messages in by_consumer.items()))
    return len(claimed)


async def _work(gate: asyncio.Semaphore, consumer: str, messages: Sequence[Message]) -> None:
    """All that was claimed for one consumer, to the end: nobody waits for another's slow ones."""
    known = registered(consumer)
    if known is None:
        await _remember([(message, Unavailable("consumer_not_here")) for message in messages])
        return
    if known.plan and len(messages) > 1 and await _planned(consumer, known.plan, messages):
        return
    errors = await asyncio.gather(*(_do(gate, consumer, known.run, message) for message in messages))
    faults.point("outbox_done_not_remembered")
    await _remember(list(zip(messages, errors, strict=True)))


async def _planned(consumer: str, plan: Planner, messages: Sequence[Message]) -> bool:
    """What they come to and that they are done, in one commit. False: nothing happened, each has to be done alone."""
    try:
        planned = await plan(messages)
        outcomes = [(message, planned.failed.get(message.id)) for message in messages]
        batch = Batch()
        batch.add(planned.writes)
        _put_down(batch, outcomes)
        faults.point("outbox_planned")
        await db.commit(batch)
    except Exception as error:  # noqa: BLE001  one of them may spoil it for all; alone it fails alone
        _log.warning("outbox_plan_failed", extra={"consumer": consumer, "error": named(error)})
        return False
    for message, failed in outcomes:
        if failed is not None:
            _complain(consumer, message, failed)
    if planned.afterwards:
        planned.afterwards()
    return True


async def _do(gate: asyncio.Semaphore, consumer: str, run: Consumer, message: Message) -> Exception | None:
    async with gate:
        try:
            await run(message)
        except Exception as error:  # noqa: BLE001  whatever a consumer fails with, its row is kept and tried again
            _complain(consumer, message, error)
            return error
    return None


def _complain(consumer: str, message: Message, error: Exception) -> None:
    about = {"consumer": consumer, "topic": message.topic, "id": message.id, "error": named(error)}
    _log.warning("outbox_consumer_failed", extra=about)


async def _remember(outcomes: Sequence[Outcome]) -> None:
    batch = Batch()
    _put_down(batch, outcomes)
    await db.commit(batch)


def _put_down(batch: Batch, outcomes: Sequence[Outcome]) -> None:
    remember(batch, [message.id for message, error in outcomes if error is None])
    for message, error in outcomes:
        if error is not None:
            put_off(batch, message, error)
