"""Connections kept alive, one call at a time on each, the last used first.

httpx's own pool looks at every connection it has for every call that comes or goes: with many calls at once that costs
more than the calls. Here each connection is a pool of one.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

KEPT_S = 5.0  # an idle connection is closed after it; vendors close theirs after a minute or so
ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=KEPT_S)
Where = tuple[str, str, int | None]


@dataclass
class Lines:
    """`at_most` connections at a time, whoever is called. They ask the environment for no proxy."""

    at_most: int
    proxy: str | None = None
    _idle: dict[Where, deque[tuple[float, httpx.AsyncHTTPTransport]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.at_most)
        self._trust = httpx.create_ssl_context(trust_env=False)

    @asynccontextmanager
    async def to(self, url: httpx.URL) -> AsyncIterator[httpx.AsyncHTTPTransport]:
        """A line of one's own. After a failure it is not used again."""
        where = (url.scheme, url.host, url.port)
        async with self._free:
            line = self._taken(where)
            try:
                yield line
            except BaseException:
                await line.aclose()
                raise
            await self._given_back(where, line)

    def _taken(self, where: Where) -> httpx.AsyncHTTPTransport:
        if self._idle.get(where):
            return self._idle[where].pop()[1]
        return httpx.AsyncHTTPTransport(verify=self._trust, trust_env=False, limits=ONE, proxy=self.proxy)

    async def _given_back(self, where: Where, line: httpx.AsyncHTTPTransport) -> None:
        now, idle = time.monotonic(), self._idle.setdefault(where, deque())
        idle.append((now, line))
        while idle[0][0] < now - KEPT_S:
            await idle.popleft()[1].aclose()

    async def aclose(self) -> None:
        for idle in self._idle.values():
            while idle:
                await idle.pop()[1].aclose()
