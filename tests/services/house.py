"""The whole house in a process of its own, as a person starts it, with its sandbox and its own folder."""

import contextlib
import json
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.services.process import LOOPBACK, free_port, running

GREETING, GREETING_ENDS = "Sign in as one of these", "ctrl-C"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class House:
    """`log` is everything the process printed. `pid` is for tests that kill it."""

    address: str
    port: int
    data: Path
    log: Path
    pid: int

    def told(self) -> str:
        """All it printed but the greeting, which names pretend people on purpose."""
        before, _, rest = self.log.read_text(encoding="utf-8", errors="replace").partition(GREETING)
        return before + rest.partition(GREETING_ENDS)[2]

    def people(self) -> list[dict[str, str]]:
        """The pretend people, each with name, id_number, phone and who they are."""
        with urllib.request.urlopen(f"{self.address}/sandbox/people", timeout=10) as answer:
            people: list[dict[str, str]] = json.load(answer)["items"]
            return people


def alive(address: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
        return bool(answer.status == 200)
    return False


@contextlib.contextmanager
def running_house(*, data: Path, port: int | None = None, env: Mapping[str, str] | None = None) -> Iterator[House]:
    """`./dev run` without the installing. Raises: NotStarted with the end of the log."""
    port = port or free_port()
    address = f"http://{LOOPBACK}:{port}"
    data.mkdir(parents=True, exist_ok=True)
    log = data.parent / f"{data.name}-{port}.log"
    command = [sys.executable, "-m", "api.cli", "run", "--port", str(port), "--data", str(data)]
    paths = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with running(command, ready=lambda: alive(address), log=log, env={**paths, **(env or {})}) as process:
        yield House(address, port, data, log, process.pid)
