"""Two processes on one SQLite file: both read, both write, and nobody is told that the database is locked."""

import asyncio
import sys
from pathlib import Path

from core import db

WRITER = """
import asyncio, sys
from core import db

async def write():
    row = await db.row("SELECT reached FROM serials WHERE scope = 'shared'")
    await db.execute("UPDATE serials SET reached = $1 WHERE scope = 'shared'", row["reached"] + 1)

async def main():
    async with db.opened(sys.argv[1]):
        for _ in range(150):
            await db.tx(write)

asyncio.run(main())
"""


async def test_two_processes_on_one_file_lose_nothing(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    await db.migrate(url)
    async with db.opened(url):
        batch = db.Batch()
        batch.insert("serials", {"scope": "shared", "reached": 0})
        await db.commit(batch)
    root = Path(__file__).parents[3]
    both = [await asyncio.create_subprocess_exec(sys.executable, "-c", WRITER, url, cwd=root) for _ in range(2)]
    await asyncio.gather(*(one.wait() for one in both))
    assert [one.returncode for one in both] == [0, 0]
    async with db.opened(url):
        row = await db.row("SELECT reached FROM serials WHERE scope = 'shared'")
        assert row is not None
        assert row["reached"] == 300
