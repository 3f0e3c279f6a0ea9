"""The way back in a real browser: after signing out and after sending, nothing stands there that is no longer so."""

import pytest
from playwright.sync_api import Browser

from tests.h5.conftest import PHONE
from tests.h5.walking import Walker
from tests.services.house import House


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_back_after_signing_out_shows_nobody(chromium: Browser, served: House, script: bool) -> None:
    phone = "19900993301" if script else "19900993302"  # nobody else's in these tests: a code comes once a minute
    with chromium.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=script) as context:
        page = context.new_page()
        walker = Walker(page, served.address, "", "", phone)
        page.goto(f"{served.address}/sign-in?next=/me")
        walker.sign_in()
        number = page.locator("h1").inner_text()
        page.goto(f"{served.address}/letters")
        page.goto(f"{served.address}/me")
        walker.press("退出登录")
        page.wait_for_url(f"{served.address}/")
        for _ in range(2):
            page.go_back()
            page.wait_for_load_state()
            assert number not in page.content()
            assert walker.path.startswith("/sign-in")


@pytest.mark.parametrize("size", [0, 1, 2])
def test_the_elder_flow_shows_its_button_at_once(chromium: Browser, served: House, size: int) -> None:
    with chromium.new_context(viewport=PHONE, locale="zh-CN") as context:
        page = context.new_page()
        page.goto(f"{served.address}/settings")
        page.get_by_role("button", name="长辈版").click()
        page.goto(f"{served.address}/settings")
        page.locator(f"label:has(input[name=size][value='{size}'])").click()
        page.get_by_role("button", name="保存").click()
        page.goto(f"{served.address}/s/senior-card")
        button, bar = page.locator("main a.button.act").bounding_box(), page.locator(".aside").bounding_box()
        assert button
        assert bar
        assert button["y"] + button["height"] <= bar["y"]
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        last, bar = page.locator("footer li").last.bounding_box(), page.locator(".aside").bounding_box()
        assert last
        assert bar
        assert last["y"] + last["height"] <= bar["y"]
