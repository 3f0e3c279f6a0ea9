"""What only a browser can tell: the accessibility rules, reflow at 200 %, sizes under a finger, the way by keyboard."""

import pytest
from playwright.sync_api import Page

from tests.conftest import missing
from tests.e2e import looking
from tests.h5.samples import PAGES

_TARGETS = """least =>
  [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary, label.choice')]
  .filter(one => one.checkVisibility() && !one.closest('p') && !(one.matches('input') && one.closest('label.choice')))
  .filter(one => !one.matches('[aria-hidden=true][tabindex="-1"]'))  // nobody comes to it: Enter in a box presses it
  .map(one => [one.innerText || one.name, one.getBoundingClientRect()])
  .filter(([, box]) => box.height > 0 && box.height < least - .5 && !(box.top < 0))
  .map(([said, box]) => `${said}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
_STICKING_OUT = """[...document.querySelectorAll('main *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.out-of-sight, .hero, .licence'))
  .map(one => one.outerHTML.slice(0, 120))"""

_NAMED = "(one => `${{one.tagName}} ${{one.id || one.name || one.getAttribute('href') || one.innerText}}`)({one})"
_REACHABLE = (
    "[...document.querySelectorAll('main a, main button, main summary, main textarea, main input:not([type=hidden])')]"
    f".filter(one => one.checkVisibility()).map(one => {_NAMED.format(one='one')})"
)


@pytest.fixture(scope="session")
def axe() -> str:
    try:
        return looking.axe()
    except FileNotFoundError:
        missing("axe-core is not installed: run npm ci in tests/e2e")
        return ""


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(phone: Page, gallery: str, axe: str, name: str) -> None:
    for flow in ("", "elder&size=2", "language=en", "dark"):
        phone.emulate_media(color_scheme="dark" if flow == "dark" else "light")
        phone.goto(f"{gallery}/{name}?{flow}")
        phone.evaluate(axe)
        found = phone.evaluate("rules => axe.run(document, {runOnly: rules})", looking.RULES)
        assert [(flow, one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_off_the_side(phone: Page, gallery: str, name: str) -> None:
    """195 CSS pixels are a phone at 200 %; 320 are what WCAG 1.4.10 asks for."""
    for flow, width in (("", 195), ("elder&size=2", 320), ("language=en", 320)):
        phone.set_viewport_size({"width": width, "height": 640})
        phone.goto(f"{gallery}/{name}?{flow}")
        assert phone.evaluate(_STICKING_OUT) == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large_enough_for_a_finger(phone: Page, gallery: str, name: str) -> None:
    for flow, least in (("", 44), ("elder", 60)):
        phone.goto(f"{gallery}/{name}?{flow}")
        assert phone.evaluate(_TARGETS, least) == []


def test_the_first_tab_skips_to_the_text(phone: Page, gallery: str) -> None:
    phone.goto(f"{gallery}/home")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.className") == "skip"
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.id") == "main"


def test_a_question_is_answered_by_keyboard(phone: Page, gallery: str) -> None:
    phone.goto(f"{gallery}/question")
    for _ in range(20):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.type") == "radio":
            break
    phone.keyboard.press("ArrowDown")
    assert phone.evaluate("document.activeElement.checked && document.activeElement.value") in ("here", "away")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.innerText") == "继续"
    assert phone.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


@pytest.mark.parametrize(
    "name", ["pay", "paid-opened", "confirm", "decline", "correct", "progress-many", "summary-more"]
)
@pytest.mark.parametrize("flow", ["", "elder"])
def test_everything_on_a_page_is_reached_by_keyboard(phone: Page, gallery: str, name: str, flow: str) -> None:
    phone.goto(f"{gallery}/{name}?{flow}")
    wanted = phone.evaluate(_REACHABLE)
    assert wanted
    reached = set()
    for _ in range(80):
        phone.keyboard.press("Tab")
        reached.add(phone.evaluate(_NAMED.format(one="document.activeElement")))
    assert [one for one in wanted if one not in reached] == []


def test_errors_take_the_focus(phone: Page, gallery: str) -> None:
    phone.goto(f"{gallery}/question-wrong")
    assert phone.evaluate("document.activeElement.className") == "errors"


def test_the_code_counts_down_and_says_when_it_is_over(phone: Page, gallery: str) -> None:
    phone.clock.install()
    phone.goto(f"{gallery}/show")
    assert phone.get_by_text("还有 60 秒").is_visible()
    phone.clock.run_for(20_000)
    assert phone.get_by_text("还有 40 秒").is_visible()
    phone.evaluate("document.querySelector('[data-renew]').remove()")
    phone.clock.run_for(41_000)
    assert phone.get_by_text("过期了").is_visible()


def test_the_elder_flow_reads_the_page_aloud(phone: Page, gallery: str) -> None:
    phone.add_init_script(
        "window.heard = [];"
        "Object.defineProperty(window, 'speechSynthesis', {value: {speak: said => heard.push(said.text), cancel() {}}})"
    )
    phone.goto(f"{gallery}/question?elder")
    phone.get_by_role("button", name="读给我听").click()
    heard = phone.evaluate("heard")
    assert heard[:3] == ["上一步", "我要办老年证", "户口在本市吗？"] or heard[:2] == ["我要办老年证", "户口在本市吗？"]
    assert "不在" in heard
    assert phone.get_by_role("button", name="先不读了").get_attribute("aria-pressed") == "true"
