"""For vendors' packages that block: each call runs in a thread of its own, and what it sends goes over the one client.

The loop is never held up, the fuse, the time-out and the metrics of `vendors.http` hold, and no package opens a
connection itself.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from typing import TypeVar

import requests

from core.db import in_transaction
from core.refusals import Unavailable
from vendors import http

T = TypeVar("T")
AT_ONCE = 16  # threads; apart from everybody else's, so that waiting for a vendor starves nobody
_threads = ThreadPoolExecutor(AT_ONCE, "vendor")
_NOT_OURS_TO_SAY = frozenset({"accept-encoding", "connection", "user-agent", "content-length", "host"})


@dataclass(frozen=True)
class Errand:
    """What a call is about, as in `http.Call`. `timeout` in seconds, for all of it."""

    line: str
    purpose: str
    key: str
    timeout: float


_errand: ContextVar[tuple[Errand, asyncio.AbstractEventLoop]] = ContextVar("vendors.blocking.errand")


async def run(errand: Errand, work: Callable[[], T]) -> T:
    """`work()` in a thread. What it asks of a session with `OneClient` mounted travels as this errand.

    Raises: CalledInTransaction; Unavailable as `http.send`; what `work` raises.
    """
    if in_transaction():
        raise http.CalledInTransaction(f"{errand.line} was called inside a transaction")
    loop = asyncio.get_running_loop()

    def there() -> T:
        _errand.set((errand, loop))
        return work()

    try:
        async with asyncio.timeout(errand.timeout):
            return await loop.run_in_executor(_threads, copy_context().run, there)
    except TimeoutError:  # all threads wait for somebody
        raise Unavailable("vendor_timed_out", line=errand.line) from None


class OneClient(requests.adapters.BaseAdapter):
    """Mounted on a `requests` session in place of its own wires: it works inside `run` only."""

    def send(  # type: ignore[override]  # requests gives everything but the first by name
        self, request: requests.PreparedRequest, **_given: object
    ) -> requests.Response:
        """Raises: Unavailable as `http.send`."""
        errand, loop = _errand.get()
        answer = asyncio.run_coroutine_threadsafe(http.send(_call(errand, request)), loop).result()
        response = requests.Response()
        response.status_code, response.url, response.request = answer.status, str(request.url), request
        response.headers.update(answer.headers)
        response._content = answer.body  # noqa: SLF001  how requests' own adapters' answers carry a body read already
        return response

    def close(self) -> None:
        """There is nothing to close: the lines are not ours."""


def session() -> requests.Session:
    """A session whose every call goes over the one client; it follows nobody and asks the environment nothing."""
    made = requests.Session()
    made.trust_env = False
    made.max_redirects = 0  # whoever leads us elsewhere gets no secret of ours there
    for scheme in ("https://", "http://"):
        made.mount(scheme, OneClient())
    return made


def _call(errand: Errand, request: requests.PreparedRequest) -> http.Call:
    body = request.body or b""
    if not isinstance(body, str | bytes):
        raise TypeError("a call is sent whole, not piece by piece")
    headers = {name: str(value) for name, value in request.headers.items() if name.lower() not in _NOT_OURS_TO_SAY}
    return http.Call(
        errand.line,
        errand.purpose,
        errand.key,
        str(request.url),
        errand.timeout,
        method="GET" if request.method == "GET" else "POST",
        headers=headers,
        content=body.encode() if isinstance(body, str) else body,
    )
