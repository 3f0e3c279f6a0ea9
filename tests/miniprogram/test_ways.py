"""The ways between screens: back, share, a message's path, pulling down, and how many lie on each other."""

from tests.e2e.miniprogram_host.host import Platform
from tests.miniprogram.caller import called_by
from tests.miniprogram.conftest import Take

DEEPEST = 9  # of the ten a platform allows: a door finds room above every page
CARD = {"pickup": "electronic"}
BORN = {"户口在": "在", "哪里出生": "云川", "结婚证": "领了", "出生医学证明": "还没有", "报销": "职工"}


def test_back_never_leads_into_what_was_sent(take: Take, platform: Platform) -> None:
    man = take("张国林" if platform == "weapp" else "陈建国", platform)
    draft = called_by(man).begins("senior-card", CARD)
    man.phone.open()
    man.press("我要办老年证 还没送出")
    man.comes_to("apply/sheet")
    man.press("继续")
    man.comes_to("apply/summary")
    man.sends()
    assert [one["path"] for one in man.phone.stack()] == ["apply/sent/index"]
    man.phone.back()
    assert "sheet" not in man.phone.at()
    man.phone.open(f"apply/sheet/index?id={draft['id']}")  # an old link to it
    man.comes_to("apply/progress")


def test_a_scene_is_shared_by_its_own_path(take: Take, platform: Platform) -> None:
    person = take("林浩", platform)
    person.phone.open("pages/scene/index?slug=newborn")
    person.sees("看我能不能办")
    shared = person.phone.share()
    assert shared is not None
    assert shared["title"] == "孩子出生了"
    assert str(shared["path"]).lstrip("/") == "pages/scene/index?slug=newborn"
    person.press("转给家人看")
    assert person.phone.shared() == shared
    receiver = take("许晓彤", platform)
    receiver.phone.open(str(shared["path"]))
    receiver.sees("孩子出生了", "看我能不能办")


def test_a_message_lands_on_the_very_case_of_a_closed_app(take: Take, platform: Platform) -> None:
    man = take("周守义" if platform == "weapp" else "刘淑芬", platform)
    application = called_by(man).submitted("senior-card", CARD)
    man.phone.open(f"apply/progress/index?id={application}", scene=1014)
    man.comes_to("apply/progress")
    man.sees("我要办老年证", "办好了")
    assert man.phone.pull_down()
    man.until(lambda: not man.phone.refreshing(), "it refreshes for ever")
    stranger = take("许晓彤", platform)
    stranger.phone.open(f"apply/progress/index?id={application}", scene=1014)
    stranger.sees("没有找到这件事")
    assert "周守义" not in stranger.said
    stranger.picture("progress-not-mine")


def test_home_lets_itself_be_pulled(take: Take, platform: Platform) -> None:
    person = take("林浩", platform)
    person.phone.open()
    person.sees("我要办老年证")
    assert person.phone.pull_down()
    person.until(lambda: not person.phone.refreshing(), "it refreshes for ever")


def test_however_far_one_goes_a_door_finds_room_above(take: Take, platform: Platform) -> None:
    """Through a guide, and back to a question of it again and again: every way leads on from where one stands."""
    person = take("林浩", platform)
    person.phone.open()
    person.searches("生孩子", "孩子出生了")
    person.press("看我能不能办")
    person.answers(BORN)
    depths = [len(person.phone.stack())]
    for _ in range(DEEPEST - 1):
        person.press("您刚才的回答")
        person.press("修改 ")
        person.press("继续")
        person.sees("您刚才的回答")
        depths.append(len(person.phone.stack()))
    assert max(depths) == DEEPEST
    assert depths[-3:] == [DEEPEST] * 3
    for _ in range(DEEPEST - 1):
        person.phone.back()
    person.comes_to("pages/home")


def test_a_guide_that_became_a_sheet_is_left_behind(take: Take, platform: Platform) -> None:
    parent = take("何静" if platform == "weapp" else "林浩", platform)
    parent.phone.open("pages/scene/index?slug=newborn")
    parent.press("看我能不能办")
    parent.answers(BORN)
    parent.press("开始办")
    parent.proves()
    parent.comes_to("apply/sheet")
    assert [one["path"] for one in parent.phone.stack()] == ["pages/scene/index", "apply/sheet/index"]
    parent.phone.back()
    parent.sees("看我能不能办")
