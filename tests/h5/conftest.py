"""A real browser and the gallery it looks at. Without a browser on this machine those tests say so."""

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.conftest import or_missing
from tests.h5.gallery import app
from tests.h5.walking import Take, Walker
from tests.services import browser
from tests.services.house import House, running_house
from tests.services.patience import PATIENCE_MS
from tests.services.privacy import personal

PHONE = {"width": 390, "height": 844}


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


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A page as a phone shows it. Whatever the console complains of, the test complains of too."""
    context = chromium.new_context(viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    complaints: list[str] = []

    def listen(said: ConsoleMessage) -> None:
        if said.type == "error" and "404" not in said.text:  # the gallery has no house behind it
            complaints.append(said.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own for the long stories with officers: their people sign in nowhere else."""
    with running_house(data=tmp_path_factory.mktemp("hall") / "data") as house:
        yield house
        names = [person["name"] for person in house.people()]
    told = list(personal(house.told(), names))
    assert not told, "the house printed what belongs to a person:\n" + "\n".join(told)


@pytest.fixture
def in_hall(chromium: Browser, hall: House) -> Iterator[Take]:
    yield from walkers(chromium, hall)


def walkers(chromium: Browser, house: House) -> Iterator[Take]:
    """`take("张国林")`: that person with a phone of their own; `script=False` for one without JavaScript."""
    contexts = []
    complaints: list[str] = []

    def open_page(*, script: bool = True) -> Page:
        context = chromium.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=script)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda got: complaints.append(got.url) if got.status >= 500 else None)
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        return page

    def walker(name: str, *, script: bool = True, **more: str | bool) -> Walker:
        person = next(one for one in house.people() if one["name"] == name)
        page = open_page(script=script)
        return Walker(page, house.address, name, person["id_number"], person["phone"], **more)  # type: ignore[arg-type]  # age and away, by name

    yield walker
    for context in contexts:
        context.close()
    assert complaints == []
