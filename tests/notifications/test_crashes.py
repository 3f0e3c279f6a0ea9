"""kill -9 anywhere: no text is lost, none goes out twice."""

import asyncio
import signal
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from notifications import deliveries
from tests.notifications.crashing import run
from tests.notifications.posting import due_again, landed, post_texts, sent_twice, states, until
from tests.vendors.pretend import World

COUNT = 30


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """New processes that need not import the house again: they are forked from one that did nothing else."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.notifications.crashing"])
    return context


@pytest.mark.parametrize(
    ("point", "passes"),
    [
        ("deliveries_claimed", 0),
        ("before_send", 0),
        ("before_send", 7),
        ("after_send", 0),
        ("after_send", 11),
        ("deliveries_not_remembered", 0),
        ("deliveries_not_remembered", 1),
    ],
)
async def test_a_worker_killed_at_any_point_loses_nothing_and_doubles_nothing(
    pretend: World, database: str, tmp_path: Path, processes: ForkServerContext, point: str, passes: int
) -> None:
    await post_texts(COUNT)
    worker = processes.Process(target=run, args=(database, tmp_path / "keys", pretend.outside.base, point, passes))
    worker.start()
    await asyncio.to_thread(worker.join)
    assert worker.exitcode == -signal.SIGKILL
    await due_again()
    while await deliveries.work_once():
        pass
    await until(states, {"delivered": COUNT})
    texts = await landed(pretend)
    assert (len(texts), len(set(texts)), await sent_twice(pretend)) == (COUNT, COUNT, 0)
