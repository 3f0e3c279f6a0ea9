"""An officer at the keyboard: what they press and what they then see."""

import json
import time
import urllib.request
from dataclasses import dataclass

from playwright.sync_api import Page

from core.staff.totp import STEP_S, code_at


@dataclass(frozen=True)
class Officer:
    """Somebody at the desk, with a page open."""

    page: Page
    address: str

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    @property
    def at(self) -> str:
        """What has the focus, in words."""
        words = self.page.evaluate(
            "(at => at.getAttribute('aria-label') || at.innerText || at.name || at.id)(document.activeElement)"
        )
        return str(words).split("\n")[0].strip()

    def press(self, *keys: str) -> None:
        """Keys that stay on this page."""
        for key in keys:
            self.page.keyboard.press(key)

    def press_on(self, key: str) -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Over whatever stands in the box that has the focus."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def said(self) -> str:
        """What the desk says was done."""
        return self.page.locator(".said").first.inner_text()

    def rows(self) -> list[str]:
        """Case numbers of the queue, in order."""
        self.page.wait_for_load_state("domcontentloaded")
        return self.page.locator("table.queue tbody td.number").all_inner_texts()


def staff(address: str, name: str) -> dict[str, str]:
    with urllib.request.urlopen(f"{address}/sandbox/staff", timeout=10) as answer:
        found: list[dict[str, str]] = json.load(answer)["items"]
    return next(one for one in found if one["name"] == name)


def code(secret: str, *, ahead: int = 0) -> str:
    """What the officer's phone shows just now; `ahead`: half minutes from now."""
    return code_at(secret, int(time.time()) // STEP_S + ahead)


def signed_in(officer: Officer, name: str) -> None:
    """By keyboard: three boxes and Enter."""
    told = staff(officer.address, name)
    officer.page.goto(f"{officer.address}/desk")
    officer.page.get_by_label("用户名").focus()
    for text in (name, told["password"], code(told["totp_secret"])):
        officer.page.keyboard.type(text)
        officer.page.keyboard.press("Tab")
    with officer.page.expect_navigation():
        officer.page.keyboard.press("Enter")
    assert officer.path in ("/desk", "/desk/approvals", "/desk/access"), officer.page.locator("main").inner_text()
