"""Where the parts meet: the one place that picks real ones, and the order in which they open and close."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import time

import sandbox
from api import housekeeping, metrics
from api.city import Sources, read_city
from api.files import uploads
from api.files.places import Places
from api.limits import Limits
from api.nudges import Nudges
from api.parts import Parts
from api.pretend_staff import enrol_pretend_staff
from api.settings import Settings
from api.shared import SharedShelf, connect
from api.worker import Job, Worker, count_queue, outbox_batch
from channels import every as every_channel
from core import applications, crypto, db, licences, outbox, serials
from core.applications import clockwork, deciding
from core.time import travel_by
from notifications import deliveries, post, reminding, writing
from offices import handing_over
from payments import asking, refunding, sending_back
from sandbox import Sandbox
from vendors import http, shelf
from vendors.outside import Outside

Step = Callable[[], Awaitable[None]]
SANDBOX = "/sandbox"


@dataclass
class House:
    """An open house. `listening` belongs right after the socket listens, `closing` right before it stops."""

    parts: Parts
    worker: Worker
    works: bool
    sandbox: Sandbox | None
    _awake: bool = False

    async def listening(self) -> None:
        """From here on the house may call out, itself included."""
        self._awake = True
        if self.sandbox:
            await self.sandbox.start()
        if self.works:
            self.worker.start()

    async def closing(self) -> None:
        """Worker, then streams, then the world outside. A second time changes nothing."""
        await self.worker.stop()
        self.parts.nudges.close()
        if self.sandbox and self._awake:
            self._awake = False
            await self.sandbox.stop()


@asynccontextmanager
async def opened(settings: Settings, *, only_works: bool = False) -> AsyncIterator[House]:
    """The whole house until the block ends. `only_works`: for a worker's own process, which serves nobody.

    Raises: what keeps the city's files from being read (api/city.py), each with everything it found.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    crypto.use(settings.keyring())
    world = _world(settings) if settings.has_sandbox else None
    outside = Outside(f"{settings.local_address}{SANDBOX}/wire", sandbox.DEMO_SECRETS) if world else None
    sources = read_city(settings.city, settings.public_address, outside)
    async with AsyncExitStack() as stack:
        stack.callback(_forget)
        await _open_records(stack, settings)
        if world:
            await enrol_pretend_staff()
        await stack.enter_async_context(http.opened())
        house = House(
            await _parts(stack, settings, sources, outside),
            Worker(jobs()),
            only_works or settings.worker == "inside",
            None if only_works else world,
        )
        _introduce(house)
        stack.push_async_callback(house.closing)
        yield house


def _world(settings: Settings) -> Sandbox:
    """The pretend outside world; its clock is the house's business clock."""
    world = sandbox.create(settings.local_address, time, settings.data / "sandbox.sqlite3")
    travel_by(world.offset)
    return world


async def _open_records(stack: AsyncExitStack, settings: Settings) -> None:
    """In production `./dev migrate` comes first, once, not from every process that starts."""
    if not settings.is_production:
        await db.migrate(settings.database_url)
    await stack.enter_async_context(db.opened(settings.database_url))
    await applications.publish()


async def _parts(stack: AsyncExitStack, settings: Settings, sources: Sources, outside: Outside | None) -> Parts:
    redis = connect(settings.redis)
    stack.push_async_callback(redis.aclose)
    shelf.use(SharedShelf(redis))
    nudges = Nudges(redis)
    nudges.start()
    stack.push_async_callback(nudges.stop)
    return Parts(
        settings=settings,
        channels=every_channel(outside),
        knowledge=sources.knowledge,
        verifiers=tuple(sources.verifiers),
        limits=Limits(redis),
        nudges=nudges,
        places=Places(settings.uploads),
        callback_secret=callback_secret(settings),
    )


def callback_secret(settings: Settings) -> str:
    given = settings.callback_secret.get_secret_value()
    return given or (sandbox.CALLBACK_SECRET if settings.has_sandbox else "")


def register_consumers() -> None:
    """Whoever writes events must know who wants them, whether or not the work is done in this process."""
    outbox.register("decide", deciding.TOPICS, deciding.decide_by_rule)
    writing.register()
    handing_over.register()
    refunding.register()


def jobs() -> list[Job]:
    return [
        Job("outbox", outbox_batch),
        Job("deliveries", deliveries.work_once),
        Job("offices", handing_over.work_once),
        Job("payments", asking.work_once),
        Job("refunds", sending_back.work_once),
        Job("clocks", clockwork.tick, idle=5),
        Job("reminders", reminding.work_once, idle=5),  # one small read; a day that has come is told soon
        Job("queue", count_queue, idle=15),
        Job("housekeeping", housekeeping.sweep, idle=600),
    ]


def _introduce(house: House) -> None:
    """Who hears of what."""

    def news(application_id: str) -> None:
        house.worker.wake()
        house.parts.nudges.nudge(application_id)

    register_consumers()
    outbox.on_news(news)
    post.on_posted(house.worker.wake)
    licences.read_uploads_by(partial(uploads.content_of, places=house.parts.places))
    http.watch(_count_call)


def _count_call(seen: http.Seen) -> None:
    metrics.CALLS.labels(seen.line, seen.purpose, seen.outcome).inc()
    metrics.CALL_SECONDS.labels(seen.line).observe(seen.took_ms / 1000)


def _forget() -> None:
    """Nothing of this house stays for the next one in the same process."""
    outbox.forget_consumers()
    post.forget_listeners()
    serials.forget_blocks()
    http.watch(None)
    shelf.use(None)
    licences.read_uploads_by(None)
    travel_by(timedelta)
