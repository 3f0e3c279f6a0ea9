"""A real browser at a desk of 1440 x 900, the gallery it looks at, and an office with cases a person must decide."""

import contextlib
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.api.conftest import Caller, a_permit
from tests.conftest import or_missing
from tests.desk.gallery import app
from tests.desk.officer import Officer, signed_in
from tests.services import browser
from tests.services.house import House, running_house
from tests.services.patience import PATIENCE_MS

DESK = {"width": 1440, "height": 900}
APPLICANT = "sun-meifang"
CASES = 12  # enough for every test that decides one

At = Callable[..., Officer]


@pytest.fixture(scope="module")  # synchronous Playwright keeps the event loop that async tests need
def chromium() -> Iterator[Browser]:
    with contextlib.ExitStack() as stack:
        with or_missing():
            running = stack.enter_context(browser.chromium())
        yield running


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    with browser.served(app) as address:
        yield f"{address}/gallery"


def watched(context: BrowserContext, complaints: list[str]) -> Page:
    """A page whose console is listened to."""

    def listen(said: ConsoleMessage) -> None:
        expected = ("404", "409", "422")  # the gallery has no house behind it; a refusal is an answer
        if said.type in ("error", "warning") and not any(code in said.text for code in expected):
            complaints.append(said.text)

    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An officer's screen. Whatever the console complains of, the test complains of too."""
    complaints: list[str] = []
    context = chromium.new_context(viewport=DESK, locale="zh-CN")
    yield watched(context, complaints)
    context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(data=tmp_path_factory.mktemp("office") / "data") as house:
        yield house


@pytest.fixture(scope="module")
def applicant(office: House) -> Iterator[Caller]:
    """Somebody who has handed in, again and again, what only a person can decide."""
    person = next(one for one in office.people() if one["id"] == APPLICANT)
    with httpx.Client(base_url=office.address, timeout=40) as http:
        caller = Caller(http, person)
        caller.sign_in()
        caller.verify()
        for _ in range(CASES):
            assert caller.submit(a_permit(caller)).status_code == 200
        yield caller


@pytest.fixture(scope="module")
def at_desk(chromium: Browser, office: House, applicant: Caller) -> Iterator[At]:
    """`at_desk("gongan-shencha", script=True)`: an officer who signed in; a second time in a browser of their own.

    A code is good once, so each officer signs in once and later browsers are given their cookie.
    """
    cookies: dict[str, list[object]] = {}
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def sit(name: str, *, script: bool = True) -> Officer:
        context = chromium.new_context(
            viewport=DESK, locale="zh-CN", java_script_enabled=script, base_url=office.address
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        officer = Officer(watched(context, complaints), office.address)
        if name in cookies:
            context.add_cookies(cookies[name])  # type: ignore[arg-type]  # as the browser itself gave them
        else:
            signed_in(officer, name)
            cookies[name] = list(context.cookies())
        officer.page.goto(f"{office.address}/desk")
        return officer

    yield sit
    for context in opened:
        context.close()
    assert complaints == []
