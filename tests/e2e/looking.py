"""What a careful person looks for on a page: can everybody use it, by keyboard, enlarged, and on a thin line?

Each function gives complaints in words, or what it measured; an empty list is good.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.async_api import Page, Response

HERE = Path(__file__).parent
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_STOPS = 200
_INTERACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])"


@cache
def axe() -> str:
    """Raises: FileNotFoundError when `npm ci` was not run in tests/e2e (./dev test runs it)."""
    return (HERE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


async def violations(page: Page) -> list[str]:
    """What axe finds, one line per rule and element: rule, weight, words, where."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(axe())
    found = await page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@dataclass(frozen=True)
class Stop:
    """Where Tab came to. `seen`: the focus can be seen, by an outline or a shadow."""

    what: str
    seen: bool


_DESCRIBE = """element => {
  const words = element.getAttribute('aria-label') || element.labels?.[0]?.innerText || element.innerText
    || element.value || element.name || '';
  return `${element.tagName.toLowerCase()} ${words.trim().replace(/\\s+/g, ' ').slice(0, 60)}`.trim();
}"""

_FOCUSED = f"""() => {{
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  element.dataset.tabbed = element.dataset.tabbed ? 'again' : 'once';
  const boxes = [element, element.labels?.[0], element.parentElement].filter(Boolean).map(one => getComputedStyle(one));
  const outlined = box => box.outlineStyle !== 'none' && parseFloat(box.outlineWidth) > 0;
  const seen = boxes.some(box => outlined(box) || box.boxShadow !== 'none');
  return {{again: element.dataset.tabbed === 'again', what: ({_DESCRIBE})(element), seen}};
}}"""


async def tab_stops(page: Page) -> list[Stop]:
    """Everything Tab reaches from the top of the page, in order. Needs JavaScript in the page."""
    await page.evaluate("document.querySelectorAll('[data-tabbed]').forEach(one => delete one.dataset.tabbed)")
    await page.evaluate("document.activeElement?.blur()")
    stops: list[Stop] = []
    for _ in range(MOST_STOPS):
        await page.keyboard.press("Tab")
        found = await page.evaluate(_FOCUSED)
        if found is None or found["again"]:
            return stops
        stops.append(Stop(found["what"], found["seen"]))
    raise AssertionError(f"Tab never comes round: {[stop.what for stop in stops[-3:]]}")


_MISSED = f"""selector => {{
  const groups = new Set([...document.querySelectorAll('input[type=radio][data-tabbed]')].map(one => one.name));
  return [...document.querySelectorAll(selector)]
    .filter(one => !one.disabled && one.checkVisibility({{visibilityProperty: true}}) && !one.dataset.tabbed)
    .filter(one => one.type !== 'radio' || !groups.has(one.name))
    .filter(one => !one.closest('[inert]'))
    .map({_DESCRIBE});
}}"""


async def keyboard_faults(page: Page) -> list[str]:
    """What cannot be reached by Tab, and what is reached without anybody seeing it."""
    hidden = [f"focus cannot be seen on: {stop.what}" for stop in await tab_stops(page) if not stop.seen]
    return hidden + [f"Tab never reaches: {what}" for what in await page.evaluate(_MISSED, _INTERACTIVE)]


_STICKING_OUT = f"""() => {{
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > wide + 1);
  return out.slice(0, 5).map({_DESCRIBE});
}}"""


async def sideways_at_200_percent(page: Page) -> list[str]:
    """At 200 % zoom a 390 px phone is 195 px wide; nothing may then need scrolling sideways (WCAG 1.4.10)."""
    before = page.viewport_size
    assert before is not None
    await page.set_viewport_size({"width": before["width"] // 2, "height": before["height"] // 2})
    try:
        return [f"sticks out at 200 %: {what}" for what in await page.evaluate(_STICKING_OUT)]
    finally:
        await page.set_viewport_size(before)


_SMALL = f"""([selector, least]) => [...document.querySelectorAll(selector)]
  .filter(one => one.checkVisibility({{visibilityProperty: true}}) && !one.disabled)
  .filter(one => !(one.tagName === 'A' && getComputedStyle(one).display === 'inline'))
  .map(one => [one, (one.labels?.[0] || one).getBoundingClientRect()])
  .filter(([one, box]) => box.width > 1 && (box.width < least || box.height < least))
  .map(([one, box]) => `${{Math.round(box.width)}} x ${{Math.round(box.height)}}: ` + ({_DESCRIBE})(one))"""


async def small_targets(page: Page, least: int = 44) -> list[str]:
    """What a thumb would miss: smaller than `least` CSS pixels. Links within a sentence are let be (WCAG 2.5.8)."""
    return [str(words) for words in await page.evaluate(_SMALL, [_INTERACTIVE, least])]


async def first_view(page: Page, path: str) -> dict[str, int]:
    """What opening `path` for the first time costs on the line: bytes per address, text counted as gzip sends it."""
    seen: list[Response] = []

    def keep(response: Response) -> None:
        seen.append(response)

    page.on("response", keep)
    await page.goto(path, wait_until="load")
    page.remove_listener("response", keep)
    cost: dict[str, int] = {}
    for response in seen:
        if 200 <= response.status < 300:
            body = await response.body()
            text = response.headers.get("content-type", "").startswith(("text/", "application/j", "image/svg"))
            cost[response.url] = len(gzip.compress(body, 6)) if text else len(body)
    return cost
