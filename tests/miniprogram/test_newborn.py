"""A child is born: the mother on WeChat, the father on Alipay, seven matters side by side."""

from tests.h5.officers import officer
from tests.miniprogram.caller import called_by
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.conftest import Take
from tests.miniprogram.files import photo

GUIDE = {"户口在": "在", "哪里出生": "云川", "结婚证": "领了", "出生医学证明": "还没有", "报销": "职工"}


def test_two_parents_on_two_platforms(take: Take) -> None:
    mother, father = take("何静", "weapp"), take("林浩", "alipay")
    mother.phone.open("pages/scene/index?slug=newborn")
    mother.press("看我能不能办")
    mother.answers(GUIDE)
    mother.sees("您可以办")
    mother.picture("answer-newborn")
    mother.press("开始办")
    mother.proves()
    mother.comes_to("apply/sheet")
    fills(mother, father)
    mother.press("继续")
    mother.comes_to("apply/materials")
    mother.picture("materials")
    mother.gives(photo("出院结算单.jpg"), how="从相册选 出院结算单")
    mother.gives(photo("银行卡.jpg"), how="从相册选 妈妈的银行卡")
    mother.press("继续")
    mother.comes_to("apply/summary")
    mother.sees(father.name, f"199****{father.number[-4:]}", "办好后自动取得")
    mother.picture("summary-newborn")
    mother.agrees()
    mother.press("送出，请")
    mother.comes_to("apply/sent")
    mother.sees("同意")
    mother.picture("sent-newborn")
    application = mother.id
    mother.press("看办到哪了")
    mother.sees("填好了，等孩子的另一位家长同意")
    agrees(father)
    mother.sees("正在办", "排在后面", "等云川市公安局东湖分局办好出生登记")  # by themselves
    mother.picture("progress-newborn")
    assert "6230910199000012345" not in father.said
    decided(mother, application)
    mother.sees("办好了")
    mother.picture("progress-newborn-done")


def fills(mother: Citizen, father: Citizen) -> None:
    mother.types("孩子的姓名", "林小满")
    mother.types("另一位家长的身份证号", father.id_number)
    mother.types("另一位家长的手机号", father.number)
    mother.chooses("孩子落在谁的户口上", "落在我的")
    mother.picks_a_place("clinic")
    mother.chooses("孩子的社保卡怎么给您？", "邮寄到家")
    mother.picks_a_place("address")
    mother.types("社保卡寄到哪里", "望月巷 50 号 6 栋 601 室")
    mother.types("妈妈的开户银行", "云川农商银行")
    mother.types("妈妈的银行卡号", "6230910199000012345")


def agrees(father: Citizen) -> None:
    """He opens the app, proves who he is, and finds it on the front page."""
    called_by(father)
    father.phone.open()
    father.sees("接着办")
    father.press("孩子出生了 等您点同意")
    father.comes_to("apply/party")
    father.sees("请您看一看", father.name, "林小满")
    assert "6230910199000012345" not in father.said
    father.picture("party")
    father.press("我看过了，同意")
    father.sees("您同意了")
    father.picture("party-done")


def decided(mother: Citizen, application: str) -> None:
    """Offices approve what is theirs; the insurance decides by its own system."""
    code = str(called_by(mother).get(f"/applications/{application}")["query_code"])
    for name, item in (("gongan-shencha", "出生登记"), ("renshe-shencha", "社会保障卡"), ("yibao-shencha", "生育")):
        decides = officer(mother.house.address, name)
        case = decides.finds(code, item)
        decides.does(case, "accept")
        decides.does(case, "approve", opinion="符合条件")
        for move in ("deliver", "close"):
            if move in {one["move"] for one in decides.case(case["id"])["moves"]}:
                decides.does(case, move)
