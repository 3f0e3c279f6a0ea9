"""A built mini-program in headless Chromium: packed once, served, and run on as many phones as a test asks for.

    with host("weapp", DIST) as running:
        phone = running.phone(address=house.address, person="zhang-san")
        phone.open("pages/home/index")
        phone.screen.get_by_role("button", name="办事").click()
        assert phone.problems() == []

What the platform itself would draw or know (its till, the codes of its sign-in) the sandbox of `address` answers.
Playwright's synchronous API: beside tests with an event loop, a fixture that holds a host lives a module long.
"""

import contextlib
import functools
import hashlib
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.services.browser import FLAGS
from tests.services.process import Absent

from .phone import PATIENCE_MS, SCREEN, Chosen, Owner, Phone

__all__ = ["Chosen", "Host", "Owner", "Phone", "Platform", "chromium", "host"]

Platform = Literal["weapp", "alipay"]

HERE = Path(__file__).parent
# A package speaks to its own addresses, never to the page's; the host itself keeps to the platforms' rules of domains.
FREE = ("--disable-web-security", "--disable-dev-shm-usage", "--font-render-hinting=none")


class Host:
    """One built package, served, and a browser to run it in. Close it by leaving `with host(...)`."""

    def __init__(self, browser: Browser, start: str) -> None:
        self._browser, self._start = browser, start
        self._contexts: list[BrowserContext] = []

    def phone(self, owner: Owner | None = None, **settings: object) -> Phone:
        """Somebody's phone, with a memory of its own. `settings` are those of `Owner`."""
        held = owner or Owner(**settings)  # type: ignore[arg-type]  # the same names, checked when it is made
        context = self._browser.new_context(
            viewport=SCREEN,
            device_scale_factor=2,
            is_mobile=True,
            has_touch=True,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            color_scheme="dark" if held.dark else "light",
        )
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        return Phone(context, self._start, held)

    def put_away(self) -> None:
        """All its phones."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base's
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    line = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), line)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def packed(platform: Platform, dist: Path) -> Path:
    """The static folder for a package: made once for the same package and the same host. Raises: Absent."""
    if shutil.which("node") is None or not (HERE.parent / "node_modules" / "esbuild").exists():
        raise Absent("no Node or no packages for it in tests/e2e: ./dev test brings them (npm ci --prefix tests/e2e)")
    digest = hashlib.sha256(platform.encode())
    ours = [path for name in ("pack", "phone", "tables", "build.mjs") for path in _files(HERE / name)]
    for path in [*ours, *_files(dist), HERE.parent / "package-lock.json"]:
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    made = Path(tempfile.gettempdir()) / f"miniprogram-host-{os.getuid()}" / digest.hexdigest()[:24]
    if not made.exists():
        made.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=made.parent))
        command = ["node", str(HERE / "build.mjs"), platform, str(dist), str(making)]
        subprocess.run(command, check=True, cwd=HERE.parent, capture_output=True, text=True, timeout=120)
        with contextlib.suppress(OSError):  # somebody was quicker, with the same
            making.rename(made)
    return made


def _files(where: Path) -> list[Path]:
    return [where] if where.is_file() else sorted(path for path in where.rglob("*") if path.is_file())


@contextlib.contextmanager
def host(platform: Platform, dist: Path, *, browser: Browser | None = None) -> Iterator[Host]:
    """Raises: Absent when there is no Chromium or no Node; FileNotFoundError when the package was not built."""
    if not (dist / "app.json").exists():
        raise FileNotFoundError(f"no built package in {dist}: npm run build:{platform} in miniprogram/")
    with contextlib.ExitStack() as stack:
        start = stack.enter_context(served(packed(platform, dist)))
        running = Host(browser or stack.enter_context(chromium()), start)
        stack.callback(running.put_away)
        yield running


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for several hosts, which lets a package call other addresses than the page's own. Raises: Absent."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise Absent("no Chromium here, so no mini-program was run: apt install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *FREE])
        yield running
        running.close()
