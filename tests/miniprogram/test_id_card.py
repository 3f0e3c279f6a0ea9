"""An identity card on the phone: put right, paid at the platform's till after a second thought, approved."""

import json

import httpx

from tests.e2e.miniprogram_host.host import Platform
from tests.h5.officers import Officer, officer
from tests.miniprogram.caller import called_by
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.conftest import Take
from tests.miniprogram.files import photo

PEOPLE = {"weapp": "邓凯", "alipay": "张敏"}
LOST = {"reason": "lost", "household": "here", "lost_words": True, "window": "donghu", "pickup": "office"}


def shown(person: Citizen, application: str) -> None:
    person.phone.open("apply/progress/index", {"id": application}, scene=1014)
    person.comes_to("apply/progress")


def clerk_of(person: Citizen, code: str) -> tuple[Officer, dict[str, object]]:
    clerk = officer(person.house.address, "gongan-chuangkou")
    return clerk, clerk.finds(code)


def code_of(person: Citizen, application: str) -> str:
    return str(called_by(person).get(f"/applications/{application}")["query_code"])


def test_put_right_then_paid_then_approved_while_the_page_stands_open(take: Take, platform: Platform) -> None:
    person = take(PEOPLE[platform], platform)
    person.phone.open("pages/scene/index?slug=id-card")
    person.press("看我能不能办")
    person.answers({"哪一种情况": "到期", "户口": "在", "低保": "不领"})
    person.sees("您可以办")
    person.press("开始办")
    person.proves()
    person.comes_to("apply/sheet")
    person.chooses("到哪个窗口拍照、按指纹？", "东湖")
    person.chooses("新证怎么给您？", "到拍照的窗口领")
    person.press("继续")
    person.comes_to("apply/summary")
    person.sees("发改价格〔2003〕2322号", "东湖公安分局户政窗口")
    application = person.sends()
    person.press("看办到哪了")
    person.sees("已经送到，等着受理")
    code = code_of(person, application)
    clerk, case = clerk_of(person, code)
    asked = [{"id": "old_card", "says": "看不到背面"}, {"id": "pickup", "says": "这个窗口下周不发证，请改成邮寄"}]
    clerk.does(case, "ask_correction", opinion="请改好再交", items=asked)
    person.sees("要您改一改、补一补")  # nobody touched the phone
    person.picture("progress-to-correct")
    puts_right(person)
    clerk.does(case, "accept")
    person.sees("等您缴费")
    person.picture("progress-to-pay")
    pays_at_last(person)
    decides = officer(person.house.address, "gongan-shencha")
    case = decides.finds(code)
    for move in ("approve", "certify", "deliver", "close"):
        if move in {one["move"] for one in decides.case(case["id"])["moves"]}:
            decides.does(case, move, **({"opinion": "符合条件"} if move == "approve" else {}))
    person.sees("办好了")
    person.picture("progress-done")


def puts_right(person: Citizen) -> None:
    person.press("去改，一次改完")
    person.comes_to("apply/correct")
    person.sees("看不到背面", "这个窗口下周不发证，请改成邮寄", "请改好再交")
    person.picture("correct")
    person.press("弄好了，交回去")
    person.sees("还差这一样：原来的身份证", "还差这一样：领取方式")
    person.gives(photo(), how="从相册选 原来的身份证")
    person.chooses("新证怎么给您？", "邮寄到家")
    person.sees("寄到哪里？")
    person.picks_a_place("address")
    person.types("寄到哪里", "石桥巷 21 号 1 栋 101 室")
    person.press("弄好了，交回去")
    person.comes_to("apply/progress")
    person.sees("已经送到，等着受理")


def pays_at_last(person: Citizen) -> None:
    """Given up, then paid."""
    person.press("去付 20.00 元")
    person.comes_to("apply/pay")
    person.sees("请付 20.00 元", "最晚")
    person.picture("pay")
    person.press("去付 20.00 元")
    person.phone.leave_till()
    person.sees("没有付，钱没有动")
    person.picture("pay-given-up")
    person.press("去付 20.00 元")
    person.phone.pay()
    person.sees("付好了", "收到了")
    person.picture("paid")
    person.press("看办到哪了")
    person.comes_to("apply/progress")
    person.sees("正在办，等您去一趟")


def accepted(person: Citizen) -> str:
    """A lost card, sent and accepted: 40.00 元 are due. Gives the id."""
    application = called_by(person).submitted("id-card", LOST)
    clerk, case = clerk_of(person, code_of(person, application))
    clerk.does(case, "accept")
    shown(person, application)
    person.sees("等您缴费")
    return application


def test_a_till_pressed_twice_opens_once_and_takes_the_money_once(take: Take, platform: Platform) -> None:
    person = take("罗平" if platform == "weapp" else "何静", platform)
    application = accepted(person)
    person.press("去付 40.00 元")
    person.comes_to("apply/pay")
    person.find("去付 40.00 元").first.dblclick()
    person.phone.pay()
    person.sees("付好了", "收到了")
    assert len(person.phone.seen()["tills"]) == 1
    orders = called_by(person).get(f"/applications/{application}")["orders"]
    assert [one["state"] for one in orders] == ["paid"]


def test_who_loses_the_app_at_the_till_is_asked_to_pay_twice_by_nobody(take: Take, platform: Platform) -> None:
    """Paid outside, the app killed, the provider silent: not known yet, then known, and never billed again."""
    person = take("林浩" if platform == "weapp" else "许晓彤", platform)
    application = accepted(person)
    person.press("去付 40.00 元")
    person.comes_to("apply/pay")
    person.press("去付 40.00 元")
    person.phone.page.get_by_role("dialog").get_by_role("button", name="付款").wait_for()
    payment = json.loads(person.phone.storage()[f"paying:{application}"])
    person.phone.kill()
    goes_wrong(person, till="error", till_callbacks="late")
    httpx.post(f"{person.house.address}/sandbox/pay/sandbox/{payment}", json={"outcome": "paid"})
    person.phone.open(f"apply/pay/index?id={application}")
    person.sees("还不知道付没付成", "别付第二次")
    person.picture("pay-unsure")
    goes_wrong(person, till="", till_callbacks="")
    person.press("再看一次")
    person.sees("付好了", "收到了")


def goes_wrong(person: Citizen, **kinds: str) -> None:
    for target, kind in kinds.items():
        fault = {"target": target, "kind": kind or "error", "times": 50 if kind else 0}
        httpx.post(f"{person.house.address}/sandbox/faults", json=fault).raise_for_status()
