"""Every screen in both flows on both platforms: heard, large enough, in the dark, its picture kept."""

import json
from collections.abc import Iterator

import pytest

from tests.conftest import missing
from tests.e2e import looking as at_pages
from tests.e2e.miniprogram_host.host import Platform
from tests.miniprogram import looking
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.conftest import Hosts, Take, citizen, quiet_house
from tests.miniprogram.packages import PLATFORMS, ROOT, package
from tests.miniprogram.stories import NAMED, OLD, Stories, written
from tests.services.house import House

PEOPLE = (OLD, NAMED, "林浩", "罗平", "邓凯", "唐玉兰", "刘淑芬")
NOBODY, TOO_YOUNG = "许晓彤", "李秀兰"
ELDER_SCALE = 1.375
TOUCH = {"standard": 48, "elder": 60}
LEAST_TYPE = 18  # CSS pixels


@pytest.fixture(scope="module", params=PLATFORMS)
def platform(request: pytest.FixtureRequest) -> Platform:
    """A house each: the same people tell the same stories in both."""
    given: Platform = request.param
    return given


@pytest.fixture(scope="module")
def house(platform: Platform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with quiet_house(tmp_path_factory.mktemp(platform) / "data", ROOT / "city") as running:
        yield running


@pytest.fixture(scope="module")
def stories(hosts: Hosts, house: House, platform: Platform) -> Stories:
    try:
        at_pages.axe()
    except FileNotFoundError:
        missing("axe-core is not installed: run npm ci in tests/e2e")
    return written({name: citizen(hosts, house, name, platform) for name in PEOPLE})


def screens(stories: Stories) -> list[tuple[str, str, str]]:
    """Whose phone, the name of the picture, the address."""
    senior = "pages/scene/index?slug=senior-card"
    return [
        (NOBODY, "home", "pages/home/index"),
        (NOBODY, "search", "pages/search/index"),
        (NOBODY, "search-all", "pages/search/index?all=1"),
        (NOBODY, "search-found", "pages/search/index?q=老年"),
        (NOBODY, "scene", senior),
        (NOBODY, "scene-question", f"{senior}&step=household"),
        (NOBODY, "scene-question-number", f"{senior}&step=subject.age"),
        (NOBODY, "answer-maybe", f"{senior}&step=answer"),
        (NOBODY, "mine-home-new", "mine/home/index"),
        (NOBODY, "applications-none", "mine/applications/index"),
        (NOBODY, "licences-none", "mine/licences/index"),
        (NOBODY, "letters-none", "mine/letters/index"),
        (NOBODY, "real", "mine/real/index"),
        (NOBODY, "verified", "mine/verified/index"),
        (NOBODY, "verify-me", "door/verify-me/index"),
        (NOBODY, "phone", "door/phone/index"),
        (NOBODY, "sms-sign-in", "door/sms-sign-in/index"),
        (NOBODY, "privacy", "door/privacy/index"),
        (NOBODY, "progress-gone", f"apply/progress/index?id={stories.done}"),
        (OLD, "home-known", "pages/home/index"),
        (OLD, "answer-yes", "pages/scene/index?slug=old-age-allowance&step=answer"),
        (OLD, "answer-no", f"{senior}&step=answer"),
        (OLD, "sent", f"apply/sent/index?id={stories.done}"),
        (OLD, "progress-done", f"apply/progress/index?id={stories.done}"),
        (OLD, "mine-home", "mine/home/index"),
        (OLD, "applications", "mine/applications/index"),
        (OLD, "licences", "mine/licences/index"),
        (OLD, "licence", f"mine/licence/index?id={stories.licence}"),
        (OLD, "letters", "mine/letters/index"),
        (OLD, "letter", f"mine/letter/index?id={stories.letter}"),
        (OLD, "notice", f"mine/notice/index?application={stories.done}"),
        (OLD, "settings", "mine/settings/index"),
        (OLD, "settings-looks", "mine/settings/index?open=looks"),
        ("罗平", "home-waiting", "pages/home/index"),
        ("罗平", "progress-to-pay", f"apply/progress/index?id={stories.to_pay}"),
        ("罗平", "pay", f"apply/pay/index?id={stories.to_pay}"),
        ("邓凯", "progress-to-correct", f"apply/progress/index?id={stories.to_correct}"),
        ("邓凯", "correct", f"apply/correct/index?id={stories.to_correct}"),
        ("邓凯", "withdraw", f"apply/withdraw/index?id={stories.to_correct}"),
        ("林浩", "party", f"apply/party/index?id={stories.asked}"),
        (NAMED, "progress-awaits", f"apply/progress/index?id={stories.asked}"),
        (NAMED, "sent-awaits", f"apply/sent/index?id={stories.asked}"),
        ("唐玉兰", "sheet", f"apply/sheet/index?id={stories.draft}"),
        ("唐玉兰", "materials", f"apply/materials/index?id={stories.draft}"),
        ("刘淑芬", "sheet-known", f"apply/sheet/index?id={stories.summary}"),
        ("刘淑芬", "sheet-one", f"apply/sheet/index?id={stories.summary}&at=pickup"),
        ("刘淑芬", "summary", f"apply/summary/index?id={stories.summary}"),
    ]


@pytest.mark.parametrize("flow", ["standard", "elder"])
def test_every_screen_is_heard_and_large_enough(take: Take, platform: Platform, stories: Stories, flow: str) -> None:
    all_of_them = screens(stories)
    phones: dict[str, Citizen] = {}
    wrong: list[str] = []
    for name, called, address in all_of_them:
        if name not in phones:
            phones[name] = take(name, platform, **({"font_scale": ELDER_SCALE} if flow == "elder" else {}))
        wrong += [f"{called}: {one}" for one in looked_at(phones[name], called, address, flow)]
    assert wrong == [], "\n".join(wrong)
    app = json.loads((package(platform) / "app.json").read_text("utf-8"))
    there = {*app["pages"], *(f"{sub['root']}/{page}" for sub in app["subPackages"] for page in sub["pages"])}
    assert there - {address.partition("?")[0] for _, _, address in all_of_them} == set()


def looked_at(citizen: Citizen, called: str, address: str, flow: str) -> list[str]:
    citizen.phone.open(address)
    citizen.comes_to(address.partition("/index")[0])
    citizen.picture(called)
    wrong = [*looking.axe(citizen), *looking.unheard(citizen), *looking.sticking_out(citizen)]
    wrong += looking.small(citizen, TOUCH[flow])
    if flow == "elder":
        wrong += looking.fine(citizen, LEAST_TYPE)
        wrong += [] if "12345" in citizen.said else ["nobody to call"]
    citizen.phone.dark()
    wrong += [f"in the dark: {one}" for one in looking.axe(citizen, "color-contrast")]
    if flow == "standard":
        citizen.picture(f"{called}-dark")
    citizen.phone.dark(False)
    return wrong
