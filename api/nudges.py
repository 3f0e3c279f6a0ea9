"""A tap on the shoulder: "something of this application has changed, look". It may get lost; the database is the truth.

Within a process it is immediate; between processes it goes over Redis; without Redis watchers look by themselves.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from redis.asyncio import Redis

from api import metrics
from api.shared import GONE

log = logging.getLogger("api.nudges")
CHANNEL = "zb:nudges"
LOOK_AGAIN_S = 3.0  # how long a lost nudge can go unnoticed
_RETRY_S = 2.0
_WAITING = 4096  # nudges that wait to be told to other processes; more are dropped, see LOOK_AGAIN_S


class Bell:
    """Rings for one watcher. `closing` means that the house shuts: end the stream."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self.closing = False

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Until rung, or so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()


class Nudges:
    """One per process. `nudge` from anywhere on the loop, `watching` around a long poll or a stream."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._bells: dict[str, set[Bell]] = {}
        self._to_tell: asyncio.Queue[str] = asyncio.Queue(_WAITING)
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._tell_others()), asyncio.create_task(self._hear_others())]

    def nudge(self, application_id: str) -> None:
        """Never waits, never fails."""
        self._ring(application_id)
        if self._tasks:
            with suppress(asyncio.QueueFull):
                self._to_tell.put_nowait(application_id)

    @asynccontextmanager
    async def watching(self, application_id: str) -> AsyncIterator[Bell]:
        bell = Bell()
        bells = self._bells.setdefault(application_id, set())
        bells.add(bell)
        metrics.LIVE.inc()
        try:
            yield bell
        finally:
            metrics.LIVE.dec()
            bells.discard(bell)
            if not bells and self._bells.get(application_id) is bells:
                del self._bells[application_id]

    @property
    def watchers(self) -> int:
        return sum(len(bells) for bells in self._bells.values())

    async def reachable(self) -> bool:
        """Whether Redis answers."""
        try:
            await self._redis.ping()
        except GONE:
            return False
        return True

    def close(self) -> None:
        """Let every watcher go: their streams end, their clients come back to somebody else."""
        for bells in self._bells.values():
            for bell in bells:
                bell.closing = True
                bell.ring()

    async def stop(self) -> None:
        self.close()
        tasks, self._tasks = self._tasks, []
        while tasks:  # the Redis client may swallow a cancellation that meets a message: ask again
            for task in tasks:
                task.cancel()
            _, pending = await asyncio.wait(tasks, timeout=0.2)
            tasks = list(pending)

    def _ring(self, application_id: str) -> None:
        for bell in self._bells.get(application_id, ()):
            bell.ring()

    async def _tell_others(self) -> None:
        while True:
            application_id = await self._to_tell.get()
            try:
                await self._redis.publish(CHANNEL, application_id)
            except GONE as error:
                metrics.REDIS_DOWN.inc()
                log.warning("redis_gone", extra={"error": type(error).__name__, "used_for": "nudges"})
                await asyncio.sleep(_RETRY_S)

    async def _hear_others(self) -> None:
        while True:
            try:
                await self._listen()
            except GONE:
                await asyncio.sleep(_RETRY_S)

    async def _listen(self) -> None:
        async with self._redis.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            while True:
                message = await channel.get_message(ignore_subscribe_messages=True, timeout=LOOK_AGAIN_S)
                if message:
                    self._ring(message["data"].decode())
