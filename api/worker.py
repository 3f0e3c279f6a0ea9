"""The worker: does what the outbox, the deliveries and the reminders still ask for, until it is told to stop.

It may run inside a serving process or apart, once or many times: what it takes is claimed in the database.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from api import metrics
from api.logs import where
from core import outbox
from core.refusals import Refusal

log = logging.getLogger("api.worker")
FIRST_REST_S, LONGEST_REST_S = 0.5, 30.0  # after a job failed as a whole: the database is away, say
END_WITHIN_S = 10.0  # a stopping worker finishes what it holds, for so long; then leases bring it back elsewhere


@dataclass(frozen=True)
class Job:
    """`work` does a batch and answers how much it did; at 0 it is asked again after `idle` seconds, or when woken."""

    name: str
    work: Callable[[], Awaitable[int]]
    idle: float = 1.0


class Worker:
    """One loop a job. `wake` from anywhere on the loop when there is news."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._news = {job.name: asyncio.Event() for job in jobs}
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = False

    def start(self) -> None:
        self._stopping = False
        self._tasks = [asyncio.create_task(self._loop(job), name=f"worker:{job.name}") for job in self._jobs]

    def wake(self) -> None:
        for event in self._news.values():
            event.set()

    async def stop(self) -> None:
        """Finish the batches at hand, then rest."""
        self._stopping = True
        self.wake()
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=END_WITHIN_S)
        for task in late:
            log.warning("worker_cut_short", extra={"job": task.get_name()})
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def _loop(self, job: Job) -> None:
        failed = 0
        while not self._stopping:
            news = self._news[job.name]
            news.clear()
            try:
                done = await job.work()
                failed = 0
            except Exception as error:  # noqa: BLE001  the loop outlives a database that is away for a while
                failed, done = failed + 1, 0
                how = {} if isinstance(error, Refusal) else {"at": where(error)}
                log.error("job_failed", extra={"job": job.name, "error": type(error).__name__, **how})
            if done:
                self._tell(job)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(_rest(failed) if failed else job.idle):
                    await news.wait()

    def _tell(self, done: Job) -> None:
        """One job's work is often another's news: a letter that was written waits to be sent."""
        for name, event in self._news.items():
            if name != done.name:
                event.set()


def _rest(failed: int) -> float:
    return float(random.uniform(0.5, 1) * min(LONGEST_REST_S, FIRST_REST_S * 2 ** min(failed, 10)))


async def outbox_batch() -> int:
    done = await outbox.work_once()
    metrics.WORKED.inc(done)
    return done


async def count_queue() -> int:
    """For the metrics; does no work."""
    queue = await outbox.queue()
    metrics.WAITING.set(queue.waiting)
    metrics.DEAD.set(queue.dead)
    return 0
