"""The elder flow on the phone: by the platform's type size or by our switch, one thing a screen, help one tap away."""

import pytest

from tests.e2e.miniprogram_host.host import Platform
from tests.miniprogram import looking
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.conftest import Take

SCALE = 1.375  # WeChat and Alipay give the size in their settings as a factor
TOUCH, LEAST_TYPE, LARGEST_TYPE = 60, 18, 30


def easy(citizen: Citizen) -> None:
    """What holds on every screen of this flow."""
    assert [*looking.small(citizen, TOUCH), *looking.fine(citizen, LEAST_TYPE), *looking.sticking_out(citizen)] == []
    citizen.sees("打 12345")


def type_of_body(citizen: Citizen) -> float:
    size = citizen.screen.locator(".page:visible").evaluate("page => getComputedStyle(page).fontSize")
    return float(str(size).removesuffix("px"))


def test_who_made_type_large_gets_it_and_is_asked_one_thing_at_a_time(take: Take, platform: Platform) -> None:
    man = take("周守义" if platform == "weapp" else "张国林", platform, font_scale=SCALE)
    man.phone.open()
    man.sees("您要办什么？", "点一下就能办", "我要办老年证")
    easy(man)
    man.press("我要办老年证")
    man.comes_to("pages/scene")
    easy(man)
    man.press("看我能不能办")
    man.sees("您今年多少周岁？")
    easy(man)
    man.answers({"周岁": "82", "户口": "在"})  # a choice goes on by one tap
    man.sees("您可以办")
    easy(man)
    man.press("开始办")
    man.comes_to("door/verify-me")
    easy(man)
    man.proves()
    man.comes_to("apply/sheet")
    assert man.screen.get_by_role("heading", level=1).count() == 1
    easy(man)
    man.press("邮寄实体卡到家")
    man.sees("寄到哪里？")
    assert "老年证怎么给您" not in man.said
    easy(man)
    man.press("上一步")
    man.sees("您上次选的")
    man.press("电子证")
    man.comes_to("apply/summary")
    easy(man)
    man.sends()
    easy(man)
    man.press("看办到哪了")
    man.sees("办好了")
    easy(man)
    man.press("打 12345")
    assert man.phone.seen()["called"] == ["12345"]


def test_the_switch_is_kept_and_type_grows_to_thirty(take: Take, platform: Platform) -> None:
    person = take("许晓彤", platform)
    person.phone.open()
    person.press("长辈版")
    person.sees("点一下就能办")
    easy(person)
    person.phone.relaunch("mine/settings/index")
    person.sees("字多大")
    sizes = []
    for step in ("大", "更大", "最大"):
        person.screen.get_by_role("radio", name=step, exact=True).click()
        easy(person)
        sizes.append(type_of_body(person))
    person.picture("settings-largest")
    assert sizes == sorted(set(sizes))
    assert sizes[0] >= LEAST_TYPE
    assert sizes[-1] == LARGEST_TYPE
    person.phone.relaunch()
    person.sees("点一下就能办")
    assert type_of_body(person) == LARGEST_TYPE
    easy(person)
    person.press("标准版")
    person.sees("大家常办")


def test_what_is_wrong_is_heard_and_the_way_goes_by_keys(take: Take, platform: Platform) -> None:
    """A live region says the error; Enter presses what Tab came to, as a double tap of a screen reader does."""
    person = take("林浩", platform)
    person.phone.open("pages/scene/index?slug=senior-card&step=subject.age")
    person.screen.get_by_role("textbox").fill("一百")
    person.find("继续").first.focus()
    person.phone.page.keyboard.press("Enter")
    person.sees("请填数字")
    alert = person.screen.locator("[role=alert]:visible").first
    assert alert.get_attribute("aria-live") == "assertive"
    assert "请填数字" in str(person.screen.get_by_role("textbox").get_attribute("aria-label"))
    assert person.screen.get_by_role("textbox").get_attribute("aria-invalid") == "true"
    person.screen.get_by_role("textbox").fill("33")
    person.find("继续").first.focus()
    person.phone.page.keyboard.press("Enter")
    person.sees("现在还不能办")


@pytest.mark.parametrize(("language", "title"), [("en", "What would you like to do?")])
def test_another_language_is_chosen_and_kept(take: Take, platform: Platform, language: str, title: str) -> None:
    person = take("林浩", platform, language=language)
    person.phone.open()
    person.sees(title)
    person.phone.open("mine/settings/index")
    person.press("中文")
    person.phone.relaunch()
    person.sees("您要办什么？")
    person.phone.open("mine/settings/index")
    person.press("English")
    person.phone.relaunch()
    person.sees(title)
    person.picture("home-en")
