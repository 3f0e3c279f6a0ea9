"""The README's own tour, line by line, as a newcomer would paste it: in English and in Chinese."""

import re
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.services.house import House

ROOT = Path(__file__).resolve().parents[2]
Serve = Callable[..., AbstractContextManager[House]]


def tour(readme: str) -> str:
    """Every block marked `bash`, as one script."""
    return "\n".join(re.findall(r"^```bash\n(.*?)^```", readme, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_tour_of_the_readme_works_as_it_stands(serve: Serve, tmp_path: Path, name: str):
    script = tour((ROOT / name).read_text(encoding="utf-8"))
    with serve(data=tmp_path / "data") as house:
        script = script.replace("http://127.0.0.1:8000", house.address)
        command = ["bash", "-euo", "pipefail", "-c", script]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = done.stdout
    assert "我要办老年证" in told
    assert "\nmaybe\n" in told
    assert "年满 60 周岁：您 59 岁" in told
    assert '{"assurance":3}' in told
    assert "人口库" in told
    assert "subject.age" in told
    assert '"valid":true' in told
    assert "张**" in told
    assert "没有查到" in told
    assert '"known":false' not in told


def test_both_readmes_take_the_same_tour():
    first, second = (tour((ROOT / name).read_text(encoding="utf-8")) for name in ("README.md", "README.zh-CN.md"))
    assert first == second
