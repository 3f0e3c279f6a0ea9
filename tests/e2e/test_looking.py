"""The phone and the eyes of the browser tests themselves: they work on a good page and they see a bad one."""

import http.server
import threading
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.e2e.conftest import a_phone
from tests.e2e.looking import (
    first_view,
    keyboard_faults,
    sideways_at_200_percent,
    small_targets,
    tab_stops,
    violations,
)

CSP = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'"
GOOD = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>老年证</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,"></head>
<body><main><h1>我要办老年证</h1><p>请先回答一个问题。</p>
<form><fieldset><legend>户口在本市吗？</legend>
<label><input type="radio" name="household" value="here"> 在</label>
<label><input type="radio" name="household" value="away"> 不在</label></fieldset>
<button>下一步</button> <a href="/">回首页</a></form></main></body></html>"""
STYLE = "label, button, a { display: inline-block; padding: 16px; min-width: 48px } p { color: #222 }"
BAD = """<!doctype html><html><head><title></title><meta name="viewport" content="width=device-width">
<style>*:focus { outline: none }</style></head>
<body><img src="data:,"><input><div style="width: 600px">很长</div><button style="padding:0">x</button>
<button tabindex="-1">到不了</button></body></html>"""


class Pages(http.server.BaseHTTPRequestHandler):
    """Two pages and a style sheet, under a strict content security policy."""

    def do_GET(self) -> None:
        kind = "text/css" if self.path == "/style.css" else "text/html; charset=utf-8"
        body = {"/style.css": STYLE, "/bad": BAD}.get(self.path, GOOD).encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.path != "/bad":
            self.send_header("Content-Security-Policy", CSP)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def pages() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, pages: str, trouble: list[str]) -> AsyncIterator[Page]:
    opened = await a_phone(browser, trouble, base_url=pages)
    yield opened
    await opened.context.close()


async def test_a_good_page_is_let_be_under_a_strict_policy(page: Page, trouble: list[str]) -> None:
    await page.goto("/")
    assert await violations(page) == []
    assert await keyboard_faults(page) == []
    assert await sideways_at_200_percent(page) == []
    assert await small_targets(page) == []
    assert trouble == []


async def test_tab_stops_come_in_reading_order(page: Page) -> None:
    await page.goto("/")
    assert [stop.what for stop in await tab_stops(page)] == ["input 在", "button 下一步", "a 回首页"]


async def test_a_bad_page_is_seen_for_what_it_is(page: Page) -> None:
    await page.goto("/bad")
    found = " ".join(await violations(page))
    assert all(rule in found for rule in ("html-has-lang", "document-title", "image-alt", "label"))
    faults = await keyboard_faults(page)
    assert "Tab never reaches: button 到不了" in faults
    assert any(words.startswith("focus cannot be seen") for words in faults)
    assert await sideways_at_200_percent(page) == ["sticks out at 200 %: div 很长"]
    assert any(words.endswith("button x") for words in await small_targets(page))


async def test_complaints_of_the_browser_are_kept(page: Page, trouble: list[str]) -> None:
    await page.goto("/")
    await page.evaluate("console.error('broken')")
    await page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert "console error: broken" in trouble
    assert any("Content Security Policy" in words for words in trouble)


async def test_a_phone_without_script_still_shows_the_page(browser: Browser, pages: str, trouble: list[str]) -> None:
    page = await a_phone(browser, trouble, base_url=pages, java_script_enabled=False)
    await page.goto("/")
    assert await page.inner_text("h1") == "我要办老年证"
    assert await page.evaluate("innerWidth") == 390
    await page.context.close()


async def test_the_first_view_is_weighed_as_the_line_carries_it(page: Page) -> None:
    cost = await first_view(page, "/")
    assert sorted(address.rpartition("/")[2] for address in cost) == ["", "style.css"]
    assert all(0 < size < 700 for size in cost.values())
