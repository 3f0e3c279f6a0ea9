"""Every kind of question: wrong it is said at once and at its place, right it goes through."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.miniprogram_host.host import Chosen, Platform
from tests.miniprogram import every_kind_city
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.conftest import Take
from tests.miniprogram.files import photo

PEOPLE = {"weapp": "邓凯", "alipay": "张敏"}
MB = 1024 * 1024
OTHER_KIND = "这个文件里面不是这几种"  # Alipay does not tell what was chosen: the house looks inside


@pytest.fixture(scope="module")
def city_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return every_kind_city.written(tmp_path_factory.mktemp("city") / "city")


def at_the_sheet(take: Take, platform: Platform, name: str = "", **settings: object) -> Citizen:
    """Known and agreed to, the sheet open."""
    person = take(name or PEOPLE[platform], platform, **settings)
    person.phone.open(f"pages/scene/index?slug={every_kind_city.SLUG}")
    person.press("看我能不能办")
    person.answers({"周岁": "35"})
    person.press("开始办")
    person.proves()
    person.comes_to("apply/sheet")
    return person


def wrong_at(person: Citizen, field: str) -> str:
    return person.screen.locator(f"#field-{field} .field-error").first.inner_text()


def test_each_is_told_what_is_wrong_at_once_and_takes_what_is_right(take: Take, platform: Platform) -> None:
    person = at_the_sheet(take, platform)
    person.types("装在哪间屋子", "厅")
    assert wrong_at(person, "note") == "至少写 2 个字"
    person.types("住在几楼", "六十一楼")
    assert wrong_at(person, "floor") == "请填数字"
    person.types("住在几楼", "61")
    assert wrong_at(person, "floor") == "不能大于 60"
    person.types("打哪个电话", "0900-6610001")
    assert "固定电话" in wrong_at(person, "call") or "11 位" in wrong_at(person, "call")
    person.types("同住的人身份证号", "990101196006150114")
    assert "一位填错了" in wrong_at(person, "other")
    person.types("装到哪里", "石桥巷")
    assert wrong_at(person, "home") == "地址太短，请写到门牌"
    person.chooses("想装哪些？", "地暖")
    person.chooses("想装哪些？", "暖气片")
    person.chooses("想装哪些？", "风机")
    assert wrong_at(person, "rooms") == "最多选 2 项"
    person.chooses("想装哪些？", "暖气片")
    person.press("继续")
    person.sees("有地方要改一下", "请填入住", "请选一个", "请填户型图")
    person.picture("sheet-wrong")
    all_right(person)
    person.press("继续")
    person.comes_to("apply/summary")
    person.picture("summary-all-kinds")
    for words in ("客厅", "12 层", "2020年5月1日", "自己的", "地暖、风机", "奶奶", "很怕", "阿黄", "声明"):
        assert words in person.said, f"{words}: {person.said}"
    person.sends()
    person.picture("sent-all-kinds")


def all_right(person: Citizen) -> None:
    person.types("装在哪间屋子", "客厅")
    person.types("住在几楼", "12")
    person.turns("哪天搬来的", "2020-05-01")
    person.chooses("房子是谁的？", "自己的")
    person.picks_a_place("village")
    person.picks_a_place("home")
    person.types("装到哪里", "石桥巷 21 号 1 栋 101 室")
    person.types("打哪个电话", person.number)
    person.types("同住的人身份证号", "")
    person.gives(photo("大头照.jpg"), how="从相册选 拍一张您的照片")
    person.gives(photo("户型图.jpg"), how="从相册选 交一张户型图")
    adds_family(person)
    person.chooses("上面写的都是真的", "我看过了")


def adds_family(person: Citizen) -> None:
    """Two of the family, one taken away again and put back, an animal inside."""
    person.press("加一个家里人")
    person.types("怎么称呼", "奶奶")
    person.chooses("怕冷吗？", "很怕")
    person.types("为什么怕冷", "腿不好")
    person.press("加一个宠物")
    person.types("是什么", "阿黄")
    person.press("再加一个家里人")
    person.press("去掉家里人 2")
    person.sees("家里人 2去掉了")
    person.press("放回来")
    person.press("去掉家里人 2")


def test_a_wrong_file_is_refused_in_words_and_a_right_one_can_be_taken_away(take: Take, platform: Platform) -> None:
    person = at_the_sheet(take, platform, name="罗平" if platform == "weapp" else "许晓彤")
    person.offers(Chosen("很大.jpg", photo().data, size=11 * MB), how="从相册选 交一张户型图")
    person.sees("太大了，最多 10 MB")
    person.offers(Chosen("表.gif", b"GIF89a", size=2000), how="从相册选 交一张户型图")
    person.sees("不能收，这里只收" if platform == "weapp" else OTHER_KIND)
    person.offers(Chosen("半张.jpg", b"\xff\xd8\xff\xe0 and no more", size=2000), how="从相册选 交一张户型图")
    person.sees("文件不完整，打不开")
    expect(person.given).to_have_count(0)
    person.gives(photo("好.jpg"), how="从相册选 交一张户型图")
    person.given.click()
    expect(person.given).to_have_count(0)
