"""The phone's evaluator, to be asked from here: bundled by the mini-programs' own tools for the phones they serve."""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import or_missing
from tests.services.process import Absent

ROOT = Path(__file__).resolve().parents[2]
BUNDLER = ROOT / "miniprogram" / "node_modules" / ".bin" / "esbuild"
OLD_PHONES = "es2018"

Phone = Callable[[Sequence[Any]], list[Any]]


def bundled(into: Path) -> Path:
    """Raises: Absent."""
    if shutil.which("node") is None or not BUNDLER.exists():
        raise Absent(
            "the phone's evaluator cannot be run here: apt install nodejs npm, then npm ci --prefix miniprogram"
        )
    made = into / "phone.mjs"
    source = Path(__file__).parent / "phone.ts"
    subprocess.run(
        [BUNDLER, source, "--bundle", "--platform=node", "--format=esm", f"--target={OLD_PHONES}", f"--outfile={made}"],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return made


@pytest.fixture(scope="session")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Phone:
    """Give it questions, get the phone's answers, in order."""
    folder = tmp_path_factory.mktemp("phone")
    with or_missing():
        made = bundled(folder)

    def ask(questions: Sequence[Any]) -> list[Any]:
        asked, told = folder / "questions.json", folder / "answers.json"
        asked.write_text(json.dumps(questions), "ascii")
        done = subprocess.run(["node", made, asked, told], check=False, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        answers: list[Any] = json.loads(told.read_text("utf-8"))
        return answers

    return ask
