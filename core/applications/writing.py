"""The one door that writes: what the house does by itself, the notices of law, one commit, and then the news."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from core import db, documents, orders, outbox
from core.applications.following import follow
from core.applications.issuing import look_out_portraits
from core.applications.limits import limits_for
from core.applications.loading import Loaded
from core.applications.moving import Moment
from core.db.batch import Value
from core.scenes import Scene

T = TypeVar("T")
TRIES = 4  # another office may have moved its own case of the same application in between
Still = Callable[[], Awaitable[bool]]


async def write(
    loaded: Loaded, scene: Scene, when: Moment, *, extra: dict[str, Value] | None = None, still: Still | None = None
) -> bool:
    """Follow, make the papers, commit once. `extra` are more columns of the application.

    `still` is asked in the same transaction right before: when it says no, nothing is written and the answer is False.
    Raises: Stale when somebody else changed the application first; what core.applications.following raises.
    """
    application = loaded.application
    await look_out_portraits(loaded, scene)
    follow(loaded, scene, when, limits_for(scene))
    for case in application.ended_now:
        if scene.item(case.item).fee.kind != "none":
            orders.close_unpaid(application.also, case.id, when.at)
    if application.papers:
        await documents.add_to(loaded, scene, when)
    if not await _committed(application.batch(when.at, extra=extra), still):
        return False
    db.after_commit(lambda: outbox.news(application.id))
    return True


async def _committed(batch: db.Batch, still: Still | None) -> bool:
    if still is None:
        await db.commit(batch)
        return True

    async def work() -> bool:
        if not await still():
            return False
        await db.commit(batch)
        return True

    return await db.tx(work)


async def insisting(work: Callable[[], Awaitable[T]]) -> T:
    """Load, change and write again when somebody else was faster. Inside a transaction its owner has to try again.

    Raises: Stale after a few times.
    """
    for attempt in range(TRIES):
        try:
            return await work()
        except db.Stale:
            if db.in_transaction() or attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")
