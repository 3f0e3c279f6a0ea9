"""A Redis of our own on a free loopback port, keeping nothing, gone when the block ends."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.services.process import LOOPBACK, Absent, answers_on, free_port, running


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """A running server; gives its address. Raises: Absent."""
    server = shutil.which("redis-server")
    if not server:
        raise Absent("Redis is not here: apt install redis-server")
    with tempfile.TemporaryDirectory(prefix="zb-redis-") as place:
        port = free_port()
        command = [server, "--port", str(port), "--bind", LOOPBACK, "--dir", place, "--save", "", "--appendonly", "no"]
        with running(command, ready=lambda: answers_on(port), log=Path(place) / "log"):
            yield f"redis://{LOOPBACK}:{port}/0"
