"""In a lift: what was typed stays, what was pressed goes once, and nobody is left guessing."""

from playwright.sync_api import expect

from tests.e2e.miniprogram_host.host import Platform
from tests.miniprogram.caller import called_by
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.conftest import Take
from tests.miniprogram.stories import EXPIRED

PLACE = "望月巷 50 号 6 栋 601 室"


def at_the_sheet(person: Citizen) -> str:
    """A senior card begun; gives its id."""
    draft = called_by(person).begins("senior-card", {})
    person.phone.open(f"apply/sheet/index?id={draft['id']}")
    person.comes_to("apply/sheet")
    return str(draft["id"])


def test_what_was_typed_without_a_net_outlives_the_app(take: Take, platform: Platform) -> None:
    person = take("张国林" if platform == "weapp" else "陈建国", platform)
    application = at_the_sheet(person)
    person.phone.line("offline")
    person.chooses("老年证怎么给您？", "邮寄")
    person.types("寄到哪里", PLACE)
    person.press("继续")
    person.sees("连不上网")
    person.picture("sheet-offline")
    person.phone.relaunch()
    person.sees("接着办", "我要办老年证")
    person.picture("home-offline")
    person.press("我要办老年证 ")
    person.comes_to("apply/sheet")
    person.sees("连不上网")
    assert person.screen.get_by_role("textbox").first.input_value() == PLACE
    person.phone.line("online")
    person.picks_a_place("address")
    person.press("继续")
    person.comes_to("apply/summary")
    kept = called_by(person).get(f"/applications/{application}/sheet")["answers"]
    assert kept["address"]["street"] == PLACE


def test_sent_without_a_net_it_waits_says_so_and_goes_once(take: Take, platform: Platform) -> None:
    person = take("周守义" if platform == "weapp" else "刘淑芬", platform)
    application = at_the_sheet(person)
    person.chooses("老年证怎么给您？", "电子证")
    person.press("继续")
    person.comes_to("apply/summary")
    person.agrees()
    person.phone.line("offline")
    person.press("送")
    person.sees("还没有送出去", "网一通就自动送出，只送一次")
    person.picture("summary-kept")
    person.press("回首页")
    person.comes_to("pages/home")
    person.sees("还没送出（1 件）")
    person.phone.relaunch()  # killed while it waits, and still without a net
    person.sees("还没送出（1 件）")
    caller = called_by(person)
    assert caller.get(f"/applications/{application}")["state"] == "draft"
    person.phone.line("online")
    expect(person.screen).not_to_contain_text("还没送出（1 件）", timeout=20_000)
    person.until(lambda: caller.get(f"/applications/{application}")["state"] == "done", "it never arrived")
    assert [one["scene"] for one in caller.get("/applications")["items"]] == ["senior-card"]


def test_a_slow_net_and_an_impatient_finger_send_it_once(take: Take, platform: Platform) -> None:
    person = take("邓凯" if platform == "weapp" else "张敏", platform)
    draft = called_by(person).begins("id-card", EXPIRED)
    person.phone.open(f"apply/summary/index?id={draft['id']}")
    person.comes_to("apply/summary")
    person.agrees()
    sent: list[str] = []
    person.phone.page.on("request", lambda asked: sent.append(asked.url) if asked.url.endswith("/submit") else None)
    person.phone.line("slow", 1500)
    person.find("送").first.dblclick()
    person.sees("正在送出")
    person.picture("summary-sending")
    person.comes_to("apply/sent")
    assert len(sent) == 1
    person.phone.line("online")


def test_an_answer_that_is_long_in_coming_says_so(take: Take, platform: Platform) -> None:
    """A skeleton at once, words after a while; then it is there."""
    person = take("林浩", platform)
    person.phone.open("pages/search/index")
    person.comes_to("pages/search")
    person.phone.line("slow", 5000)
    person.phone.open("pages/scene/index?slug=newborn")
    person.sees("网有点慢，还在取")
    person.picture("scene-slow")
    person.phone.line("slow", 0)
    person.sees("看我能不能办")
