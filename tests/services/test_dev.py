"""`./dev`, tried in a folder with a space in its name: it finds its way, and says what to do when it cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("dev", "requirements.txt", "requirements-dev.txt", "requirements-uv.txt")
STUB = "import os, sys\nprint(os.getcwd(), *sys.argv[1:], sep='|')\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The door without the house: its Python is this one, and everything counts as installed."""
    place = tmp_path / "a clone"
    (place / "api").mkdir(parents=True)
    (place / "api" / "cli.py").write_text(STUB)
    (place / ".venv" / "bin").mkdir(parents=True)
    for name in PLACES:
        shutil.copy(ROOT / name, place / name)
        shutil.copy(ROOT / name, place / ".venv" / f".installed-{name}")
    (place / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (place / ".venv" / ".made").touch()
    return place


def dev(clone: Path, *words: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(clone / "dev"), *words],
        cwd=cwd or clone,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_runs_the_house_from_anywhere_with_the_callers_folder(clone: Path, tmp_path: Path) -> None:
    done = dev(clone, "run", "--port", "8123", "--data", "my data", cwd=tmp_path)
    assert done.stdout.strip().split("|") == [str(clone), "run", "--port", "8123", "--data", str(tmp_path / "my data")]
    assert done.stderr == ""


def test_data_may_be_given_with_an_equals_sign(clone: Path, tmp_path: Path) -> None:
    done = dev(clone, "run", "--data=/somewhere/else", cwd=tmp_path)
    assert done.stdout.strip().split("|") == [str(clone), "run", "--data", "/somewhere/else"]


def test_two_words_are_one_command(clone: Path) -> None:
    assert dev(clone, "scenes", "check").stdout.strip().endswith("|scenes-check")
    assert dev(clone, "audit", "verify").stdout.strip().endswith("|audit-verify")
    assert "./dev scenes check" in dev(clone, "scenes").stderr


def test_it_finds_itself_through_a_link(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(clone / "dev")
    done = subprocess.run([str(tmp_path / "link"), "seed"], capture_output=True, text=True, check=True, cwd="/")
    assert done.stdout.strip().split("|") == [str(clone), "seed"]


def test_an_unknown_command_is_answered_with_those_there_are(clone: Path) -> None:
    done = dev(clone, "fly")
    assert done.returncode == 1
    assert "there is no './dev fly'" in done.stderr
    assert "./dev run" in done.stderr
    assert dev(clone).returncode == 0


def without_venv(clone: Path, python: str) -> subprocess.CompletedProcess[str]:
    """`./dev run` on a machine whose only Pythons are this script."""
    shutil.rmtree(clone / ".venv")
    pythons = clone / "pythons"
    pythons.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        (pythons / name).write_text(f"#!/bin/sh\n{python}\n")
        (pythons / name).chmod(0o755)
    return dev(clone, "run", PATH=f"{pythons}:{os.environ['PATH']}", PYTHON="python3")


def test_a_python_without_venv_is_told_what_to_install(clone: Path) -> None:
    done = without_venv(
        clone,
        'case "$*" in *venv*) mkdir .venv; echo "ensurepip is not available"; exit 1;; *) echo "Python 3.11.2";; esac',
    )
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert not (clone / ".venv").exists(), "half a .venv must not stay"


def test_an_old_python_is_told_which_one_is_needed(clone: Path) -> None:
    done = without_venv(clone, 'case "$*" in *version_info*) exit 1;; *) echo "Python 3.9.2";; esac')
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed; found: Python 3.9.2" in done.stderr
