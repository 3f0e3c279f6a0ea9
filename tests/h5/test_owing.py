"""A paper that may follow: promised before sending, shown with its day while the rest goes on, brought later."""

from pathlib import Path

from tests.h5.filling import answer, enter, picture
from tests.h5.walking import Take


def test_a_promised_paper_is_brought_later_in_the_elder_flow(in_hall: Take, tmp_path: Path) -> None:
    """Without a script: begun in the standard flow, brought in that for the elderly."""
    woman = in_hall("马玉珍", script=False)
    enter(woman, "senior-card", {"户口": "不在", "居住证": "有", "周岁": "65", "办过": "没办过"})
    while "/f/" in woman.path:
        answer(woman, "电子证" if "怎么给您" in woman.heading else None)
    assert woman.heading == "居住证", woman.said
    woman.press("先欠着")
    assert woman.heading == "送出前再看一眼"
    promise = woman.page.get_by_label("先办，受理后 10 个工作日内补交居住证")
    assert promise.is_checked()
    assert "没有补交的，这次申请就办结" in woman.said

    promise.uncheck()
    woman.agree_and_send()
    assert woman.page.locator(".errors a").first.get_attribute("href") == "#materials.permit"
    woman.page.get_by_label("先办，受理后 10 个工作日内补交居住证").check()
    woman.agree_and_send()
    woman.press("看办到哪了")
    woman.wait_for("还要补居住证，最晚")
    assert woman.heading == "正在办，还要补居住证"
    woman.page.goto(f"{woman.address}/")
    woman.page.get_by_role("button", name="长辈版").click()
    woman.page.locator("main").get_by_role("link", name="我要办老年证").first.click()

    woman.press("去补交")
    assert woman.heading == "补交材料"
    woman.press("弄好了")
    assert woman.page.locator(".errors a").inner_text() == "还差这一样：居住证"
    woman.page.locator("#fix-permit").click()
    woman.page.get_by_label("居住证").set_input_files(picture(tmp_path))
    woman.press("继续")
    assert "好了，要再改也行" in woman.said
    woman.press("弄好了")
    assert "还要补" not in woman.said
    assert woman.heading == "正在办"
