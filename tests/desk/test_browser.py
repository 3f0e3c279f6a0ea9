"""What only a browser can tell of the desk: accessibility, reflow, the way by keyboard, keys that do what they say."""

import pytest
from playwright.sync_api import Page

from tests.conftest import missing
from tests.desk.gallery import PAGES
from tests.e2e import looking

WIDTHS = (1440, 1024, 720, 360)  # 720: a desk of 1440 at 200 %; 360: at 400 %
_STICKING_OUT = """[...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.out-of-sight, thead, .scroll'))
  .map(one => one.outerHTML.slice(0, 120))"""
_MISSED = """() => {
  const seen = new Set(); const out = []
  for (const one of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary'))
    if (one.checkVisibility({visibilityProperty: true}) && one.tabIndex < 0) out.push(one.outerHTML.slice(0, 100))
  return out
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    try:
        return looking.axe()
    except FileNotFoundError:
        missing("axe-core is not installed: run npm ci in tests/e2e")
        return ""


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, gallery: str, axe: str, name: str) -> None:
    for language, colours, width in (("zh-CN", "light", 1440), ("zh-CN", "dark", 1024), ("en", "light", 720)):
        page.emulate_media(color_scheme=colours)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{gallery}/{name}?language={language}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.name = ''; one.open = true })")
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", looking.RULES)
        told = [(colours, one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]]
        assert told == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_off_the_side(page: Page, gallery: str, name: str) -> None:
    for language in ("zh-CN", "en"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 768})
            page.goto(f"{gallery}/{name}?language={language}")
            assert page.evaluate(_STICKING_OUT) == [], (language, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (language, width)


@pytest.mark.parametrize("name", PAGES)
def test_everything_is_reached_by_tab(page: Page, gallery: str, name: str) -> None:
    page.goto(f"{gallery}/{name}")
    assert page.evaluate(_MISSED) == []


def test_the_focus_walks_along_the_queue_and_enter_opens(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/queue")
    opens = page.locator("[data-open]")
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert opens.nth(at).evaluate("one => one === document.activeElement"), (key, at)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/desk/cases/" in page.url


def test_cases_are_chosen_and_counted_by_key(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/queue")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    assert page.locator("[data-pick]:checked").count() == 2
    assert page.locator("[data-chosen]").inner_text() == "选了 2 件"
    page.keyboard.press("*")
    assert page.locator("[data-pick]:checked").count() == page.locator("[data-pick]").count()
    page.keyboard.press("b")
    assert page.evaluate("document.activeElement.value") == "accept"


def test_the_question_mark_tells_the_keys_in_the_page(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/queue")
    page.keyboard.press("j")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert page.locator("main").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    assert page.evaluate("document.activeElement.dataset.open !== undefined"), "the focus is where it was"


def test_a_key_typed_into_a_box_is_a_letter(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/case")
    page.keyboard.press("d")
    page.keyboard.type("abjkq?")
    assert page.evaluate("document.activeElement.value") == "abjkq?"
    assert page.url.endswith("/gallery/case")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_ready_phrase_goes_into_its_box_and_can_be_written_over(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/case")
    page.keyboard.press("d")
    page.locator("#deny .phrases a").first.focus()
    page.keyboard.press("Enter")
    box = page.locator("#deny-opinion")
    assert box.input_value().startswith("经核对")
    page.keyboard.press("End")
    page.keyboard.type("请知悉。")
    assert box.input_value().endswith("请知悉。")


def test_one_way_is_unfolded_at_a_time(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/case")
    for key in ("b", "Escape", "d", "Escape", "s"):
        page.keyboard.press(key)
    assert page.locator(".ways > details[open]").count() == 1


def test_a_refusal_takes_the_focus(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/case-stale")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"


def test_without_a_script_the_keys_are_a_link_away(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/queue#keys")
    assert page.locator("#keys").is_visible()
