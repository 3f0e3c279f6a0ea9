"""Progress as it happens: a long poll, or the same as an event stream. All that is told is read from the database."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.nudges import LOOK_AGAIN_S, Bell, Nudges
from core.json import encode

LONGEST_WAIT_S = 25  # under the 30 s after which proxies and mini-programs hang up
HEARTBEAT_S = 15  # CONTRACT
STREAM_S = 15 * 60  # then the client comes back with Last-Event-ID, perhaps to another process
RETRY_MS = 2000
LAST = 2**31 - 1  # no history is that long; what the column of numbers can hold


class Numbered(Protocol):
    @property
    def seq(self) -> int: ...


class Page(Protocol):
    """What came after a number, and the number to ask with next: not every number has a line for people."""

    @property
    def items(self) -> Sequence[Numbered]: ...
    @property
    def next(self) -> int: ...


Look = Callable[[int], Awaitable[Page]]
"""Asked again after every nudge."""


async def poll(request: Request, nudges: Nudges, about: str, look: Look, *, after: int, wait: float) -> Page | None:
    """What is new after `after`; when nothing is, wait for it. None when the client has gone meanwhile."""
    until = time.monotonic() + min(max(wait, 0), LONGEST_WAIT_S)
    async with nudges.watching(about) as bell:
        page = await look(after)
        gone = asyncio.ensure_future(_gone(request)) if not page.items and wait > 0 else None
        try:
            while gone and not page.items and not bell.closing and (left := until - time.monotonic()) > 0:
                await _rung_or_gone(bell, gone, min(left, LOOK_AGAIN_S))
                if gone.done():
                    return None
                page = await look(page.next)
        finally:
            if gone:
                gone.cancel()
                with suppress(asyncio.CancelledError):
                    await gone
    return page


async def _rung_or_gone(bell: Bell, gone: "asyncio.Future[None]", seconds: float) -> None:
    rung = asyncio.ensure_future(bell.wait(seconds))
    try:
        await asyncio.wait((rung, gone), return_when=asyncio.FIRST_COMPLETED)
    finally:
        rung.cancel()
        with suppress(asyncio.CancelledError):
            await rung


async def _gone(request: Request) -> None:
    """Ends when the client hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def stream(nudges: Nudges, about: str, look: Look, *, after: int) -> Response:
    """Server-sent events. A client that hangs up ends the stream at once; so does a house that shuts."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(nudges, about, look, after), media_type="text/event-stream", headers=headers)


async def _events(nudges: Nudges, about: str, look: Look, after: int) -> AsyncIterator[bytes]:
    ends = time.monotonic() + STREAM_S
    yield f"retry: {RETRY_MS}\n\n".encode()
    spoke = time.monotonic()
    async with nudges.watching(about) as bell:
        while not bell.closing and time.monotonic() < ends:
            page = await look(after)
            after = page.next
            for item in page.items:
                yield b"id: %d\nevent: progress\ndata: %s\n\n" % (item.seq, encode(item))
                spoke = time.monotonic()
            if time.monotonic() - spoke >= HEARTBEAT_S:
                yield b": still here\n\n"
                spoke = time.monotonic()
            await bell.wait(min(LOOK_AGAIN_S, HEARTBEAT_S))


def last_event_id(request: Request, after: int) -> int:
    """`Last-Event-ID` of a client that comes back, else `after`."""
    given = request.headers.get("last-event-id", "")
    return min(int(given), LAST) if given.isascii() and given.isdigit() and len(given) < 16 else after


def wants_stream(request: Request) -> bool:
    return "text/event-stream" in request.headers.get("accept", "")
