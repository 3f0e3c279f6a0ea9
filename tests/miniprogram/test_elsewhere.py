"""Begun on one face, gone on with on the other: the same person, the same sheet, nothing typed twice."""

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.e2e.miniprogram_host.host import Platform
from tests.h5.walking import Walker
from tests.miniprogram.caller import called_by
from tests.miniprogram.citizen import PATIENCE_MS, Citizen
from tests.miniprogram.conftest import Take
from tests.miniprogram.waiting import a_minute_goes_by

STREET = "望月巷 50 号 6 栋 601 室"


@contextlib.contextmanager
def browsing(browser: Browser, citizen: Citizen) -> Iterator[Walker]:
    """The same person in a browser of theirs, signed in by phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    walker = Walker(page, citizen.house.address, citizen.name, citizen.id_number, citizen.number)
    page.goto(f"{citizen.house.address}/sign-in")
    walker.sign_in()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    yield walker
    context.close()


def test_begun_on_the_phone_and_sent_from_a_browser(take: Take, platform: Platform, browser_here: Browser) -> None:
    person = take("张国林" if platform == "weapp" else "陈建国", platform)
    called_by(person)
    a_minute_goes_by(person.house)
    person.phone.open("pages/scene/index?slug=senior-card")
    person.sees("什么都不用带")
    person.press("看我能不能办")
    person.sees("您可以办")
    person.press("开始办")
    person.comes_to("apply/sheet")
    person.chooses("老年证怎么给您？", "邮寄")
    person.picks_a_place("address")
    person.types("寄到哪里", STREET)
    person.press("继续")
    person.comes_to("apply/summary")
    with browsing(browser_here, person) as walker:
        walker.page.goto(f"{walker.address}/a/{person.id}/summary")
        assert STREET in walker.said
        walker.agree_and_send()
        walker.press("看办到哪了")
        walker.wait_for("正在送到您手上")
    person.phone.relaunch()
    person.sees("大家常办", "我要办老年证")
    person.phone.open("mine/applications/index")
    person.sees("我要办老年证", "正在办")


def test_begun_in_a_browser_and_sent_from_the_phone(take: Take, platform: Platform, browser_here: Browser) -> None:
    """The phone's own account is another until it signs in by the same number: then the sheet is there."""
    person = take("周守义" if platform == "weapp" else "刘淑芬", platform)
    with browsing(browser_here, person) as walker:
        walker.page.goto(f"{walker.address}/verify-me")
        walker.prove()
        walker.page.goto(f"{walker.address}/s/senior-card")
        walker.press("看我能不能办")
        walker.press("开始办")
        walker.page.get_by_text("邮寄").first.click()
        walker.press("继续")
        application = walker.path.split("/")[2]
    a_minute_goes_by(person.house)
    person.phone.open(f"apply/sheet/index?id={application}")
    person.sees("没有找到这张表")
    person.picture("sheet-gone")
    person.phone.open("mine/home/index")
    person.press("核对身份")
    person.comes_to("door/verify-me")
    person.binds_phone()
    person.press("就用这个号")
    person.sees("用这个手机号登录")
    person.picture("verify-me-held")
    a_minute_goes_by(person.house)
    person.press("用这个手机号登录")  # another account has it: that one is theirs
    person.binds_phone()
    person.press("登录")
    person.comes_to("mine/home")
    person.sees(person.name)
    person.phone.open("pages/home/index")
    person.press("我要办老年证 还没送出")
    person.comes_to("apply/sheet")
    person.picks_a_place("address")
    person.types("寄到哪里", STREET)
    person.press("继续")
    person.sends()
