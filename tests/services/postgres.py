"""A PostgreSQL of our own: a fresh cluster in a temporary folder, trusting loopback, gone when the block ends."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.services.process import LOOPBACK, Absent, free_port, launcher, running

OWNER = "zhangban"
# Tests kill our process, never the server: what fsync would save is thrown away a minute later.
CARELESS = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
STEADY = [
    "-c",
    "max_connections=200",
    "-c",
    "shared_buffers=128MB",
    "-c",
    "timezone=UTC",
    "-c",
    "log_min_messages=warning",
]


def program(name: str) -> Path:
    """Where a PostgreSQL program is. Debian keeps them out of PATH. Raises: Absent."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda place: float(place.parts[4]))
    found = str(places[-1]) if places else shutil.which(name)
    if not found:
        raise Absent("PostgreSQL is not here: apt install postgresql")
    return Path(found)


def user_to_run_as() -> str | None:
    """PostgreSQL refuses to run as root: root lends it another user's name."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextlib.contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A running server; gives the address of its `postgres` database. `durable` keeps fsync on, for measuring."""
    initdb, server, ready = program("initdb"), program("postgres"), program("pg_isready")
    user = user_to_run_as()
    with tempfile.TemporaryDirectory(prefix="zb-pg-", dir="/tmp", ignore_cleanup_errors=True) as place:
        home, port = Path(place), free_port()
        if user:
            shutil.chown(home, user, pwd.getpwnam(user).pw_gid)
        _initialise(initdb, home / "data", user)
        command = [server, "-D", home / "data", "-h", LOOPBACK, "-p", str(port), "-k", home, *STEADY]
        probe = [str(ready), "-q", "-h", LOOPBACK, "-p", str(port), "-U", OWNER]
        with running(
            [*command, *([] if durable else CARELESS)],
            ready=lambda: subprocess.run(probe, check=False).returncode == 0,
            log=home / "log",
            user=user,
            stop_with=signal.SIGINT,  # "fast": ends sessions, keeps no one waiting
        ):
            yield f"postgres://{OWNER}@{LOOPBACK}:{port}/postgres"


def _initialise(initdb: Path, data: Path, user: str | None) -> None:
    command = [
        *launcher(user),
        str(initdb),
        "-D",
        str(data),
        "-U",
        OWNER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode != 0:
        raise RuntimeError(f"initdb did not work:\n{done.stdout}\n{done.stderr}")


def sql(url: str, *statements: str) -> None:
    """Run statements outside any transaction, from where no event loop runs: CREATE DATABASE and its kin."""
    command = [str(program("psql")), "-X", "-q", "-v", "ON_ERROR_STOP=1", url]
    for statement in statements:
        command += ["-c", statement]
    subprocess.run(command, check=True, capture_output=True, text=True)


def beside(url: str, database: str) -> str:
    """The address of another database on the same server."""
    return f"{url.rpartition('/')[0]}/{database}"
