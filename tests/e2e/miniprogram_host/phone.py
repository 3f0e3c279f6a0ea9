"""One phone that runs a built mini-program: what a hand does to it, what is seen on it, what went wrong on it."""

import base64
import json
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypedDict

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, ViewportSize

from core.json import Json

Network = Literal["online", "offline", "slow"]

BUILT_FOR = "https://zhangban.example"
PATIENCE_MS = 10_000
SCREEN: ViewportSize = {"width": 390, "height": 844}
# Said by the browser about answers that a package sees and deals with itself.
NOT_OURS = ("Failed to load resource",)


class Problem(TypedDict):
    kind: str
    says: str


class Standing(TypedDict):
    path: str
    query: dict[str, str]


class Seen(TypedDict):
    """What left the app: clipboard, numbers called, documents opened, what the tills were told, messages allowed."""

    clipboard: str
    called: list[str]
    brightness: float
    opened: list[str]
    tills: list[dict[str, str]]
    subscriptions: list[dict[str, Json]]
    contractsOpened: int


@dataclass(frozen=True)
class Chosen:
    """A file the person chooses on the phone. `size`: with zeros behind its data up to so many bytes."""

    name: str
    data: bytes
    size: int = 0

    @classmethod
    def of(cls, path: Path) -> "Chosen":
        return cls(path.name, path.read_bytes())


@dataclass(frozen=True)
class Owner:
    """How a phone is set and who holds it. `font_scale`: the type size in the platform's settings, as a factor of the
    usual. `domains`: hosts the platform's own settings allow, by request, upload, download; without it the package's.
    """

    address: str = ""
    person: str | None = None
    font_scale: float = 1
    dark: bool = False
    language: str = "zh_CN"
    agreed: bool = False
    domains: Mapping[str, Sequence[str]] | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)

    def settings(self) -> dict[str, Json]:
        host = BUILT_FOR.removeprefix("https://")
        usual = {"request": [host], "upload": [host], "download": [host]}
        return {
            "addresses": {BUILT_FOR: self.address, **self.addresses},
            "domains": {**usual, **(self.domains or {})},
            "person": self.person,
            "sandbox": self.address,
            "font": {"size": round(16 * self.font_scale), "scale": self.font_scale},
            "language": self.language,
            "privacyAgreed": self.agreed,
        }


class Phone:
    """One phone in one pair of hands. `page` is Playwright's own; `screen` is what lies between the bars."""

    def __init__(self, context: BrowserContext, start: str, owner: Owner) -> None:
        self._context, self._start, self._owner = context, start, owner
        self._kept: dict[str, Json] = {"network": "online"}
        self._said: list[Problem] = []
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        assert self._page is not None, "the app is not running: open() starts it"
        return self._page

    @property
    def screen(self) -> Locator:
        return self.page.locator("main.host-screen")

    # --- Opening and closing -------------------------------------------------------------------------------------

    def open(self, path: str = "", query: Mapping[str, str] | None = None, scene: int = 1001) -> None:
        """As a link, a scanned code or a message opens it: starts the app, or shows that page to the one that runs."""
        where, asked = path.removeprefix("/"), dict(query or {})
        if self._page is not None:
            self.page.evaluate("([path, query, scene]) => phone.open(path, query, scene)", [where, asked, scene])
            return
        launch: dict[str, Json] = {"launch": {"path": where, "query": asked, "scene": scene}} if where else {}
        self._page = self._context.new_page()
        self._page.on("console", self._heard)
        self._page.on("pageerror", lambda error: self._note("script", error.stack or str(error)))
        settings = {**self._owner.settings(), **self._kept, **launch}
        self._page.add_init_script(f"window.phoneSettings = {json.dumps(settings, ensure_ascii=False)}")
        self._page.goto(self._start)

    def remember(self, storage: Mapping[str, str]) -> None:
        """JSON texts by key that the next launch finds in its storage."""
        self._kept["storage"] = dict(storage)

    def kill(self) -> None:
        """The person throws the app away. What it stored, it finds again."""
        if self._page is None:
            return
        self._said += self._ours()
        self._kept |= self.page.evaluate("phone.kept()")
        self._page.close()
        self._page = None

    def relaunch(self, path: str = "", query: Mapping[str, str] | None = None, scene: int = 1001) -> None:
        self.kill()
        self.open(path, query, scene)

    def leave(self, *, for_long: bool = False) -> None:
        """To another app. `for_long`: more than five seconds, after which timers stand and requests are broken off."""
        self.page.evaluate("stop => phone.hide(stop)", for_long)

    def come_back(self) -> None:
        self.page.evaluate("phone.show()")

    # --- What a hand does to the phone itself --------------------------------------------------------------------

    def back(self) -> None:
        """By the phone's own button."""
        self.page.evaluate("phone.back()")

    def pull_down(self) -> bool:
        """False: this page does not let itself be pulled."""
        return bool(self.page.evaluate("phone.pullDown()"))

    def refreshing(self) -> bool:
        return bool(self.page.evaluate("phone.refreshing()"))

    def share(self) -> dict[str, Json] | None:
        """By the menu; what would be sent. None: this page cannot be shared."""
        shared: dict[str, Json] | None = self.page.evaluate("phone.share()")
        return shared

    def shared(self) -> dict[str, Json] | None:
        """What the last share button would have sent."""
        shared: dict[str, Json] | None = self.page.evaluate("phone.shared()")
        return shared

    def scan(self, code: str | None) -> None:
        """What the camera will see the next time; None: the person goes back."""
        self.page.evaluate("code => phone.scan(code)", code)

    def pick_files(self, *files: Chosen | Path) -> None:
        """What the person will choose the next time they are asked; nothing: they go back."""
        chosen = [file if isinstance(file, Chosen) else Chosen.of(file) for file in files]
        given = [
            {
                "name": one.name,
                "type": mimetypes.guess_type(one.name)[0] or "application/octet-stream",
                "data": base64.b64encode(one.data).decode(),
                "size": max(one.size, len(one.data)),
            }
            for one in chosen
        ]
        self.page.evaluate("files => phone.pick(files)", given)

    def line(self, network: Network, slowness_ms: int | None = None) -> None:
        """`slow` adds so many ms to every request. It outlives the app, and may be said before that is open."""
        self._kept |= {"network": network} if slowness_ms is None else {"network": network, "slowness": slowness_ms}
        if self._page is not None:
            told = [network, slowness_ms]
            self.page.evaluate("([network, slowness]) => phone.network(network, slowness ?? undefined)", told)

    def dark(self, on: bool = True) -> None:
        self.page.emulate_media(color_scheme="dark" if on else "light")

    def pay(self) -> None:
        self.page.get_by_role("dialog").get_by_role("button", name="付款").click()

    def leave_till(self) -> None:
        self.page.get_by_role("dialog").get_by_role("button", name="取消").click()

    def allow(self) -> None:
        """Says yes to what the platform itself asks: the phone number, messages, the privacy notice."""
        self.page.get_by_role("dialog").locator(".host-main").click()

    def refuse(self) -> None:
        self.page.get_by_role("dialog").locator(".host-choice:not(.host-main)").click()

    def picked(self, *options: str) -> None:
        """In the dialog of a picker that is open: these choices, one a wheel (a date as 2026-01-31), then 确定."""
        dialog = self.page.get_by_role("dialog")
        wheels = dialog.locator("select, input")
        for at, option in enumerate(options):
            wheel = wheels.nth(at)
            if wheel.evaluate("one => one.tagName") == "SELECT":
                wheel.select_option(label=option)
            else:
                wheel.fill(option)
        dialog.get_by_role("button", name="确定").click()

    def ask(self, method: str, *given: Json) -> Json:
        """Calls a method of the page that is open, as no person could: for tests of the host and of a page's inside."""
        answer: Json = self.page.evaluate("([method, given]) => phone.ask(method, ...given)", [method, list(given)])
        return answer

    # --- What can be seen ----------------------------------------------------------------------------------------

    def stack(self) -> list[Standing]:
        pages: list[Standing] = self.page.evaluate("phone.stack()")
        return pages

    def at(self) -> str:
        """The path of the page that is open."""
        return self.stack()[-1]["path"]

    def storage(self) -> dict[str, str]:
        """JSON texts by key."""
        stored: dict[str, str] = self.page.evaluate("phone.storage()")
        return stored

    def toast(self) -> str | None:
        words: str | None = self.page.evaluate("phone.toast()")
        return words

    def seen(self) -> Seen:
        left: Seen = self.page.evaluate("phone.seen()")
        return left

    def busiest(self) -> int:
        """How many requests were under way at once, at most."""
        return int(self.page.evaluate("phone.busiest()"))

    def shot(self, path: Path, *, whole: bool = False) -> Path:
        """A picture. `whole`: as long as the page, however far one would have to scroll."""
        path.parent.mkdir(parents=True, exist_ok=True)
        sizes = self.page.evaluate("phone.height()")
        longer = max(0, sizes["content"] - sizes["seen"]) if whole else 0
        if longer:
            self.page.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"] + longer})
        self.page.screenshot(path=path)
        if longer:
            self.page.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"]})
        return path

    # --- What went wrong -----------------------------------------------------------------------------------------

    def problems(self) -> list[str]:
        """All that went wrong since the phone was taken up and that no person would see. Good tests end with none."""
        return [f"{one['kind']}: {one['says']}" for one in [*self._said, *self._ours()]]

    def forget(self) -> list[str]:
        """The same, and from now on as if they had not been: for a test that meant to meet them."""
        met = self.problems()
        self._said.clear()
        if self._page is not None:
            self.page.evaluate("phone.forget()")
        return met

    def _ours(self) -> list[Problem]:
        if self._page is None:
            return []
        found: list[Problem] = self.page.evaluate("window.phone ? phone.problems() : []")
        return found

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NOT_OURS):
            self._note("console", message.text)

    def _note(self, kind: str, says: str) -> None:
        self._said.append({"kind": kind, "says": says})
