"""The senior card, from the first screen to a licence that a stranger verifies: on both platforms, for real."""

import pytest

from tests.e2e.miniprogram_host.host import Platform
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.conftest import Take
from tests.miniprogram.files import photo

MEN = {"weapp": ("张国林", "66"), "alipay": ("陈建国", "60")}


@pytest.mark.parametrize("typed", ["老年", "lnz", "laonian"])
def test_it_is_found_however_it_is_typed(take: Take, platform: Platform, typed: str) -> None:
    man = take("林浩", platform)
    man.phone.open()
    man.sees("您要办什么？", "我要办老年证")
    man.searches(typed, "我要办老年证")
    man.sees("不收费", "看我能不能办")


def test_an_old_man_gets_his_card_and_a_stranger_verifies_it(take: Take, platform: Platform) -> None:
    name, age = MEN[platform]
    man = take(name, platform)
    man.phone.open()
    man.sees("您要办什么？", "我要办老年证")
    assert man.phone.seen()["subscriptions"] == []
    man.searches("lnz", "我要办老年证")
    man.press("看我能不能办")
    man.answers({"周岁": age, "户口": "在"})
    man.sees("您可以办", "年满 60 周岁")
    man.press("开始办")
    man.proves()
    man.comes_to("apply/sheet")
    man.sees("我们填好的，请您看一眼", "来自人口库", "来自电子证照库")
    man.chooses("老年证怎么给您？", "电子证")
    man.press("修改 近期一寸照片")
    man.gives(photo())
    man.press("继续")
    man.comes_to("apply/summary")
    for words in (man.name, f"199****{man.number[-4:]}", "不收费", "电子证，手机里出示"):
        assert words in man.said
    assert man.id_number not in man.said
    man.press("送")
    man.sees("送出前要先同意")
    man.sends()
    man.press("看办到哪了")
    man.comes_to("apply/progress")
    man.sees("办好了")
    man.press("经过")
    man.sees("年满 60 周岁")
    man.press("老年人优待证")
    man.comes_to("mine/licence")
    man.sees("老年人优待证", "出示给人看")
    code = shows(man)
    verified_by_a_stranger(take, platform, man, code)
    reads_letters(man)


def shows(man: Citizen) -> str:
    """The code that lives for a minute."""
    man.press("出示给人看")
    man.sees("还有", "请对方扫一扫")
    man.picture("licence-shown")
    assert man.phone.seen()["brightness"] == 1
    return man.screen.locator(".pass-code").inner_text().replace(" ", "")


def verified_by_a_stranger(take: Take, platform: Platform, man: Citizen, code: str) -> None:
    """On another phone: typed, and scanned."""
    stranger = take("许晓彤", platform)
    stranger.phone.open("mine/verified/index")
    stranger.screen.get_by_role("textbox").fill(code.lower())
    stranger.press("验一验")
    stranger.sees("是真的", f"{man.name[0]}**")
    assert man.name not in stranger.said
    assert man.id_number not in stranger.said
    stranger.picture("verified-yes")
    stranger.phone.relaunch("mine/verified/index")
    stranger.comes_to("mine/verified")
    stranger.phone.scan(f"{man.house.address}/verify/{code}")
    stranger.press("扫一扫")
    stranger.sees("是真的")


def reads_letters(man: Citizen) -> None:
    """What was written stands in the inbox; the code at the end of its text is ours."""
    man.phone.relaunch("mine/home/index")
    man.sees(man.name, "我的证照", "有 1 张")
    man.press("通知")
    man.comes_to("mine/letters")
    man.screen.get_by_role("button").first.click()
    man.comes_to("mine/letter")
    man.picture("letter-read")
    code = man.screen.locator(".code").first.inner_text()
    man.phone.open("mine/real/index")
    man.screen.get_by_role("textbox").fill(code)
    man.press("查一查")
    man.sees("是我们发的")
    man.picture("real-yes")
    man.screen.get_by_role("textbox").fill("K7MP2XH9")
    man.press("查一查")
    man.sees("我们没有发过", "12345")
    man.picture("real-no")
