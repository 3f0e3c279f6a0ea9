"""Long poll and event stream: nothing missed, nothing held longer than its client."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import pytest
from starlette.requests import Request
from starlette.types import Message

from api import live
from api.nudges import Nudges
from api.shared import connect


@dataclass(frozen=True)
class Line:
    seq: int


@dataclass(frozen=True)
class Page:
    items: Sequence[Line]
    next: int


@dataclass
class History:
    lines: list[Line] = field(default_factory=list)

    async def look(self, after: int) -> Page:
        found = [line for line in self.lines if line.seq > after]
        return Page(found, found[-1].seq if found else after)

    def add(self) -> None:
        self.lines.append(Line(len(self.lines) + 1))


def request(hang_up: asyncio.Event | None = None, headers: Sequence[tuple[bytes, bytes]] = ()) -> Request:
    never = hang_up or asyncio.Event()

    async def receive() -> Message:
        await never.wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http", "method": "GET", "path": "/", "headers": list(headers)}, receive)


async def watched(nudges: Nudges, by: int = 1) -> None:
    """Until so many watch."""
    for _ in range(10_000):
        if nudges.watchers >= by:
            return
        await asyncio.sleep(0)
    pytest.fail("nobody watches")


@pytest.fixture
async def nudges() -> AsyncIterator[Nudges]:
    one = Nudges(connect(""))
    yield one
    await one.stop()


async def test_a_poll_answers_at_once_what_is_there(nudges: Nudges) -> None:
    history = History([Line(1), Line(2)])
    page = await live.poll(request(), nudges, "a", history.look, after=1, wait=20)
    assert page == Page([Line(2)], 2)


async def test_a_poll_waits_for_the_nudge_and_then_answers(nudges: Nudges) -> None:
    history = History()
    asked = asyncio.create_task(live.poll(request(), nudges, "a", history.look, after=0, wait=20))
    await watched(nudges)
    history.add()
    nudges.nudge("a")
    assert await asked == Page([Line(1)], 1)
    assert nudges.watchers == 0


async def test_a_poll_without_news_answers_with_nothing_and_the_same_number(nudges: Nudges) -> None:
    assert await live.poll(request(), nudges, "a", History().look, after=7, wait=0.01) == Page([], 7)


async def test_a_client_that_hangs_up_frees_its_place(nudges: Nudges) -> None:
    hang_up = asyncio.Event()
    asked = asyncio.create_task(live.poll(request(hang_up), nudges, "a", History().look, after=0, wait=20))
    await watched(nudges)
    hang_up.set()
    assert await asked is None
    assert nudges.watchers == 0


async def test_a_house_that_shuts_lets_every_watcher_go(nudges: Nudges) -> None:
    polls = [
        asyncio.create_task(live.poll(request(), nudges, "a", History().look, after=0, wait=20)) for _ in range(50)
    ]
    await watched(nudges, 50)
    nudges.close()
    assert await asyncio.gather(*polls) == [Page([], 0)] * 50


async def test_a_stream_tells_each_line_with_its_number_and_resumes_after_it(nudges: Nudges) -> None:
    history = History([Line(1), Line(2), Line(3)])
    told = live._events(nudges, "a", history.look, 1)
    assert await anext(told) == b"retry: 2000\n\n"
    assert await anext(told) == b'id: 2\nevent: progress\ndata: {"seq":2}\n\n'
    assert await anext(told) == b'id: 3\nevent: progress\ndata: {"seq":3}\n\n'
    history.add()
    nudges.nudge("a")
    assert (await anext(told)).startswith(b"id: 4\n")
    await told.aclose()
    assert nudges.watchers == 0


async def test_last_event_id_goes_before_the_query_and_nonsense_is_passed_over(nudges: Nudges) -> None:
    assert live.last_event_id(request(headers=[(b"last-event-id", b"12")]), 3) == 12
    assert live.last_event_id(request(headers=[(b"last-event-id", b"x' or 1")]), 3) == 3
    assert live.last_event_id(request(), 3) == 3


async def test_nudges_reach_the_watchers_of_another_process_over_redis(redis_url: str) -> None:
    here, there = Nudges(connect(redis_url)), Nudges(connect(redis_url))
    here.start()
    there.start()
    history = History()
    asked = asyncio.create_task(live.poll(request(), there, "a", history.look, after=0, wait=20))
    await watched(there)
    history.add()
    for _ in range(200):  # the other process may not have subscribed yet: a nudge may be lost, and is sent again
        here.nudge("a")
        await asyncio.wait([asked], timeout=0.05)
    assert (await asked) == Page([Line(1)], 1)
    await here.stop()
    await there.stop()


async def test_nudges_without_redis_still_reach_this_process() -> None:
    nudges = Nudges(connect("redis://127.0.0.1:1"))
    nudges.start()
    history = History()
    asked = asyncio.create_task(live.poll(request(), nudges, "a", history.look, after=0, wait=20))
    await watched(nudges)
    history.add()
    nudges.nudge("a")
    assert await asked == Page([Line(1)], 1)
    assert not await nudges.reachable()
    await nudges.stop()
