"""The outbox: at least once out, in order, never lost, never stuck."""

import asyncio
from collections import Counter

import pytest

from core import db, faults, outbox
from core.db import Batch
from core.ids import new_id
from core.outbox import Dead, Message
from core.refusals import Unavailable

pytestmark = pytest.mark.usefixtures("database", "clean_outbox")


@pytest.fixture
def clean_outbox():
    outbox.forget_consumers()
    yield
    outbox.forget_consumers()
    faults.disarm()


async def _happened(key: str, seq: int, topic: str = "told") -> str:
    event_id = new_id()
    batch = Batch()
    outbox.add(batch, event_id=event_id, topic=topic, key=key, seq=seq, data={"n": seq})
    await db.commit(batch)
    return event_id


async def _overdue() -> None:
    """As if the leases had run out and the back-off were over."""

    async def write() -> None:
        await db.execute("UPDATE outbox SET locked_until = 1 WHERE state = 0")
        await db.execute("UPDATE outbox SET available_at = 1 WHERE state = 0")

    await db.tx(write)


async def test_every_interested_consumer_gets_the_message_once_and_others_none():
    seen: list[tuple[str, int]] = []

    def consumer(name: str):
        async def run(message: Message) -> None:
            seen.append((name, message.seq))

        return run

    outbox.register("letters", {"told"}, consumer("letters"))
    outbox.register("everything", None, consumer("everything"))
    outbox.register("money", {"paid"}, consumer("money"))
    await _happened("a" * 26, 1)
    assert await outbox.work_once() == 2
    assert sorted(seen) == [("everything", 1), ("letters", 1)]
    assert await outbox.work_once() == 0


async def test_messages_of_one_application_come_in_order_though_many_workers_pull():
    seen: dict[str, list[int]] = {}

    async def run(message: Message) -> None:
        await asyncio.sleep(0)
        seen.setdefault(message.application_id, []).append(message.seq)

    outbox.register("letters", None, run)
    for seq in range(1, 6):
        for key in ("a" * 26, "b" * 26, "c" * 26):
            await _happened(key, seq)
    for _ in range(20):
        await asyncio.gather(*(outbox.work_once(limit=3) for _ in range(3)))
    assert seen == {key * 26: [1, 2, 3, 4, 5] for key in "abc"}


async def test_a_consumer_that_is_unavailable_is_asked_again_later_and_holds_its_application_back():
    tries: list[int] = []

    async def run(message: Message) -> None:
        tries.append(message.seq)
        if len(tries) == 1:
            raise Unavailable("gateway_down")

    outbox.register("letters", None, run)
    await _happened("a" * 26, 1)
    await _happened("a" * 26, 2)
    await outbox.work_once()
    await db.tx(_make_second_available)
    assert tries == [1]
    for _ in range(3):
        await _overdue()
        await outbox.work_once()
    assert tries == [1, 1, 2]


async def _make_second_available() -> None:
    await db.execute("UPDATE outbox SET available_at = 1 WHERE seq = 2")


async def test_a_dead_row_is_shown_and_no_longer_blocks_its_application():
    seen: list[int] = []

    async def run(message: Message) -> None:
        if message.seq == 1:
            raise Dead("template_missing")
        seen.append(message.seq)

    outbox.register("letters", None, run)
    await _happened("a" * 26, 1)
    await _happened("a" * 26, 2)
    await outbox.work_once()
    await outbox.work_once()
    assert seen == [2]
    (dead,) = await outbox.dead()
    assert (dead["consumer"], dead["last_error"]) == ("letters", "Dead: template_missing")
    await outbox.revive(dead["id"])
    assert await outbox.waiting() == 1


async def test_a_row_that_always_fails_dies_after_a_known_number_of_attempts():
    async def run(message: Message) -> None:
        raise ValueError("张三 110105194912310021 must not be kept")

    outbox.register("letters", None, run)
    await _happened("a" * 26, 1)
    for _ in range(outbox.MOST_ATTEMPTS):
        await _overdue()
        await outbox.work_once()
    (dead,) = await outbox.dead()
    assert dead["attempts"] == outbox.MOST_ATTEMPTS
    assert dead["last_error"] == "ValueError"


class Killed(BaseException):
    """Stands for a kill: nothing may catch it."""


@pytest.mark.parametrize("place", ["outbox_claimed", "outbox_done_not_remembered"])
async def test_a_worker_killed_anywhere_loses_nothing(place: str):
    seen: Counter[int] = Counter()

    async def run(message: Message) -> None:
        seen[message.seq] += 1

    def kill() -> None:
        raise Killed

    outbox.register("letters", None, run)
    for n, key in enumerate(("a" * 26, "b" * 26, "c" * 26), 1):
        await _happened(key, n)
    faults.arm(place, kill)
    with pytest.raises(Killed):
        await outbox.work_once()
    faults.disarm()
    assert await outbox.work_once() == 0, "the dead worker's lease still holds"
    await _overdue()
    assert await outbox.work_once() == 3
    assert await outbox.waiting() == 0
    assert set(seen) == {1, 2, 3}
    assert max(seen.values()) <= 2, "at least once, and a second time only after a kill"


async def test_a_message_whose_consumer_is_not_in_this_process_waits_for_one_that_is():
    async def run(message: Message) -> None:
        raise AssertionError("not this one")

    outbox.register("letters", None, run)
    await _happened("a" * 26, 1)
    outbox.forget_consumers()
    await outbox.work_once()
    assert await outbox.waiting() == 1


async def test_hundreds_of_messages_and_four_workers_do_each_once():
    seen: Counter[str] = Counter()

    async def run(message: Message) -> None:
        seen[message.event_id] += 1

    outbox.register("letters", None, run)
    for n in range(200):
        await _happened(f"{n:026d}", 1)

    async def worker() -> None:
        while await outbox.work_once(limit=7):
            pass

    await asyncio.gather(*(worker() for _ in range(4)))
    assert len(seen) == 200
    assert set(seen.values()) == {1}
