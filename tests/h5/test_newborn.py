"""A child is born: one sheet, two parents, seven cases at five offices, in a browser."""

from pathlib import Path

from playwright.sync_api import expect

from tests.h5.filling import enter, fill, picture
from tests.h5.officers import officer
from tests.h5.walking import Take, Walker
from tests.services.house import House

GUIDE = {"户口在": "在", "哪里出生": "云川", "结婚证": "领了", "出生医学证明": "还没有", "报销": "职工"}


def sent(one: Walker, other: Walker, place: Path, answers: dict[str, str | Path]) -> None:
    """The sheet of `one`, which names `other`, up to its sending."""
    enter(one, "newborn", {**GUIDE, **answers})
    sheet: dict[str, str | Path] = {
        "孩子的姓名": "林小满",
        "另一位家长的身份证号": other.id_number,
        "另一位家长的手机号": other.phone,
        "寄到哪里": "望月巷 50 号 6 栋 601 室",
        "社保卡": "邮寄",
        "打疫苗": "望月",
        "开户银行": "云川农商银行",
        "银行卡号": "6230910199000012345",
        "出院结算单": picture(place, "bill"),
        "银行卡照片": picture(place, "card"),
        **answers,
    }
    fill(one, sheet)
    assert one.heading == "送出前再看一眼"
    for words in (other.name, f"短信发到 199****{other.phone[-4:]}", "10 个工作日内", "不收费", "办好后自动取得"):
        assert words in one.said
    one.agree_and_send()
    assert one.heading == "填好了，等孩子的另一位家长同意"
    one.press("看办到哪了")
    assert one.said.count("同意以后马上开始") >= 3
    assert "等东湖区卫生健康局办好" in one.said or "等西岭区卫生健康局办好" in one.said


def asked(other: Walker) -> None:
    """Whoever is asked signs in with a phone of their own and finds it on the front page."""
    other.page.goto(f"{other.address}/sign-in")
    other.sign_in()
    other.page.locator("main").get_by_role("link", name="核对身份").first.click()
    other.prove()
    invitation = other.page.locator("main a[href$='/confirm']")
    assert "等您点同意，最晚" in invitation.inner_text()
    invitation.click()
    assert other.heading.endswith("请您看一看")
    assert other.name in other.said
    assert "6230910199000012345" not in other.said


def test_both_parents_agree_and_the_branches_run_side_by_side(in_hall: Take, hall: House, tmp_path: Path) -> None:
    mother, father = in_hall("何静"), in_hall("林浩")
    sent(mother, father, tmp_path, {"性别": "女孩", "落在谁": "我的"})
    asked(father)
    father.press("我看过了，同意")
    mother.page.locator("#live").get_by_text("同意，办好了").first.wait_for()  # her page heard of it by itself
    mother.wait_for("排在后面")
    expect(mother.page.locator(".branch h3")).to_have_text(["正在办", "排在后面", "办完的"])
    assert "等云川市公安局东湖分局办好出生登记" in mother.said
    expect(mother.page.locator(".date-large")).to_have_count(1)
    assert "6230910199000012345" not in father.said
    father.page.goto(f"{father.address}{mother.path}/pay")
    assert not father.path.endswith("/pay")

    code = mother.page.locator(".code").first.inner_text().replace(" ", "")
    for name, item in (("gongan-shencha", "出生登记"), ("renshe-shencha", "社会保障卡"), ("yibao-shencha", "生育")):
        decides = officer(hall.address, name)
        case = decides.finds(code, item)
        decides.does(case, "accept")
        decides.does(case, "approve", opinion="符合条件")
        for handed_over in ("deliver", "close"):
            if handed_over in {one["move"] for one in decides.case(case["id"])["moves"]}:
                decides.does(case, handed_over)
    mother.wait_until_done()  # the insurance was decided by the bureau's own system
    assert mother.heading == "办好了"
    expect(mother.page.locator(".branch h3")).to_have_text(["办完的"])


def test_a_no_ends_it_quietly_and_a_yes_lets_it_begin_without_a_script(in_hall: Take, tmp_path: Path) -> None:
    mother, father = in_hall("苏燕", script=False), in_hall("郭磊", script=False)
    answers: dict[str, str | Path] = {"性别": "男孩", "落在谁": "我的"}
    sent(mother, father, tmp_path, answers)
    asked(father)
    father.press("不同意")
    father.page.get_by_label("为什么不同意").fill("名字要改成林小禾")
    father.press("不同意，不办了")
    assert father.heading == "这件事结束了"
    mother.page.reload()
    assert mother.heading == "这件事结束了"
    assert "名字要改成林小禾" in mother.said
    assert "没有同意" in mother.said

    sent(mother, father, tmp_path, answers)
    father.page.goto(f"{father.address}/")
    father.page.locator("main a[href$='/confirm']").click()
    father.press("我看过了，同意")
    father.wait_for("同意，办好了")
    mother.wait_for("排在后面")


def test_in_the_elder_flow_the_same_is_asked_one_thing_at_a_time(in_hall: Take, tmp_path: Path) -> None:
    """A grandparent's letters: the guide in taps, what is less needed folded, a person one tap away."""
    woman = in_hall("张敏")
    woman.page.goto(woman.address)
    woman.page.get_by_role("button", name="长辈版").click()
    woman.page.goto(f"{woman.address}/s/newborn")
    woman.press("看我能不能办")
    fill(woman, GUIDE)
    assert woman.heading == "您可以办"
    expect(woman.page.get_by_role("link", name="12345")).to_be_visible()
    woman.page.get_by_text("办这件事").click()
    assert "还要谁同意" in woman.page.locator("main").inner_text()
