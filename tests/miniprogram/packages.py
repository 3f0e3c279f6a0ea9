"""The two packages as npm builds them: made anew when the sources are younger, else as they lie there.

`ZB_PACKAGES` names a folder with `weapp` and `alipay` in it that is taken as it is: what a release is made of, or a
copy that stays the same while others work on the sources.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.miniprogram_host.host import Platform
from tests.e2e.miniprogram_host.phone import BUILT_FOR
from tests.services.process import Absent

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "miniprogram"
PLATFORMS: tuple[Platform, ...] = ("weapp", "alipay")
# What a package is made of. Written while building: the tokens, the icons, the theme.
SOURCES = ("src", "config", "babel.config.cjs", "package-lock.json", "../city/look.json", "../city/words/miniprogram")
WRITTEN = {"tokens.scss", "icons.scss", "theme.json"}
BUILDS_WITHIN_S = 300


def package(platform: Platform) -> Path:
    """Where it lies. Raises: Absent without npm or its packages; CalledProcessError when it does not build."""
    given = os.environ.get("ZB_PACKAGES")
    if given:
        return Path(given) / platform
    if shutil.which("npm") is None or not (HOME / "node_modules").exists():
        raise Absent(
            "no npm or no packages of it in miniprogram/: ./dev test brings them (npm ci --prefix miniprogram)"
        )
    with _alone():
        folder = HOME / "dist" / platform
        if not _usable(folder):
            command = ["npm", "run", "--silent", f"build:{platform}"]
            env = {name: value for name, value in os.environ.items() if name not in ("ZB_ADDRESS", "ZB_DIST")}
            subprocess.run(
                command, cwd=HOME, env=env, check=True, capture_output=True, text=True, timeout=BUILDS_WITHIN_S
            )
    return folder


def _usable(folder: Path) -> bool:
    """Built since the sources were last written, and for nobody's address."""
    app = folder / "app.json"
    if not app.exists() or app.stat().st_mtime < _youngest():
        return False
    return any(BUILT_FOR in file.read_text("utf-8") for file in folder.rglob("*.js"))


def _youngest() -> float:
    """When a source was last written, tests and fixtures aside."""
    places = [HOME / name for name in SOURCES if (HOME / name).exists()]
    files = [file for place in places for file in ([place] if place.is_file() else place.rglob("*")) if file.is_file()]
    return max(file.stat().st_mtime for file in files if file.name not in WRITTEN and ".test." not in file.name)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One build at a time, however many processes test."""
    with (HOME / "node_modules" / ".building").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
