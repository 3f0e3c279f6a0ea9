"""The one client through which the house calls anybody: never inside a transaction, never without a time-out.

It logs nothing: what a call was about goes to the hook as names and numbers, without addresses or anything personal.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

import httpx

from core.db import in_transaction
from core.json import Json, decode
from core.refusals import Unavailable
from core.time import now_ms
from vendors.circuit import Fuse
from vendors.lines import Lines

ANSWER_LIMIT = 1_048_576  # bytes; a photo from a licence library fits, a flood does not
CONNECTIONS = 100
HEADERS = {"accept": "*/*", "accept-encoding": "identity", "user-agent": "zhangban"}  # nothing comes compressed

# At INFO they write whole addresses, and some vendors want phones in theirs.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

Outcome = Literal["answered", "failed", "timed_out", "unreachable", "too_long", "resting"]


class CalledInTransaction(RuntimeError):
    """A fault of ours: a vendor was called while a transaction held locks."""


@dataclass(frozen=True)
class Call:
    """One call. `line` names whom we call (it carries the fuse), `purpose` why, `key` the one thing it is about.

    The same `key` is used again when the same thing is tried again; the vendor's file puts it where that vendor looks
    for it (Aliyun's OutId, a request_id). It says nothing about a person. `timeout` is in seconds for the whole call.
    """

    line: str
    purpose: str
    key: str
    url: str = field(repr=False)
    timeout: float
    method: Literal["GET", "POST"] = "POST"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    content: bytes = field(default=b"", repr=False)
    limit: int = ANSWER_LIMIT

    def __post_init__(self) -> None:
        if not (self.line and self.purpose and self.key):
            raise ValueError("a call needs a line, a purpose and a key")
        if self.timeout <= 0:
            raise ValueError("a call needs a time-out")


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Json:
        """Raises: ValueError when the body is not JSON."""
        return decode(self.body)


@dataclass(frozen=True)
class Seen:
    """One call, as metrics and logs may know it. `took_ms` is real time."""

    line: str
    purpose: str
    outcome: Outcome
    status: int
    took_ms: int


_lines: Lines | None = None
_fuses: dict[str, Fuse] = {}
_hook: Callable[[Seen], None] | None = None


def watch(hook: Callable[[Seen], None] | None) -> None:
    """`hook` hears of every call. It must be quick and must not raise."""
    global _hook
    _hook = hook


@asynccontextmanager
async def opened(proxy: str | None = None) -> AsyncIterator[None]:
    """Lines live as long as the process serves."""
    global _lines
    _lines = lines = Lines(CONNECTIONS, proxy)
    _fuses.clear()
    try:
        yield
    finally:
        _lines = None
        await lines.aclose()


async def send(call: Call) -> Answer:
    """Make the call, once: whoever asked decides whether to try again.

    Raises: Unavailable `vendor_timed_out` (it may have happened all the same), `vendor_unreachable`,
    `vendor_answer_too_long`, `vendor_resting` (not called: it failed too often just now); CalledInTransaction.
    """
    if in_transaction():
        raise CalledInTransaction(f"{call.line} was called inside a transaction")
    if _lines is None:
        raise RuntimeError("vendors.http is not opened")
    fuse, began = _fuses.setdefault(call.line, Fuse()), now_ms()
    if not fuse.lets_through(began):
        _tell(call, "resting", began)
        raise Unavailable("vendor_resting", fuse.seconds_left(began), line=call.line)
    try:
        answer = await _exchange(_lines, call)
    except _Failed as failed:
        fuse.note(False, now_ms())
        _tell(call, failed.outcome, began)
        raise Unavailable(failed.code, line=call.line) from None  # the cause may quote an address with a phone in it
    well = answer.status < 500
    fuse.note(well, now_ms())
    _tell(call, "answered" if well else "failed", began, answer.status)
    return answer


class _Failed(Exception):
    def __init__(self, outcome: Outcome, code: str) -> None:
        self.outcome, self.code = outcome, code


async def _exchange(lines: Lines, call: Call) -> Answer:
    """Follows no redirect. The one time-out is over all of it, waiting for a line included."""
    try:
        request = httpx.Request(call.method, call.url, headers={**HEADERS, **call.headers}, content=call.content)
        async with asyncio.timeout(call.timeout), lines.to(request.url) as line:
            response = await line.handle_async_request(request)
            try:
                return Answer(response.status_code, response.headers, await _within(response, call.limit))
            finally:
                await response.aclose()
    except (TimeoutError, httpx.TimeoutException):
        raise _Failed("timed_out", "vendor_timed_out") from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise _Failed("unreachable", "vendor_unreachable") from None


async def _within(stream: httpx.Response, limit: int) -> bytes:
    body = bytearray()
    async for piece in stream.aiter_bytes():
        body += piece
        if len(body) > limit:
            raise _Failed("too_long", "vendor_answer_too_long")
    return bytes(body)


def _tell(call: Call, outcome: Outcome, began: int, status: int = 0) -> None:
    if _hook:
        _hook(Seen(call.line, call.purpose, outcome, status, now_ms() - began))
