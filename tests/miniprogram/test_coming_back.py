"""Called away and back, signed out and back, led in by a message: what was typed is there, and who is here is asked."""

from playwright.sync_api import Request

from tests.e2e.miniprogram_host.host import Platform
from tests.miniprogram.caller import called_by
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.conftest import Take
from tests.miniprogram.stories import LOST, newborn

PLACE = "望月巷 50 号 6 栋 601 室"


def the_line_is_back_while_away(person: Citizen) -> None:
    """Another app lies above ours for longer than a platform lets ours run; meanwhile the net comes back."""
    person.phone.leave(for_long=True)
    person.phone.line("online")
    person.phone.come_back()


def test_half_an_answer_to_the_guide_outlives_a_call_and_the_app(take: Take, platform: Platform) -> None:
    person = take("张国林" if platform == "weapp" else "陈建国", platform)
    person.phone.open("pages/scene/index?slug=senior-card")
    person.press("看我能不能办")
    person.sees("您今年多少周岁？")
    person.screen.get_by_role("textbox").first.fill("6")
    person.phone.leave(for_long=True)
    person.phone.come_back()
    person.sees("您今年多少周岁？")
    assert person.screen.get_by_role("textbox").first.input_value() == "6"
    step = person.phone.stack()[-1]["query"]["step"]
    person.phone.leave(for_long=True)
    person.phone.relaunch("pages/scene/index", {"slug": "senior-card", "step": step})  # thrown away while it lay below
    person.sees("您今年多少周岁？")
    assert person.screen.get_by_role("textbox").first.input_value() == "6"


def test_what_waits_to_be_sent_goes_once_when_the_app_is_shown_again(take: Take, platform: Platform) -> None:
    person = take("周守义" if platform == "weapp" else "刘淑芬", platform)
    caller = called_by(person)
    draft = caller.begins("senior-card", {"pickup": "electronic"})
    person.phone.open(f"apply/summary/index?id={draft['id']}")
    person.comes_to("apply/summary")
    person.agrees()
    person.phone.line("offline")
    person.press("送")
    person.sees("还没有送出去")
    keys: set[str | None] = set()

    def seen(asked: Request) -> None:
        if asked.url.endswith("/submit"):
            keys.add(asked.headers.get("idempotency-key"))

    person.phone.page.on("request", seen)
    the_line_is_back_while_away(person)
    person.until(lambda: caller.get(f"/applications/{draft['id']}")["state"] == "done", "it never arrived")
    the_line_is_back_while_away(person)
    person.phone.page.wait_for_load_state("networkidle")
    assert len(keys) == 1  # an answer that leaving broke off may be asked for again, under the same key
    assert [one["scene"] for one in caller.get("/applications")["items"]] == ["senior-card"]


def test_who_signed_out_is_asked_before_their_things_are_shown(take: Take, platform: Platform) -> None:
    person = take("唐玉兰" if platform == "weapp" else "罗平", platform)
    called_by(person).begins("id-card", LOST)
    person.phone.open("mine/applications/index")
    person.sees("我办的事", "身份证")
    person.phone.open("mine/settings/index")
    person.press("退出登录")
    person.screen.get_by_role("button", name="退出", exact=True).click()
    person.comes_to("pages/home")
    entered: list[str] = []
    person.phone.page.on("request", lambda asked: entered.append(asked.url) if "/sessions/" in asked.url else None)
    person.phone.open("mine/home/index")
    person.sees("登录")
    person.phone.open("mine/applications/index")
    person.comes_to("door/sms-sign-in")
    person.phone.page.wait_for_load_state("networkidle")
    assert [url for url in entered if not url.endswith("/end")] == []
    person.picture("signed-out")
    person.press("用这台手机的账号登录")
    person.comes_to("mine/applications")
    person.sees("身份证")


def test_a_second_parent_is_led_in_by_the_message_and_asked_who_they_are(take: Take, platform: Platform) -> None:
    """Nobody knew him here before: at the door he is known, and the page is there, not a blank one."""
    mother, father = ("何静", "林浩") if platform == "weapp" else ("苏燕", "郭磊")
    asked = take(father, platform)
    application = newborn(take(mother, platform), asked)
    asked.phone.open(f"apply/party/index?id={application}", scene=1014)
    asked.comes_to("apply/party")
    asked.press("核对身份")
    asked.proves()
    asked.comes_to("apply/party")
    asked.sees("请您看一看", asked.name, "林小满")
    asked.press("我看过了，同意")
    asked.sees("您同意了")


def test_what_was_typed_without_a_net_is_there_however_one_comes_again(take: Take, platform: Platform) -> None:
    """Not by the way back to the sheet, but as one begins: through the guide, which has answers of its own."""
    person = take("邓凯" if platform == "weapp" else "张敏", platform)
    draft = called_by(person).begins("id-card", {"reason": "expired", "household": "here"})
    person.phone.open(f"apply/sheet/index?id={draft['id']}")
    person.comes_to("apply/sheet")
    person.phone.line("offline")
    person.chooses("新证怎么给您？", "邮寄")
    person.types("寄到哪里", PLACE)
    person.phone.open("pages/home/index")
    person.phone.line("online")
    person.searches("身份证", "我要换、补身份证")
    person.press("看我能不能办")
    person.answers({"哪一种情况": "丢了", "户口": "在", "低保": "不领"})
    person.press("开始办")
    person.comes_to("apply/sheet")
    assert person.id == draft["id"]
    assert person.screen.get_by_role("textbox").first.input_value() == PLACE
    person.sees("身份证确实丢了")
