"""The smaller parts: knowledge from many sources, the worker's loops, what is written down, who may call."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from datetime import date

import pytest
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from api import logs
from api.knowledge import CityKnowledge
from api.sentry import reporter
from api.worker import Job, Worker
from core.ports import Fact, FactField, Facts, Path, Subject

NOBODY = Subject(None, None, None)
TODAY = date(2026, 11, 23)


@dataclass
class Source:
    """A register that knows one path and answers as told."""

    name: str
    path: Path
    value: bool = True
    slow: bool = False
    broken: bool = False
    asked: list[Set[Path]] = field(default_factory=list)

    @property
    def fields(self) -> tuple[FactField, ...]:
        return (FactField(self.path, "boolean", "says", "source", "owner"),)

    async def look_up(self, subject: Subject, paths: Set[Path], purpose: str) -> Facts:
        self.asked.append(paths)
        if self.slow:
            await asyncio.Event().wait()
        if self.broken:
            raise ZeroDivisionError("张国林 990101196006150113")
        return Facts({self.path: Fact(self.value, "source", TODAY)})


async def test_sources_are_asked_side_by_side_and_only_for_what_they_know() -> None:
    a, b = Source("a", "registry.a"), Source("b", "registry.b", value=False)
    knowledge = CityKnowledge([a, b])
    found = await knowledge.look_up(NOBODY, {"registry.a", "registry.b", "registry.nobody"}, "test")
    assert {path: fact.value for path, fact in found.known.items()} == {"registry.a": True, "registry.b": False}
    assert found.unknown == {"registry.nobody"}
    assert a.asked == [{"registry.a"}]
    assert set(knowledge.vocabulary()) == {"registry.a", "registry.b"}


async def test_a_slow_or_broken_source_leaves_its_own_paths_unknown_and_stops_nobody() -> None:
    good = Source("good", "registry.good")
    sources = [good, Source("slow", "registry.slow", slow=True), Source("broken", "registry.broken", broken=True)]
    found = await CityKnowledge(sources, patience=0.05).look_up(NOBODY, {s.path for s in sources}, "test")
    assert set(found.known) == {"registry.good"}
    assert found.unknown == {"registry.slow", "registry.broken"}


def test_two_sources_cannot_claim_the_same_fact() -> None:
    with pytest.raises(ValueError, match="claimed by a and b"):
        CityKnowledge([Source("a", "registry.x"), Source("b", "registry.x")])


@dataclass
class Doing:
    """Work that is there for a while; counts how often it was asked."""

    batches: list[int]
    asked: int = 0
    did: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self) -> int:
        self.asked += 1
        if self.batches:
            return self.batches.pop(0)
        self.did.set()
        return 0


async def test_a_worker_works_until_there_is_nothing_and_is_woken_by_news() -> None:
    doing = Doing([5, 5, 1])
    worker = Worker([Job("one", doing, idle=60)])
    worker.start()
    await doing.did.wait()
    assert doing.asked == 4
    doing.did.clear()
    doing.batches.append(2)
    worker.wake()
    await doing.did.wait()
    await worker.stop()
    assert doing.asked == 6


async def test_what_one_job_did_wakes_the_others() -> None:
    first, second = Doing([]), Doing([])
    worker = Worker([Job("first", first, idle=60), Job("second", second, idle=60)])
    worker.start()
    await first.did.wait()
    await second.did.wait()
    second.did.clear()
    first.batches.append(1)
    worker._news["first"].set()
    await second.did.wait()
    await worker.stop()


async def test_a_job_that_fails_rests_and_is_tried_again() -> None:
    tried = asyncio.Event()
    times = 0

    async def fails_once() -> int:
        nonlocal times
        times += 1
        if times == 1:
            raise ConnectionError("the database is away")
        tried.set()
        return 0

    worker = Worker([Job("shaky", fails_once, idle=60)])
    worker.start()
    await asyncio.wait_for(tried.wait(), 5)
    await worker.stop()


async def test_a_worker_that_stops_finishes_the_batch_at_hand() -> None:
    begun, go_on, finished = asyncio.Event(), asyncio.Event(), []

    async def long() -> int:
        begun.set()
        await go_on.wait()
        finished.append(True)
        return 1

    worker = Worker([Job("long", long)])
    worker.start()
    await begun.wait()
    stopping = asyncio.create_task(worker.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert finished == [True]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the process writes down."""
    root, out = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.set_up("info", out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = True


def test_a_log_line_is_json_with_codes_and_without_people(written: io.StringIO) -> None:
    log = logging.getLogger("somebody.elses.library")
    log.warning("no such row: 张国林 at /track?query_code=K7MP2XH9&phone=19900990001", extra={"id": "06h01hh88c0069sp"})
    try:
        raise KeyError("张国林 990101196006150113")
    except KeyError:
        log.exception("it failed for %s", "990101196006150113")
    warned, failed = (json.loads(line) for line in written.getvalue().splitlines())
    assert warned["id"] == "06h01hh88c0069sp"
    assert failed["error"] == "KeyError"
    assert any("test_parts.py" in frame for frame in failed["at"])
    for secret in ("张国林", "990101196006150113", "19900990001", "K7MP2XH9"):
        assert secret not in written.getvalue()


class Kept(Transport):
    """Sentry's wire, kept in a list."""

    sent: list[str]

    def capture_envelope(self, envelope: Envelope) -> None:
        KEPT.append(envelope.serialize().decode())


KEPT: list[str] = []


def test_sentry_hears_of_a_fault_and_of_nobody_in_it() -> None:
    report = reporter("https://public@sentry.example/1", Kept)
    phone = "19900990001"
    try:
        raise RuntimeError(f"no row for 张国林 {phone} in /track?code=K7MP2XH9")
    except RuntimeError as error:
        report(error, "abc123")
    assert len(KEPT) == 1
    assert "RuntimeError" in KEPT[0]
    assert "abc123" in KEPT[0]
    for secret in ("张国林", phone, "K7MP2XH9", "\\u5f20"):
        assert secret not in KEPT[0]
