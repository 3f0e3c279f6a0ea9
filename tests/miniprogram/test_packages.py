"""The packages as a platform takes them: sizes, what is in them, and what the first screen waits for."""

import re
import subprocess
import time

from playwright.sync_api import Request

from tests.conftest import or_missing
from tests.e2e.miniprogram_host.host import Platform
from tests.miniprogram.conftest import Take
from tests.miniprogram.packages import HOME, package

MAIN_MOST_KB = 450
DEEPEST = 2  # requests that wait for each other before the first screen is whole


def test_each_is_what_its_platform_takes_and_small(platform: Platform) -> None:
    with or_missing():
        folder = package(platform)
    command = ["node", str(HOME / "scripts" / "validate.mjs"), str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    print(told.stdout)
    assert told.returncode == 0, told.stderr
    size = re.search(r"main ([\d.]+) KB", told.stdout)
    assert size is not None
    assert float(size[1]) <= MAIN_MOST_KB


def test_the_first_screen_waits_for_no_more_than_two_in_a_row(take: Take, platform: Platform) -> None:
    """How long a chain of answers that begin others is: counted by when each began and ended."""
    person = take("许晓彤", platform)
    person.phone.open("mine/real/index")  # the app runs; its first screen is still to come
    person.phone.kill()
    asked: list[tuple[Request, float]] = []
    ended: dict[Request, float] = {}
    context = person.phone._context  # the first request goes before there is a page to listen to
    context.on("request", lambda one: asked.append((one, time.monotonic())) if "/api/v1/" in one.url else None)
    context.on("requestfinished", lambda one: ended.update({one: time.monotonic()}))
    person.phone.open()
    person.sees("我要办老年证")
    person.phone.page.wait_for_load_state("networkidle")
    depth: dict[Request, int] = {}
    for one, began in asked:
        before = [depth[other] for other, _ in asked if other in depth and ended.get(other, began + 1) <= began]
        depth[one] = 1 + max(before, default=0)
    shown = {one.url.partition("/api/v1")[2]: step for one, step in depth.items()}
    assert shown["/scenes"] == 1, "what everybody may see waits for nobody"
    assert max(shown.values()) <= DEEPEST, shown


def test_the_first_screen_is_there_from_what_the_phone_kept(take: Take, platform: Platform) -> None:
    person = take("许晓彤", platform)
    person.phone.open()
    person.sees("我要办老年证")
    person.phone.line("offline")
    person.phone.relaunch()
    person.sees("我要办老年证")
