"""The limit of the machine: the same rows written by PostgreSQL's own load tool, one transaction each."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.services.postgres import program

SECONDS = 4


def pgbench(url: str, script: Path, at_once: int, given: Mapping[str, int] | None = None) -> str:
    """In words, for the table. `given` are variables of the script."""
    done = ran(url, script, ["-c", str(at_once), "-T", str(SECONDS)], given)
    found = [line for line in done.stdout.splitlines() if line.startswith("tps")]
    if done.returncode or not found:
        words = done.stderr.partition("ERROR:")[2] or done.stderr
        return f"NOT MEASURED: pgbench: {words.strip().splitlines()[0]}"
    return f"pgbench, same rows: {float(found[0].split()[2]):.0f}/s"


def ran(
    url: str, script: Path, how: Sequence[str], given: Mapping[str, int] | None = None
) -> subprocess.CompletedProcess[str]:
    """`how`: pgbench's own words for how many clients, and how long or how often."""
    name = program("pgbench") if shutil.which("pgbench") is None else Path("pgbench")
    variables = [word for name, value in (given or {}).items() for word in ("-D", f"{name}={value}")]
    command = [str(name), "-n", "-M", "prepared", *how, *variables, "-f", str(script), url]
    return subprocess.run(command, capture_output=True, text=True, check=False)
