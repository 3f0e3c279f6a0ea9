"""An identity card with its fee, in a browser: put right, paid after a second thought, refused and given back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.h5.filling import enter, fill, picture
from tests.h5.officers import officer
from tests.h5.walking import Take, Walker
from tests.services.house import House

REMEDY = "可以自收到决定之日起 60 日内申请行政复议"


def sent(walker: Walker, answers: dict[str, str]) -> str:
    """The sheet is with the office; gives its query code."""
    enter(walker, "id-card", answers)
    fill(walker, {"窗口": "东湖", "新证": "窗口", "确实丢了": "我看过了"})
    assert walker.heading == "送出前再看一眼"
    for words in ("发改价格〔2003〕2322号", "受理以后付", "要去 1 趟", "东湖公安分局户政窗口"):
        assert words in walker.said
    walker.agree_and_send()
    walker.press("看办到哪了")
    assert walker.heading == "已经送到，等着受理"
    assert "缴好费以后去" in walker.said
    assert "东湖公安分局户政窗口" in walker.said
    assert "西岭公安分局户政窗口" not in walker.said
    return walker.page.locator(".code").first.inner_text().replace(" ", "")


def to_the_till(walker: Walker, money: str) -> None:
    walker.wait_for("等您缴费")
    walker.press(f"去付 {money}")
    assert walker.path.endswith("/pay")
    assert walker.heading == f"请付 {money}"
    walker.press(f"去付 {money}")
    assert walker.path.startswith("/sandbox/till/")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_everything_is_put_right_at_once_and_then_paid(
    in_hall: Take, hall: House, tmp_path: Path, script: bool
) -> None:
    man = in_hall("邓凯" if script else "张敏", script=script)
    code = sent(man, {"哪一种情况": "到期", "户口": "在", "低保": "不领"})
    clerk = officer(hall.address, "gongan-chuangkou")
    asked = [{"id": "old_card", "says": "看不到背面"}, {"id": "pickup", "says": "这个窗口下周不发证，请改成邮寄"}]
    clerk.does(clerk.finds(code), "ask_correction", opinion="请改好再交", items=asked)
    man.wait_for("要您改一改")
    man.press("去改")
    expect(man.page.locator(".fixes .small")).to_have_text([one["says"] for one in asked])
    man.press("弄好了")
    expect(man.page.locator(".errors a")).to_have_text(["还差这一样：原来的身份证", "还差这一样：领取方式"])
    man.page.locator("#fix-old_card").click()
    assert "看不到背面" in man.said
    man.page.get_by_label("原来的身份证").set_input_files(picture(tmp_path))
    man.press("继续")
    man.page.locator("#fix-pickup").click()
    man.page.locator("label.choice").filter(has_text="邮寄").click()
    man.press("继续")
    expect(man.page.locator(".fixes .good")).to_have_count(2)
    man.page.locator("#fix-address").click()  # what the new answer opened is asked for at once, not later
    man.page.locator("select").select_option(index=1)
    man.page.locator("textarea").fill("石桥巷 21 号 1 栋 101 室")
    man.press("继续")
    man.press("弄好了")
    assert man.heading == "已经送到，等着受理"

    clerk.does(clerk.finds(code), "accept")
    to_the_till(man, "20.00 元")
    man.page.get_by_role("button", name="先不付").click()
    assert re.match(r"/a/\w+/paid/\w+$", man.path)
    man.wait_for("这笔没有付成")
    man.press("没有付，现在去付")
    man.press("去付 20.00 元")
    man.page.get_by_role("button", name="付款").click()
    man.wait_for("付好了")
    man.press("看办到哪了")
    man.wait_for("正在审")
    assert man.heading == "正在办，等您去一趟"
    assert "带上原来的身份证" in man.said
    assert "20.00 元" in man.page.locator(".bill").inner_text()
    assert "付好了" in man.page.locator(".bill").inner_text()
    notice = man.page.locator("a[href*=notices]").first.get_attribute("href")
    assert man.page.request.get(f"{man.address}{notice}").body().startswith(b"%PDF")


def test_who_is_refused_after_paying_gets_the_money_back(in_hall: Take, hall: House) -> None:
    man = in_hall("罗平", script=False)
    code = sent(man, {"哪一种情况": "丢了", "户口": "在"})
    clerk = officer(hall.address, "gongan-chuangkou")
    clerk.does(clerk.finds(code), "accept")
    to_the_till(man, "40.00 元")
    man.page.get_by_role("button", name="付款").click()
    man.wait_for("付好了")
    decides = officer(hall.address, "gongan-shencha")
    decides.does(decides.finds(code), "deny", opinion={"text": "照片和本人对不上", "remedy": REMEDY})
    man.press("看办到哪了")
    man.wait_for("要退 40.00 元，等财务核对")
    assert man.heading == "这件事结束了"
    officer(hall.address, "gongan-caiwu").gives_back(40_00)
    man.wait_for("退回 40.00 元")
