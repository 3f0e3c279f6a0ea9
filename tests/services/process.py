"""A server that a test starts: found on a free loopback port, stopped by its own process id, never left running."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

LOOPBACK = "127.0.0.1"
READY_WITHIN = 150.0  # seconds; a machine whose two cores are busy with other tests may need many
_STEP = 0.05


class Absent(Exception):
    """The machine has no such server. The words say what to install."""


class NotStarted(Exception):
    """The server was there and did not come up. The words are the end of its log."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def answers_on(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
        return True
    return False


def launcher(user: str | None = None) -> list[str]:
    """What goes before a command so that it runs as `user` and is stopped if the tests are killed."""
    setpriv = shutil.which("setpriv")
    if not setpriv:
        if user:
            raise Absent("setpriv, of util-linux, is needed to start a server as another user")
        return []
    as_user = ["--reuid", user, "--regid", user, "--init-groups"] if user else []
    return [setpriv, *as_user, "--pdeathsig", "INT", "--"]


@contextlib.contextmanager
def running(
    command: Sequence[str | Path],
    *,
    ready: Callable[[], bool],
    log: Path,
    user: str | None = None,
    env: Mapping[str, str] | None = None,
    stop_with: signal.Signals = signal.SIGTERM,
) -> Iterator[subprocess.Popen[bytes]]:
    """`command` until the block ends; the block begins when `ready()`. Raises: NotStarted, Absent."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*launcher(user), *map(str, command)],
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
        )
    try:
        _wait(process, ready, log, called=Path(command[0]).name)
        yield process
    finally:
        stop(process, stop_with)


def _wait(process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path, called: str) -> None:
    for _ in range(int(READY_WITHIN / _STEP)):
        if ready():
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_STEP)
            break
    ended = process.poll()
    how = f"ended with {ended}" if ended is not None else f"was not ready in {READY_WITHIN:.0f} s"
    raise NotStarted(f"{called} {how}:\n{log.read_text(errors='replace')[-3000:]}")


def stop(process: subprocess.Popen[bytes], with_signal: signal.Signals = signal.SIGTERM) -> int:
    """Ask it to end, then insist. The exit code."""
    if process.poll() is None:
        process.send_signal(with_signal)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait(10)
