"""The senior card, from the first screen to a licence that a stranger verifies: on both platforms, for real."""

import pytest

from tests.e2e.miniprogram_host.host import Platform
from tests.miniprogram.conftest import Take
from tests.miniprogram.files import photo

MEN = {"weapp": "张国林", "alipay": "吴永清"}


@pytest.mark.parametrize("typed", ["老年", "lnz", "laonian"])
def test_it_is_found_however_it_is_typed(take: Take, platform: Platform, typed: str) -> None:
    man = take("林浩", platform)
    man.phone.open()
    man.sees("您要办什么？", "我要办老年证")
    man.searches(typed, "我要办老年证")
    man.sees("不收费", "看我能不能办")


def test_an_old_man_gets_his_card_and_a_stranger_verifies_it(take: Take, platform: Platform) -> None:
    man = take(MEN[platform], platform)
    man.phone.open()
    man.sees("您要办什么？", "我要办老年证")
    man.searches("lnz", "我要办老年证")
    man.press("看我能不能办")
    man.answers({"周岁": "66", "户口": "在"})
    man.sees("您可以办", "年满 60 周岁")
    man.press("开始办")
    man.proves()
    man.comes_to("apply/sheet")
    man.sees("我们填好的，请您看一眼", "来自")
    print(man.said)
    man.chooses("老年证怎么给您？", "电子证")
    man.press("修改 近期一寸照片")
    print(man.said)
    man.gives(photo())
    man.press("继续")
    man.comes_to("apply/summary")
    print(man.said)
    assert man.id_number not in man.said
    man.press("送出")
    man.sees("送出前要先同意")
    man.sends()
    print(man.said)
    man.press("看办到哪了")
    man.comes_to("apply/progress")
    man.sees("办好了")
    print(man.said)
    man.press("老年人优待证")
    man.comes_to("mine/licence")
    print(man.said)
