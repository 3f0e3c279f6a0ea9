"""A person who fills a sheet in a browser: each page answered by what its heading asks, as they see it."""

from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator

from tests.h5.walking import Walker

PAGES_AT_MOST = 40


def fill(walker: Walker, answers: Mapping[str, str | Path]) -> None:
    """Until no question is asked any more. `answers`: what the heading contains → what is chosen, typed or given.

    A page that stands there filled, or whose heading is in none of them, is gone on from as it is.
    """
    for _ in range(PAGES_AT_MOST):
        if not any(place in walker.path for place in ("/q/", "/f/", "/m/")):
            return
        heading = walker.heading
        answer(walker, next((given for asked, given in answers.items() if asked in heading), None))
    raise AssertionError(f"asked again and again: {walker.heading}")


def answer(walker: Walker, given: str | Path | None) -> None:
    """One page; None leaves it as it stands."""
    walker.page.wait_for_load_state("domcontentloaded")
    main, before = walker.page.locator("main"), walker.page.url
    if isinstance(given, Path):
        main.locator("input[type=file]").set_input_files(given)
    elif given is not None and main.locator("button.tap").count():
        main.locator("button.tap").filter(has_text=given).first.click()
        return
    elif given is not None and main.locator("label.choice").count():
        main.locator("label.choice").filter(has_text=given).first.click()
    elif given is not None:
        _type(main, given)
    if main.locator("button.tap").count():
        main.locator("button.tap").first.click()
        return
    walker.press("继续")
    assert walker.page.url != before, main.inner_text()


def _type(main: Locator, given: str) -> None:
    if main.locator("select").count():
        main.locator("select").first.select_option(index=1)
        if not main.locator("textarea").count():
            return
    boxes = main.locator("input.input, textarea.input")
    for box, part in zip(boxes.all(), given.split("-") if boxes.count() == 3 else [given], strict=False):
        box.fill(part)


def picture(place: Path, name: str = "paper") -> Path:
    """A photo of a paper, as a phone takes it."""
    path = place / f"{name}.jpg"
    Image.effect_noise((480, 640), 90).convert("RGB").save(path)
    return path


def enter(walker: Walker, slug: str, answers: Mapping[str, str | Path]) -> None:
    """From the scene's page through the guide, signed in and known, to the first question of the sheet."""
    walker.page.goto(f"{walker.address}/s/{slug}")
    walker.press("看我能不能办")
    fill(walker, answers)
    if walker.page.locator("main a.button").filter(has_text="登录").count():
        walker.press("登录")
        walker.sign_in()
    if "核对身份" in walker.said:
        walker.press("核对身份")
        walker.prove()
    walker.press("开始办")
