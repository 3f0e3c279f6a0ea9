"""A person with a browser: the way of the senior card, step by step, as they see it."""

import json
import re
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error, Page

from tests.services.patience import PATIENCE_S


@dataclass(frozen=True)
class Walker:
    """Somebody of the pretend people, with a page open. `away`: their household is not in this city."""

    page: Page
    address: str
    name: str
    id_number: str
    phone: str
    age: str = "66"
    away: bool = False

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    @property
    def heading(self) -> str:
        self.page.wait_for_load_state("domcontentloaded")
        return self.page.locator("h1").first.inner_text()

    def press(self, words: str) -> None:
        """A button or a link that looks like one, by the beginning of its words."""
        pattern = re.compile(f"^{re.escape(words)}")
        button = self.page.locator("main").locator("button, a.button").filter(has_text=pattern).first
        try:
            button.click()
        except Error as late:
            raise AssertionError(f"no {words} at {self.path}: {self.said}") from late
        self.page.wait_for_load_state("domcontentloaded")  # a click returns as soon as the next page begins

    def find(self, typed: str, title: str) -> None:
        self.page.goto(f"{self.address}/")
        self.page.get_by_role("searchbox").fill(typed)
        self.page.get_by_role("button", name="找一找").click()
        self.page.locator("#found").get_by_role("link", name=re.compile(title)).first.click()

    def answer_questions(self) -> None:
        """Until the guide gives its answer."""
        self.press("看我能不能办")
        while "/q/" in self.path:
            self._answer(self.heading)

    def sign_in(self) -> None:
        before = len(codes(self.address, self.phone))
        self.page.get_by_label("您的手机号").fill(self.phone)
        self.press("发验证码给我")
        self.page.get_by_label("短信里的验证码").fill(newest_code(self.address, self.phone, after=before))
        self.press("登录")

    def prove(self) -> None:
        self.page.get_by_label("姓名").fill(self.name)
        self.page.get_by_label("身份证号").fill(self.id_number)
        self.press("去核对")

    def agree_and_send(self) -> None:
        for box in self.page.locator("input[name=consents]").all():
            box.check()
        self.press("送")

    def wait_until_done(self) -> None:
        """Looks again by hand: nothing here needs a script."""
        until = time.monotonic() + PATIENCE_S
        while self.heading != "办好了":
            assert time.monotonic() < until, self.page.locator("main").inner_text()
            self.page.wait_for_timeout(200)
            self.page.reload()

    def wait_for(self, words: str) -> None:
        """Until the page says so, looking again by hand: nothing here needs a script."""
        until = time.monotonic() + PATIENCE_S
        while words not in self.said:
            assert time.monotonic() < until, self.said
            self.page.wait_for_timeout(200)
            self.page.reload()

    @property
    def said(self) -> str:
        """Everything the page says, what is folded too."""
        self.page.wait_for_load_state("domcontentloaded")
        return self.page.locator("main").text_content() or ""

    def _answer(self, question: str) -> None:
        self.page.wait_for_load_state("domcontentloaded")
        wanted = "没办过" if "办过" in question else "不在" if self.away and "户口" in question else ""
        if self.page.locator("main .input").count():
            self.page.locator("main .input").first.fill(self.age)
            self.press("继续")
        elif self.page.locator("button.tap").count():
            self.page.locator("button.tap").filter(has_text=wanted).first.click()
        else:
            self.page.locator("main label.choice").filter(has_text=wanted).first.click()
            self.press("继续")


Take = Callable[..., Walker]


def codes(address: str, phone: str) -> list[str]:
    """The sign-in codes that texts brought to this pretend phone, the newest first."""
    with urllib.request.urlopen(f"{address}/sandbox/sms?phone={phone}", timeout=10) as answer:
        texts = [item["text"] for item in json.load(answer)["items"]]
    return [found[1] for text in texts if (found := re.search(r"验证码 (\d{6})", text))]


def newest_code(address: str, phone: str, *, after: int = 0) -> str:
    """The newest one. `after`: so many were there before this one was asked for."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if len(found := codes(address, phone)) > after:
            return found[0]
    raise AssertionError("no text with a code came")
