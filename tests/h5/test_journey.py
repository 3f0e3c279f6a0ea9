"""The whole story in Chromium, over the whole house: with script and without, and in the elder flow."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.h5.conftest import walkers
from tests.h5.walking import Take, Walker
from tests.services.house import House


@pytest.fixture
def take(chromium: Browser, served: House) -> Iterator[Take]:
    yield from walkers(chromium, served)


def to_the_summary(walker: Walker) -> None:
    """From the front page to what will be sent."""
    walker.find("lnz", "我要办老年证")
    walker.answer_questions()
    assert walker.heading == "您可以办"
    walker.press("登录，开始办")
    walker.sign_in()
    assert walker.path == "/s/senior-card/answer"
    walker.press("核对身份")
    walker.prove()
    assert walker.heading == "您可以办"
    walker.press("开始办")
    walker.page.get_by_text("电子证").first.click()
    if "/f/" in walker.path:
        walker.press("继续")


@pytest.mark.parametrize(("name", "script"), [("张国林", True), ("周守义", False)], ids=["script", "no-script"])
def test_an_old_man_gets_his_card(take: Take, name: str, script: bool) -> None:
    man = take(name, script=script, age="66")
    to_the_summary(man)
    shown = man.page.locator("main").inner_text()
    assert name in shown
    assert man.id_number not in shown
    assert "来自电子证照库" in shown
    assert man.phone[-4:] in shown
    man.press("送给")
    assert "送出前要先同意" in man.page.locator(".errors").inner_text()
    man.agree_and_send()
    told = man.page.url
    man.page.go_back()
    expect(man.page.locator("h1")).to_be_visible()
    expect(man.page.locator("input[name=consents]")).to_have_count(0)
    man.page.goto(told)
    man.press("看办到哪了")
    man.wait_until_done()
    assert "有消息就告诉您" not in man.page.locator("main").inner_text()
    man.page.locator("summary").first.click()
    assert "年满 60 周岁" in man.page.locator(".history").inner_text()
    man.page.get_by_role("link", name=re.compile("老年人优待证")).first.click()
    assert man.heading == "老年人优待证"
    man.press("出示给人看")
    code = man.page.locator(".pass .code").inner_text()

    stranger = take("林浩", script=script).page
    stranger.goto(f"{man.address}/verify")
    stranger.get_by_label("验一张证").fill(code.lower())
    stranger.get_by_role("button", name="验一验").click()
    seen = stranger.locator("main").inner_text()
    assert "是真的" in seen
    assert name not in seen
    assert man.id_number not in seen
    assert f"{name[0]}**" in seen


def test_at_59_the_refusal_comes_first_with_a_reason_and_a_reminder(take: Take) -> None:
    woman = take("李秀兰", script=False, age="59")
    woman.find("老年", "我要办老年证")
    woman.answer_questions()
    assert woman.heading == "现在还不能办"
    said = woman.page.locator("main").inner_text()
    assert "59" in said
    assert "提醒" in said


def test_what_somebody_does_not_know_makes_a_maybe_and_back_loses_nothing(take: Take) -> None:
    man = take("陈建国", script=False, age="60")
    man.find("laonian", "我要办老年证")
    man.press("看我能不能办")
    first = man.path
    man.page.locator("main .input").first.fill("60")
    man.press("继续")
    while "/q/" in man.path:
        man.press("不清楚")
    assert man.heading == "还差一点才能确定"
    assert "登录" in man.page.locator("main a.button").first.inner_text()
    man.page.goto(man.address + first)
    assert man.page.locator("main .input").first.input_value() == "60"


def test_the_elder_flow_goes_all_the_way_with_fewer_taps(take: Take) -> None:
    man = take("赵德志", age="68", away=True)
    man.page.goto(man.address)
    man.page.get_by_role("button", name="长辈版").click()
    assert "elder" in (man.page.locator("html").get_attribute("class") or "")
    to_the_summary(man)
    man.agree_and_send()
    man.press("看办到哪了")
    man.page.get_by_text("办好了").first.wait_for()
    expect(man.page.get_by_role("link", name=re.compile("12345"))).to_be_visible()


def test_answers_appear_as_one_types(take: Take) -> None:
    page = take("林浩").page
    page.goto(take("林浩").address)
    page.get_by_role("searchbox").fill("juzhu")
    page.locator("#found").get_by_role("link", name=re.compile("我要办居住证")).first.wait_for()
    page.wait_for_function("document.querySelector('[data-rest]').hidden")
    expect(page.locator("main").get_by_role("link", name=re.compile("我要办居住证"))).to_have_count(1)
    page.get_by_role("searchbox").fill("")
    page.locator("[data-rest]").get_by_role("link", name=re.compile("老年证")).wait_for()


def test_the_language_is_changed_and_kept(take: Take) -> None:
    walker = take("林浩", script=False)
    walker.page.goto(f"{walker.address}/settings")
    walker.page.get_by_text("English").click()
    walker.press("保存")
    assert walker.heading == "What would you like to do?"
    walker.page.goto(f"{walker.address}/track")
    assert walker.page.locator("html").get_attribute("lang") == "en"


def test_progress_changes_by_itself_and_a_paper_that_is_missing_is_brought(take: Take, tmp_path: Path) -> None:
    paper = tmp_path / "hukou.jpg"
    Image.effect_noise((480, 640), 90).convert("RGB").save(paper)
    man = take("冯宝山", age="72")
    to_the_summary(man)
    assert man.heading == "户口簿"
    man.press("继续")
    assert man.page.locator(".errors a").inner_text() == "请先选一个文件"
    man.page.get_by_label("户口簿").set_input_files(paper)
    man.press("继续")
    man.agree_and_send()
    man.press("看办到哪了")
    assert man.heading == "已经送到，等着受理"
    other = man.page.context.new_page()
    other.goto(man.page.url)
    Walker(other, man.address, man.name, man.id_number, man.phone).press("不办了")
    Walker(other, man.address, man.name, man.id_number, man.phone).press("撤回")
    man.page.locator("#live").get_by_text("您已撤回").first.wait_for()
    assert man.heading == "这件事结束了"
