"""A real browser, and a page of samples served for it to look at: the same for every face."""

import contextlib
import shutil
import socket
import threading
from collections.abc import Iterator

import uvicorn
from playwright.sync_api import Browser, expect, sync_playwright
from starlette.types import ASGIApp

from tests.services.patience import PATIENCE_MS
from tests.services.process import Absent

expect.set_options(timeout=PATIENCE_MS)

# A browser in a test talks to the house and to nobody else.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser. Raises: Absent."""
    path = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def program() -> str:
    """Where the browser is. Raises: Absent."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise Absent("no Chromium here, so no page was looked at: apt install chromium fonts-noto-cjk")
    return found


@contextlib.contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """`app` on a free loopback port; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as listening:  # who calls before the server is up waits in line
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
