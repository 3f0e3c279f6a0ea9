"""A phone in a test's hand: Debian's Chromium at 390 x 844, in Chinese, in front of the whole house (`served`).

- `phone`: a Playwright page (async API) whose addresses start at the house: `await phone.goto("/")`. When the test
  ends, anything the browser complained of (console errors, failed scripts, refused styles, answers of 500) fails it.
- `trouble`: that list of complaints. A test that means to meet a 404 says `trouble.clear()` afterwards.
- `phone_without_script`: the same phone with JavaScript off.
- `another_phone`: `page = await another_phone(java_script_enabled=True, ...)`: a stranger's, with cookies of its own.
- `browser` (session): for anything else.
What to look for on a page is in tests/e2e/looking.py. Tests here are `async def` and share one event loop.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Response, async_playwright

from tests.conftest import or_missing
from tests.services.browser import FLAGS, program
from tests.services.house import House
from tests.services.patience import PATIENCE_MS

HERE = Path(__file__).parent
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}

AnotherPhone = Callable[..., Awaitable[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser lives in one event loop; so do the tests that use it."""
    for item in items:
        if HERE in item.path.parents and item.get_closest_marker("asyncio"):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    with or_missing():
        chromium = program()
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        await opened.close()


@pytest.fixture
def trouble() -> list[str]:
    return []


def listen(context: BrowserContext, trouble: list[str]) -> None:
    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            trouble.append(f"console {message.type}: {message.text}")

    def answered(response: Response) -> None:
        if response.status >= 500:
            trouble.append(f"{response.request.method} {response.url} was answered {response.status}")

    context.on("console", said)
    context.on("response", answered)
    context.on("weberror", lambda failure: trouble.append(f"script: {failure.error}"))


async def a_phone(browser: Browser, trouble: list[str], **settings: object) -> Page:
    context = await browser.new_context(**{**PHONE, **settings})
    context.set_default_timeout(PATIENCE_MS)
    listen(context, trouble)
    return await context.new_page()


@pytest_asyncio.fixture(loop_scope="session")
async def another_phone(browser: Browser, served: House, trouble: list[str]) -> AsyncIterator[AnotherPhone]:
    pages: list[Page] = []

    async def take(**settings: object) -> Page:
        pages.append(await a_phone(browser, trouble, base_url=served.address, **settings))
        return pages[-1]

    yield take
    for page in pages:
        await page.context.close()
    assert trouble == [], "the browser complained:\n" + "\n".join(trouble)


@pytest_asyncio.fixture(loop_scope="session")
async def phone(another_phone: AnotherPhone) -> Page:
    return await another_phone()


@pytest_asyncio.fixture(loop_scope="session")
async def phone_without_script(another_phone: AnotherPhone) -> Page:
    return await another_phone(java_script_enabled=False)
