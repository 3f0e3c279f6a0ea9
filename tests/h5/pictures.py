"""`python -m tests.h5.pictures`: walks the stories as citizens and takes the pictures that the README shows."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.h5.conftest import PHONE
from tests.h5.filling import answer, enter, fill, picture
from tests.h5.officers import officer
from tests.h5.walking import Walker
from tests.services.browser import chromium
from tests.services.house import House, running_house

PLACE = Path(__file__).resolve().parents[2] / "docs" / "pictures"
GAP, GROUND, SETTLED_MS = 24, "#E3E8EF", 400
Phone = Callable[..., Walker]
COUPLES = {False: ("何静", "林浩"), True: ("苏燕", "郭磊")}
GUIDE = {"哪里出生": "云川", "结婚证": "领了", "户口在": "在", "出生医学证明": "还没有", "报销": "职工"}
SHEET: dict[str, str | Path] = {
    "孩子的姓名": "林小满",
    "落在谁": "我的",
    "打疫苗": "望月",
    "寄到哪里": "望月巷 50 号 6 栋 601 室",
    "社保卡": "邮寄",
    "开户银行": "云川农商银行",
    "银行卡号": "6230910199000012345",
}


@contextmanager
def phones(house: House) -> Iterator[Phone]:
    """`phone("张国林")`: that person with a phone of their own."""
    with chromium() as browser:

        def phone(name: str, *, elder: bool = False) -> Walker:
            page = browser.new_context(viewport=PHONE, locale="zh-CN", device_scale_factor=2).new_page()
            person = next(one for one in house.people() if one["name"] == name)
            if elder:
                page.goto(house.address)
                page.get_by_role("button", name="长辈版").click()
            return Walker(page, house.address, name, person["id_number"], person["phone"])

        yield phone


def shoot(page: Page, to: Path) -> Path:
    """As it stands once it is whole: a page that is still coming cannot be taken."""
    page.wait_for_load_state()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=to)
    return to


def shots(walker: Walker, place: Path) -> list[Path]:
    """The way from the front page to the licence, a picture at each step worth seeing."""
    taken: list[Path] = []

    def take(page: Page, name: str) -> None:
        taken.append(shoot(page, place / f"{name}.png"))

    page = walker.page
    page.goto(walker.address)
    take(page, "1-home")
    walker.find("lnz", "我要办老年证")
    take(page, "2-guide")
    walker.answer_questions()
    take(page, "3-answer")
    walker.press("登录，开始办")
    walker.sign_in()
    walker.press("核对身份")
    take(page, "4-verify")
    walker.prove()
    walker.press("开始办")
    take(page, "5-question")
    page.get_by_text("电子证").first.click()
    if "/f/" in walker.path:
        walker.press("继续")
    take(page, "6-summary")
    walker.agree_and_send()
    take(page, "7-sent")
    walker.press("看办到哪了")
    walker.wait_until_done()
    take(page, "8-progress")
    page.get_by_role("link", name="老年人优待证").first.click()
    take(page, "9-licence")
    walker.press("出示给人看")
    take(page, "10-code")
    return taken


def family(phone: Phone, place: Path, *, elder: bool = False) -> list[Path]:
    """A child is born: the mother's sheet, the father's word, the branches."""
    mother, father = (phone(name, elder=elder) for name in COUPLES[elder])
    taken: list[Path] = []

    def take(walker: Walker, name: str) -> None:
        taken.append(shoot(walker.page, place / f"{name}.png"))

    enter(mother, "newborn", GUIDE)
    mother.page.goto(f"{mother.address}/s/newborn/answer")
    take(mother, "family-1-answer")
    mother.press("开始办")
    fill(mother, SHEET | {"身份证号": father.id_number, "手机号": father.phone} | papers(place))
    take(mother, "family-2-summary")
    mother.agree_and_send()
    take(mother, "family-3-sent")
    mother.press("看办到哪了")
    father.page.goto(f"{father.address}/verify-me")
    father.sign_in()
    father.prove()
    father.page.goto(father.address)
    take(father, "family-4-invited")
    father.page.locator("main a[href$='/confirm']").click()
    take(father, "family-5-confirm")
    father.press("我看过了，同意")
    mother.wait_for("办完的")
    take(mother, "family-6-progress")
    return taken


def paying(house: House, phone: Phone, place: Path, *, elder: bool = False) -> list[Path]:
    """An identity card: what is to be put right, the fee, the till, paid."""
    man, taken = phone("张敏" if elder else "邓凯", elder=elder), []

    def take(name: str) -> None:
        taken.append(shoot(man.page, place / f"{name}.png"))

    enter(man, "id-card", {"哪一种情况": "到期", "户口": "在", "低保": "不领"})
    fill(man, {"窗口": "东湖", "新证": "窗口"})
    man.agree_and_send()
    man.press("看办到哪了")
    code = man.page.locator(".code").first.inner_text().replace(" ", "")
    clerk = officer(house.address, "gongan-chuangkou")
    asked = [{"id": "old_card", "says": "看不到背面，请拍一张"}, {"id": "pickup", "says": "这个窗口下周不发证，请改"}]
    clerk.does(clerk.finds(code), "ask_correction", opinion="请改好再交", items=asked)
    man.wait_for("要您改一改")
    take("paying-1-needs-you")
    man.press("去改")
    take("paying-2-correct")
    man.page.locator("#fix-old_card").click()
    take("paying-3-paper")
    man.page.get_by_label("原来的身份证").set_input_files(picture(place))
    man.press("继续")
    man.page.locator("#fix-pickup").click()
    answer(man, "窗口")
    man.press("弄好了")
    clerk.does(clerk.finds(code), "accept")
    man.wait_for("等您缴费")
    take("paying-4-progress")
    man.press("去付")
    take("paying-5-pay")
    man.press("去付")
    take("paying-6-till")
    man.page.get_by_role("button", name="付款").click()
    man.wait_for("付好了")
    take("paying-7-paid")
    return taken


def papers(place: Path) -> dict[str, str | Path]:
    return {"出院结算单": picture(place, "bill"), "银行卡照片": picture(place, "card")}


def strip(pictures: list[Path], to: Path, width: int = 300) -> None:
    """Phones side by side."""
    opened = [Image.open(one).convert("RGB") for one in pictures]
    small = [one.resize((width, one.height * width // one.width)) for one in opened]
    whole = Image.new("RGB", ((width + GAP) * len(small) + GAP, small[0].height + 2 * GAP), GROUND)
    for n, one in enumerate(small):
        whole.paste(one, (GAP + n * (width + GAP), GAP))
    whole.quantize(128).save(to, optimize=True)


def main() -> int:
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="zb-pictures-"))
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running_house(data=Path(data) / "data") as house:
        elders = place / "elder"
        elders.mkdir(exist_ok=True)
        with phones(house) as phone:
            taken = shots(phone("张国林"), place)
            shots(phone("刘淑芬", elder=True), elders)
            born, paid = family(phone, place), paying(house, phone, place)
            family(phone, elders, elder=True)
            paying(house, phone, elders, elder=True)
    PLACE.mkdir(parents=True, exist_ok=True)
    strip([taken[n] for n in (0, 2, 5, 7, 8)], PLACE / "phone-flow.png")
    strip([born[2], born[4], born[5], paid[1], paid[4]], PLACE / "many-offices.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
