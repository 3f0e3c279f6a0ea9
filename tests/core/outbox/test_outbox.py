"""The outbox: at least once out, in order, never lost, never stuck."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import pytest

from core import db, faults, outbox
from core.db import Batch
from core.ids import new_id
from core.outbox import Dead, Message, Planned
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
    assert (await outbox.queue()).waiting == 1


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
    assert (await outbox.queue()).waiting == 0
    assert set(seen) == {1, 2, 3}
    assert max(seen.values()) <= 2, "at least once, and a second time only after a kill"


async def test_a_message_whose_consumer_is_not_in_this_process_waits_for_one_that_is():
    async def run(message: Message) -> None:
        raise AssertionError("not this one")

    outbox.register("letters", None, run)
    await _happened("a" * 26, 1)
    outbox.forget_consumers()
    await outbox.work_once()
    assert (await outbox.queue()).waiting == 1


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


def _planning(seen: list[list[int]], *, spoilt_by: int | None = None):
    """A consumer that writes one sign-in code per message, many at once; and alone, with the same outcome."""

    async def plan(messages: Sequence[Message]) -> Planned:
        seen.append([message.seq for message in messages])
        batch, failed = Batch(), {}
        for message in messages:
            if message.seq == 2:
                failed[message.id] = Dead("no_words")
                continue
            row = {"id": message.event_id, "phone_index": "p", "code_hash": "h", "tries": 0, "created_at": 1}
            batch.insert("sign_in_codes", {**row, "expires_at": 1})
            if message.seq == spoilt_by:
                batch.update("sign_in_codes", {"id": "nobody"}, {"tries": 1})
        return Planned(batch, failed)

    async def run(message: Message) -> None:
        planned = await plan([message])
        if planned.failed:
            raise planned.failed[message.id]
        await db.commit(planned.writes)

    return run, plan


async def _written() -> int:
    return (await db.table_counts("sign_in_codes"))["sign_in_codes"]


async def test_what_is_planned_for_many_is_written_with_their_being_done_and_one_that_cannot_be_is_dead():
    seen: list[list[int]] = []
    run, plan = _planning(seen)
    outbox.register("letters", None, run, plan=plan)
    for n, key in enumerate(("a" * 26, "b" * 26, "c" * 26), 1):
        await _happened(key, n)
    assert await outbox.work_once() == 3
    assert seen == [[1, 2, 3]]
    assert (await _written(), (await outbox.queue()).waiting) == (2, 0)
    assert [row["last_error"] for row in await outbox.dead()] == ["Dead: no_words"]


async def test_a_plan_that_cannot_be_written_as_a_whole_is_done_one_by_one():
    seen: list[list[int]] = []
    run, plan = _planning(seen, spoilt_by=3)
    outbox.register("letters", None, run, plan=plan)
    for n, key in enumerate(("a" * 26, "b" * 26, "c" * 26), 1):
        await _happened(key, n)
    await outbox.work_once()
    assert sorted(seen) == [[1], [1, 2, 3], [2], [3]]
    assert (await _written(), (await outbox.queue()).waiting, len(await outbox.dead())) == (1, 1, 1)


async def test_a_worker_killed_before_its_plan_is_written_has_done_nothing():
    run, plan = _planning([])
    outbox.register("letters", None, run, plan=plan)
    for n, key in enumerate(("a" * 26, "c" * 26)):
        await _happened(key, n * 3)

    def kill() -> None:
        raise Killed

    faults.arm("outbox_planned", kill)
    with pytest.raises(Killed):
        await outbox.work_once()
    faults.disarm()
    assert (await _written(), (await outbox.queue()).waiting) == (0, 2)
    await _overdue()
    await outbox.work_once()
    assert (await _written(), (await outbox.queue()).waiting) == (2, 0)


async def test_a_consumer_is_given_only_the_events_it_wants():
    async def run(message: Message) -> None:
        assert message.seq == 2

    outbox.register("letters", None, run, wants=lambda data: data["n"] == 2)
    for seq in (1, 2):
        await _happened("a" * 26, seq)
    assert (await outbox.queue()).waiting == 1
    assert await outbox.work_once() == 1
