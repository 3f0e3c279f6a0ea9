"""The packages as a platform takes them: sizes, what is in them, and what the first screen waits for."""

import re
import subprocess
from urllib.parse import urlsplit

from playwright.sync_api import Route

from tests.conftest import or_missing
from tests.e2e.miniprogram_host.host import Platform
from tests.miniprogram.caller import CHANNELS
from tests.miniprogram.conftest import Take
from tests.miniprogram.packages import HOME, package

MAIN_MOST_KB = 450


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
    """Every answer is held back: what is asked without any, what after the first ones, and nothing after those."""
    person = take("许晓彤", platform)
    held: dict[str, Route] = {}
    context = person.phone._context  # the first request goes before there is a page to ask for one
    context.route("**/api/v1/**", lambda route: held.update({urlsplit(route.request.url).path: route}))
    person.phone.open()
    session = f"/api/v1/sessions/{CHANNELS[platform][1]}"
    person.until(lambda: {"/api/v1/scenes", session} <= set(held), "the scenes wait for somebody to be known")
    assert set(held) == {"/api/v1/scenes", session}
    let_go(held)
    person.sees("我要办老年证")
    person.until(lambda: "/api/v1/applications" in held, "nobody asked what waits for them")
    assert set(held) == {"/api/v1/applications"}
    let_go(held)
    person.phone.page.wait_for_load_state("networkidle")
    assert held == {}


def let_go(held: dict[str, Route]) -> None:
    waiting = list(held.values())
    held.clear()
    for route in waiting:
        route.continue_()


def test_the_first_screen_is_there_from_what_the_phone_kept(take: Take, platform: Platform) -> None:
    person = take("许晓彤", platform)
    person.phone.open()
    person.sees("我要办老年证")
    person.phone.line("offline")
    person.phone.relaunch()
    person.sees("我要办老年证")
