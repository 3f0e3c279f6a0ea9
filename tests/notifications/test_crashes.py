"""kill -9 anywhere: no text is lost, none goes out twice."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from notifications import deliveries
from tests.conftest import ROOT
from tests.notifications.posting import due_again, landed, post_texts, sent_twice, states, until
from tests.vendors.pretend import World

COUNT = 30


async def killed_worker(database: str, folder: Path, pretend: World, point: str, passes: int) -> int:
    """Run a worker until it dies at `point`; its exit code."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.notifications.crashing",
        database,
        str(folder / "keys"),
        pretend.outside.base,
        point,
        str(passes),
        cwd=ROOT,
    )
    return await process.wait()


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
    pretend: World, database: str, tmp_path: Path, point: str, passes: int
) -> None:
    await post_texts(COUNT)
    assert await killed_worker(database, tmp_path, pretend, point, passes) == -signal.SIGKILL
    await due_again()
    while await deliveries.work_once():
        pass
    await until(states, {"delivered": COUNT})
    texts = await landed(pretend)
    assert (len(texts), len(set(texts)), await sent_twice(pretend)) == (COUNT, COUNT, 0)
