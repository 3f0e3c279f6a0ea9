"""`python -m tests.h5.pictures`: walks the senior card as a citizen and takes the pictures that the README shows."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.h5.conftest import PHONE
from tests.h5.walking import Walker
from tests.services.house import House, running_house

PLACE = Path(__file__).resolve().parents[2] / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
GAP, GROUND = 24, "#E3E8EF"


@contextmanager
def phone(house: House, name: str, *, elder: bool = False) -> Iterator[Walker]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_context(viewport=PHONE, locale="zh-CN", device_scale_factor=2).new_page()
        person = next(one for one in house.people() if one["name"] == name)
        walker = Walker(page, house.address, name, person["id_number"], person["phone"])
        if elder:
            page.goto(house.address)
            page.get_by_role("button", name="长辈版").click()
        yield walker
        browser.close()


def shots(walker: Walker, place: Path) -> list[Path]:
    """The way from the front page to the licence, a picture at each step worth seeing."""
    taken: list[Path] = []

    def take(page: Page, name: str) -> None:
        taken.append(place / f"{name}.png")
        page.screenshot(path=taken[-1])

    page = walker.page
    page.goto(walker.address)
    take(page, "1-home")
    walker.find("lnz", "我要办老年证")
    take(page, "2-guide")
    walker.answer_questions()
    take(page, "3-answer")
    walker.press("登录，开始办")
    walker.sign_in()
    walker.press("核对身份")
    take(page, "4-verify")
    walker.prove()
    walker.press("开始办")
    take(page, "5-question")
    page.get_by_text("电子证").first.click()
    if "/f/" in walker.path:
        walker.press("继续")
    take(page, "6-summary")
    walker.agree_and_send()
    take(page, "7-sent")
    walker.press("看办到哪了")
    walker.wait_until_done()
    take(page, "8-progress")
    page.get_by_role("link", name="老年人优待证").first.click()
    take(page, "9-licence")
    walker.press("出示给人看")
    take(page, "10-code")
    return taken


def strip(pictures: list[Path], to: Path, width: int = 300) -> None:
    """Phones side by side."""
    opened = [Image.open(one).convert("RGB") for one in pictures]
    small = [one.resize((width, one.height * width // one.width)) for one in opened]
    whole = Image.new("RGB", ((width + GAP) * len(small) + GAP, small[0].height + 2 * GAP), GROUND)
    for n, one in enumerate(small):
        whole.paste(one, (GAP + n * (width + GAP), GAP))
    whole.quantize(128).save(to, optimize=True)


def main() -> int:
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="zb-pictures-"))
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running_house(data=Path(data) / "data") as house:
        with phone(house, "张国林") as walker:
            taken = shots(walker, place)
        elders = place / "elder"
        elders.mkdir(exist_ok=True)
        with phone(house, "刘淑芬", elder=True) as walker:
            shots(walker, elders)
    PLACE.mkdir(parents=True, exist_ok=True)
    strip([taken[n] for n in (0, 2, 5, 7, 8)], PLACE / "phone-flow.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
