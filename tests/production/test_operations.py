"""What docs/operations.md tells an operator to type works as it stands, on a city that has people in it."""

import importlib
import os
import pkgutil
import re
import subprocess
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from tests.conftest import missing
from tests.production.rehearsal import Rehearsal
from tests.production.test_stories import someone
from tests.services.postgres import program
from tests.services.process import Absent

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text("utf-8")


@pytest.fixture
def programs() -> str:
    """PATH with PostgreSQL's own programs in front: Debian's wrappers look for a cluster of the system's."""
    try:
        return f"{program('pg_dump').parent}{os.pathsep}{os.environ['PATH']}"
    except Absent as absent:
        missing(str(absent))
        raise


def test_start_back_up_and_restore_as_written(rehearsal: Rehearsal, programs: str, tmp_path: Path) -> None:
    she = someone(rehearsal, "liu-shufen")
    handed_in = she.hand_in("senior-card", uploads=("photo",), pickup="electronic")
    she.waits_for(handed_in["id"], "done")
    script = "\n".join(re.findall(r"^```bash\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))
    env = {**os.environ, **rehearsal.env, "PATH": programs, "BACKUPS": str(tmp_path / "backups")}
    command = ["bash", "-euo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.findall(r"(\d+) applications followed, 0 breaks", done.stdout)
    assert len(told) == 2
    assert told[0] == told[1] != "0"
    assert list((tmp_path / "backups" / "restored" / "uploads").rglob("*"))


def settings_read() -> set[str]:
    """The environment's names that the house and its plug-ins read."""
    for package in ("api", "channels", "notifications", "offices", "payments", "registries"):
        for found in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    classes = [
        kind for kind in BaseSettings.__subclasses__() if kind.model_config.get("env_prefix", "").startswith("ZB_")
    ]
    return {f"{kind.model_config['env_prefix']}{name}".upper() for kind in classes for name in kind.model_fields}


def test_every_setting_the_page_names_is_one_of_the_house() -> None:
    named = set(re.findall(r"`?(ZB_[A-Z_]+)", TEXT))
    assert named - settings_read() == set()
    assert "ZB_WECHAT_MINI_SECRET" in named


def test_every_metric_the_page_names_is_measured() -> None:
    from api import metrics

    measured = metrics.page().decode()
    for name in set(re.findall(r"zb_[a-z_]+", TEXT)):
        assert f"# HELP {name.removesuffix('_total')}" in measured, name
