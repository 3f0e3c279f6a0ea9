"""The servers that tests lean on start, answer, are separate for each test, and are gone afterwards."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from redis.asyncio import Redis

from core.db import dialect, execute, row, tx
from tests.services.process import NotStarted, answers_on, free_port, launcher, running
from tests.services.redis import redis

ROOT = Path(__file__).resolve().parents[2]


async def test_postgres_answers_and_keeps_chinese(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    try:
        assert await connection.fetchval("SHOW server_encoding") == "UTF8"
        assert await connection.fetchval("SELECT $1::text", "老年证") == "老年证"
    finally:
        await connection.close()


async def test_redis_keeps_and_gives_back(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        assert await client.set("here", "yes")
        assert await client.getdel("here") == b"yes"


def test_a_server_is_gone_when_its_block_ends(redis_url: str) -> None:
    with redis() as address:
        port = int(address.split(":")[2].split("/")[0])
        assert answers_on(port)
    assert not answers_on(port)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('the disk is full'); raise SystemExit(3)"]
    with (
        pytest.raises(NotStarted, match=r"(?s)ended with 3.*the disk is full"),
        running(command, ready=lambda: False, log=tmp_path / "log"),
    ):
        pass


def test_a_server_does_not_outlive_tests_that_are_killed(tmp_path: Path) -> None:
    if not launcher():
        pytest.skip("setpriv, of util-linux, is needed")
    port = free_port()
    script = f"""if True:
        import pathlib, sys
        from tests.services.process import answers_on, running
        command = [sys.executable, "-m", "http.server", "{port}", "--bind", "127.0.0.1"]
        with running(command, ready=lambda: answers_on({port}), log=pathlib.Path("log")) as server:
            print(server.pid, flush=True)
            sys.stdin.read()
    """
    tests = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert tests.stdout is not None
    server = int(tests.stdout.readline())
    assert answers_on(port)
    tests.kill()
    tests.communicate()
    ended = os.pidfd_open(server) if Path(f"/proc/{server}").exists() else None
    if ended is not None:
        _wait_for_end(ended)
    assert not answers_on(port)


def _wait_for_end(pidfd: int) -> None:
    import select

    with contextlib.closing(os.fdopen(pidfd)):
        assert select.select([pidfd], [], [], 20)[0], "the server outlived its tests"


async def _leave_a_mark() -> None:
    async def write() -> None:
        await execute("CREATE TABLE mark (n integer)")

    await tx(write)


async def test_each_test_has_a_database_of_its_own(database: str, engine: str) -> None:
    assert dialect() == engine
    await _leave_a_mark()


async def test_each_test_has_a_database_of_its_own_again(database: str, engine: str) -> None:
    """Would fail if the table of the test above were still here."""
    await _leave_a_mark()
    found = await row("SELECT count(*) AS n FROM citizens")
    assert found is not None
    assert found["n"] == 0


@pytest.mark.parametrize(("mark", "in_ci"), [("", 1), ("@pytest.mark.extra\n", 0)])
def test_a_skip_in_ci_is_a_failure_unless_it_is_an_extra(tmp_path: Path, mark: str, in_ci: int) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_sessionfinish\n")
    (tmp_path / "test_it.py").write_text(f"import pytest\n{mark}def test_skip(): pytest.skip('no luck')\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = extra\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    base = {**os.environ, "PYTHONPATH": str(ROOT)}
    codes = [
        subprocess.run(command, env={**base, "CI": ci}, check=False, cwd=tmp_path).returncode for ci in ("", "true")
    ]
    assert codes == [0, in_ci]


def test_stopping_uses_the_process_id_only(redis_url: str) -> None:
    """Two of a kind: stopping one leaves the other."""
    with redis() as first:
        with redis() as second:
            assert len({first, second, redis_url}) == 3
        assert answers_on(int(first.split(":")[2].split("/")[0]))
