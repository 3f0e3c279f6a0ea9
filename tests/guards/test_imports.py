"""The direction of imports, as pyproject.toml says it, holds; and the contracts would notice if it did not."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.guards.tree import PARTS, ROOT, Source, holds, sources

LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
VENDOR_SDKS = {
    "wechatpy",
    "wechatpayv3",
    "alipay",
    "alibabacloud",
    "aliyunsdkcore",
    "tencentcloud",
    "requests",
    "aiohttp",
    "httpx",
}
MAY_TOUCH_THE_WIRE = ("vendors/", "sandbox/", "bench/")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)


def imported(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:  # relative stays at home
            yield node, node.module


def wires_touched(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for node, name in imported(source):
            if name.split(".")[0] in VENDOR_SDKS and not source.path.startswith(MAY_TOUCH_THE_WIRE):
                yield source.at(node, f"{name}: only vendors/ touches the wire or a vendor's SDK")


def test_every_import_contract_holds() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_vendors_touch_the_wire() -> None:
    holds(wires_touched(sources(*PARTS)))


VIOLATIONS = {
    "core/bad.py": "import vendors.good\n",
    "vendors/bad.py": "import channels.good\n",
    "channels/bad.py": "import payments.good\n",
    "notifications/bad.py": "import fastapi\n",
    "core/web.py": "import starlette\n",
    "payments/bad.py": "import httpx\n",
    "sandbox/bad.py": "import core.good\n",
}


@pytest.fixture(scope="module")
def pretend_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our contracts over empty parts."""
    place = tmp_path_factory.mktemp("pretend")
    (place / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for part in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "root_packages"
    ]:
        (place / part).mkdir()
        (place / part / "__init__.py").touch()
        (place / part / "good.py").touch()
    return place


def test_a_house_without_violations_passes(pretend_house: Path) -> None:
    done = lint(pretend_house)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", VIOLATIONS)
def test_an_import_in_the_wrong_direction_is_seen(pretend_house: Path, name: str) -> None:
    (pretend_house / name).write_text(VIOLATIONS[name])
    try:
        assert lint(pretend_house).returncode == 1
    finally:
        (pretend_house / name).unlink()


def test_a_private_wire_is_seen() -> None:
    assert list(
        wires_touched([Source("core/sample.py", "import httpx\n"), Source("vendors/http.py", "import httpx\n")])
    ) == ["core/sample.py:1: httpx: only vendors/ touches the wire or a vendor's SDK"]
