"""A person with a mini-program in their hand: what they press, type and choose, by the words they see."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from playwright.sync_api import Error, Locator, expect

from tests.e2e.miniprogram_host.host import Chosen, Phone, Platform
from tests.services.house import House

PATIENCE_MS = 60_000
STEPS_AT_MOST = 40
PRESSED = ("button", "link", "checkbox", "radio")

Given = str | Chosen | Callable[["Citizen"], None]


@dataclass(frozen=True)
class Citizen:
    """Somebody of the pretend people. `pictures`: where those of this phone go; None: nobody wants any."""

    phone: Phone
    house: House
    platform: Platform
    person: str
    name: str
    id_number: str
    number: str
    pictures: Path | None = None
    agreed: list[bool] = field(default_factory=list)

    # --- What they see -----------------------------------------------------------------------------------------------

    @property
    def screen(self) -> Locator:
        """The page that is open; those below it are hidden."""
        return self.phone.screen

    @property
    def said(self) -> str:
        """Every word that can be seen."""
        return self.screen.inner_text()

    @property
    def heading(self) -> str:
        """The first one of the page."""
        return self.screen.get_by_role("heading").first.inner_text()

    def sees(self, *words: str) -> None:
        """Waits for each: nobody reads before it is drawn."""
        for one in words:
            try:
                expect(self.screen).to_contain_text(one, timeout=PATIENCE_MS, use_inner_text=True)
            except AssertionError as late:
                raise AssertionError(f"{self.phone.at()} never said {one!r}:\n{self.said}") from late

    def comes_to(self, page: str) -> None:
        """`apply/sheet`: that page is open, and it is drawn."""
        there = self.screen.locator(f'[data-page="{page}/index"]:visible .page')
        try:
            expect(there).to_have_count(1, timeout=PATIENCE_MS)
            expect(self.screen.locator(".loading:visible")).to_have_count(0, timeout=PATIENCE_MS)
        except AssertionError as late:
            raise AssertionError(f"no {page}, but {self.phone.at()}:\n{self.said}") from late

    @property
    def id(self) -> str:
        """Of the application that is open."""
        return self.phone.stack()[-1]["query"]["id"]

    def picture(self, name: str) -> None:
        """Kept for people to look at, as long as the page."""
        if self.pictures is not None:
            self.phone.shot(self.pictures / f"{name}.png", whole=True)

    # --- What they do ------------------------------------------------------------------------------------------------

    def find(self, words: str) -> Locator:
        """What can be pressed and is called so, from its beginning."""
        named = re.compile(f"^{re.escape(words)}")
        found = self.screen.get_by_role("button", name=named)
        for role in PRESSED[1:]:
            found = found.or_(self.screen.get_by_role(role, name=named))  # type: ignore[arg-type]  # of PRESSED
        return found

    def press(self, words: str) -> None:
        try:
            self.find(words).first.click()
        except Error as late:
            raise AssertionError(f"no {words!r} to press at {self.phone.at()}:\n{self.said}\n{late}") from late

    def types(self, label: str, text: str) -> None:
        """Into the line called so; then the finger leaves it."""
        line = self.screen.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}")).first
        line.fill(text)
        line.blur()

    def chooses(self, question: str, words: str) -> None:
        """One of the answers to a question that shows them."""
        group = self.screen.get_by_role("radiogroup", name=question).or_(
            self.screen.get_by_role("group", name=question)
        )
        group.get_by_text(words, exact=False).first.click()

    def turns(self, wheel: str, *options: str) -> None:
        """A picker."""
        self.press(wheel)
        self.phone.picked(*options)

    def picks_a_place(self, field: str) -> None:
        """District, street, village: the first of each."""
        place = self.screen.locator(f"#field-{field}")
        for level in ("区县", "街道或乡镇", "社区或村"):
            place.get_by_role("button", name=level).first.click()
            first = self.phone.page.get_by_role("dialog").locator("option").first.inner_text()
            self.phone.picked(first)

    def offers(self, *files: Chosen, how: str = "从相册选") -> None:
        """From the album, agreeing to what has to be agreed to first; whether they are taken is another matter."""
        self.phone.pick_files(*files)
        self.press(how)
        if self.platform == "weapp" and not self.agreed:
            self.agrees_to_privacy()

    def gives(self, *files: Chosen, how: str = "从相册选") -> None:
        """The same, and each of them is there when it is over, none of them waiting to go again."""
        before = self.given.count()
        self.offers(*files, how=how)
        expect(self.given).to_have_count(before + len(files), timeout=PATIENCE_MS)
        expect(self.screen.get_by_role("button", name=re.compile("^再送一次"))).to_have_count(0)

    @property
    def given(self) -> Locator:
        """The ways out of the files that have been given."""
        return self.screen.get_by_role("button", name=re.compile("^拿掉"))

    def agrees_to_privacy(self) -> None:
        """WeChat: once on each phone, the first time the album is opened."""
        dialog = self.screen.get_by_role("dialog", name="先看一眼隐私说明")
        self.picture("privacy-ask")
        dialog.get_by_role("button", name="我看过了，同意").click()
        self.agreed.append(True)

    # --- The ways that are gone again and again ----------------------------------------------------------------------

    def searches(self, typed: str, title: str) -> None:
        self.press("找要办的事")
        self.comes_to("pages/search")
        self.screen.get_by_role("searchbox").or_(self.screen.get_by_role("textbox")).first.fill(typed)
        self.press(title)
        self.comes_to("pages/scene")

    def answers(self, answers: Mapping[str, str]) -> None:
        """The guide, one question a page, until it gives its answer. `answers`: what the question contains → what is
        chosen or typed.
        """
        for _ in range(STEPS_AT_MOST):
            self.comes_to("pages/scene")
            step = self.phone.stack()[-1]["query"].get("step", "")
            if step in ("", "answer"):
                return
            self._answers_one(step, answers)
        raise AssertionError(f"asked again and again: {self.said}")

    def _answers_one(self, step: str, answers: Mapping[str, str]) -> None:
        asked = self.heading
        given = next((words for part, words in answers.items() if part in asked), None)
        assert given is not None, f"nobody said what to answer to: {self.said}"
        if self.screen.get_by_role("textbox").count():
            self.screen.get_by_role("textbox").first.fill(given)
        else:
            self.chooses(asked, given)
        if self.find("继续").count():
            self.press("继续")
        expect(self.screen.locator(f'[data-page]:visible [id="field-{step}"]:visible')).to_have_count(0)

    def binds_phone(self) -> None:
        """By the code that a text brings."""
        before = len(self._codes())
        self.types("您的手机号", self.number)
        self.press("发验证码给我")
        self.sees("短信里的验证码")
        self.until(lambda: len(self._codes()) > before, "no text with a code came")
        self.types("短信里的验证码", self._codes()[0])

    def _codes(self) -> list[str]:
        """Those that texts brought to this number, the newest first."""
        texts = httpx.get(f"{self.house.address}/sandbox/sms", params={"phone": self.number}).json()["items"]
        found = [re.search(r"验证码 (\d{6})", one["text"]) for one in texts]
        return [one[1] for one in found if one]

    def proves(self) -> None:
        """Who they are: the phone first, then name and number; the page goes back to where they were."""
        self.comes_to("door/verify-me")
        if self.screen.get_by_role("textbox", name=re.compile("^您的手机号")).count():
            self.binds_phone()
            self.press("就用这个号")
        self.types("姓名", self.name)
        self.types("身份证号", self.id_number)
        self.press("去核对")

    def agrees(self) -> None:
        for box in self.screen.get_by_role("checkbox").all():
            if box.get_attribute("aria-checked") != "true":
                box.click()

    def sends(self) -> str:
        """The sheet that is looked over; gives the id of the application."""
        self.comes_to("apply/summary")
        self.agrees()
        self.press("送")  # to whom, or plainly 送出
        self.comes_to("apply/sent")
        return self.id

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Something outside this phone comes true."""
        ends = time.monotonic() + PATIENCE_MS / 1000
        while not true():
            assert time.monotonic() < ends, f"{what}:\n{self.said}"
            self.phone.page.wait_for_timeout(100)
