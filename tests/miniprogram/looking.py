"""What a careful person looks for on a screen of a mini-program, in words; nothing is good."""

from tests.e2e import looking
from tests.miniprogram.citizen import Citizen

_SEEN = "one => one.checkVisibility({visibilityProperty: true})"
_HERE = f"[...document.querySelectorAll('main.host-screen *')].filter({_SEEN})"
_PRESSED = "[role=button],[role=link],[role=radio],[role=checkbox],input,textarea,button"
_SMALL = f"""least => {_HERE}.filter(one => one.matches('{_PRESSED}'))
  .filter(one => !one.parentElement.closest('{_PRESSED}'))
  .map(one => [one.getAttribute('aria-label') || one.innerText, one.closest('wx-input, wx-textarea') || one])
  .map(([said, one]) => [said, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < least - .5 || box.width < least - .5))
  .map(([said, box]) => `${{Math.round(box.width)}} x ${{Math.round(box.height)}}: ${{said.slice(0, 40)}}`)"""
_FINE = f"""least => {_HERE}
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
  .map(one => [parseFloat(getComputedStyle(one).fontSize), one.innerText.slice(0, 40)])
  .filter(([size]) => size < least - .1).map(([size, said]) => `${{size}} px: ${{said}}`)"""
_STICKING_OUT = f"""() => {_HERE}.filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""
_NAMELESS = f"""() => {_HERE}.filter(one => one.matches('{_PRESSED}'))
  .filter(one => !(one.getAttribute('aria-label') || one.innerText || '').trim())
  .map(one => one.outerHTML.slice(0, 120))"""


def axe(citizen: Citizen, *rules: str) -> list[str]:
    """What axe finds in what the package draws; `rules`: these only."""
    page = citizen.phone.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(looking.axe())
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": looking.RULES}
    found = page.evaluate(
        "only => axe.run('main.host-screen', {runOnly: only, resultTypes: ['violations']})",
        only,
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def small(citizen: Citizen, least: int) -> list[str]:
    """What a finger would miss, in CSS pixels."""
    return [f"small: {one}" for one in citizen.phone.page.evaluate(_SMALL, least)]


def fine(citizen: Citizen, least: int) -> list[str]:
    """What old eyes would miss: type smaller than `least` CSS pixels."""
    return [f"fine print: {one}" for one in citizen.phone.page.evaluate(_FINE, least)]


def sticking_out(citizen: Citizen) -> list[str]:
    return [f"sticks out: {one}" for one in citizen.phone.page.evaluate(_STICKING_OUT)]


def unheard(citizen: Citizen) -> list[str]:
    """No heading of the first level, or something to press that has no name."""
    titled = citizen.screen.get_by_role("heading", level=1).count()
    nameless = [f"nameless: {one}" for one in citizen.phone.page.evaluate(_NAMELESS)]
    return nameless if titled else ["no heading", *nameless]
