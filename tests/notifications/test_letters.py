"""The city's letters are complete, short and without links; broken ones are refused at start-up, all at once."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from api.h5.words import words
from core.applications.edges import EDGES
from core.scenes.elements import Tells
from notifications import letters, wording
from notifications.letters import MOMENTS, BadLetters, Letter, Letters
from tests.notifications.conftest import LETTERS
from tests.notifications.offices import small_city

LONG = {
    "scene": "我要办老年证",
    "office": "东湖区民政局",
    "department": "云川市东湖区民政局",
    "phone": "0990-6600001",
    "item": "城乡居民基本医疗保险参保",
    "number": "11990100MB102137233992000305001202611220001",
    "promise": "最晚12月23日（周三）答复您",
    "query": "K7MP 2XH9",
    "ask": "12345",
    "correct_by": "12月23日（周三）",
    "confirm_by": "12月23日（周三）",
    "pay_by": "12月23日（周三）",
    "owed_on": "12月23日（周三）",
    "asker": "欧**",
    "party": "孩子的另一位家长",
    "papers": "居住证",
    "amount": "40.50 元",
    "licence": "老年人优待证",
    "day": "10月10日（周三）",
    "digits": "123456",
    "minutes": "5",
    "now": "东湖区民政局正在办，最晚12月23日（周三）答复您",
    "about": "不予受理通知",
    "sent_by": "东湖区民政局",
    "sent_on": "11月21日（周六）",
    "code": "K7MP 2XH9",
}


@pytest.fixture(scope="module")
def city_letters() -> Letters:
    return letters.load(LETTERS)


def test_whatever_a_letter_tells_people_to_look_for_is_on_the_pages(city_letters: Letters) -> None:
    pages = " ".join(str(said) for said in words("zh-CN").flat.values())
    named = {
        (letter.kind, name)
        for letter in city_letters.by_kind.values()
        for name in re.findall("(?:点|里的|在掌办|首页)“([^“”{}]+)”", letter.text + letter.sms)
    }
    assert {name for _, name in named} >= {"接着办", "我的证照"}
    assert [one for one in sorted(named) if one[1] not in pages] == []


def broken(folder: Path, name: str, text: str) -> str:
    """What the loader says of the city's letters with one file changed."""
    place = folder / "letters"
    shutil.copytree(LETTERS, place)
    (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadLetters) as refused:
        letters.load(place)
    return str(refused.value)


def every_wording(city_letters: Letters) -> list[Letter]:
    """To the applicant and to the others."""
    return [one for letter in city_letters.by_kind.values() for one in (letter, letter.to_others) if one]


def test_what_only_the_applicant_may_know_is_in_no_letter_to_the_others(city_letters: Letters) -> None:
    kept = {"query", "opinion", "remedy", "papers", "amount", "licence", "owed_on", "pay_by", "correct_by"}
    others = [letter.to_others for letter in city_letters.by_kind.values() if letter.to_others]
    assert len(others) > 15
    for letter in others:
        wanted = wording.wants(letter.title) | wording.wants(letter.text) | wording.wants(letter.sms)
        assert not wanted & kept, letter.kind
    told = {letter.kind for letter in others}
    assert not told & {"correction", "returned", "to_pay", "paid", "refunded", "promise_overdue", "licence_ready"}
    ends = {edge.letter for edge in EDGES if edge.result and edge.letter}
    assert told >= ends | {"decided", "denied", "party_declined"}, "whoever said yes hears how it ended"


def test_every_moment_that_a_case_may_reach_has_its_letter(city_letters: Letters) -> None:
    assert city_letters.by_kind.keys() >= MOMENTS


def test_every_text_ends_with_the_code_has_no_link_and_fits_one_text(city_letters: Letters) -> None:
    for letter in every_wording(city_letters):
        text = wording.filled(letter.sms + city_letters.head.tail, LONG, lines=False)
        assert text.endswith("（校验码 K7MP 2XH9）")
        assert not wording.LINK.search(text)
        assert wording.parts(f"【掌办】{text}") == 1, f"{letter.kind}: {len(text) + 4} characters"


def test_a_letter_speaks_plainly_and_shouts_at_nobody(city_letters: Letters) -> None:
    for letter in every_wording(city_letters):
        said = letter.title + letter.text + letter.sms
        assert not [word for word in ("系统", "成功", "失败", "异常", "!", "！") if word in said], letter.kind


def test_a_letter_that_an_item_names_and_nobody_wrote_is_told_at_start_up(city_letters: Letters) -> None:
    item = next(iter(small_city().items.values()))
    strange = replace(item, tells=Tells(decided="a-poem"))
    assert letters.unwritten(city_letters, [item]) == []
    assert letters.unwritten(city_letters, [item, strange]) == [
        "items/senior-card.yaml: tells: there is no city/letters/a-poem.yaml"
    ]


def test_a_changed_wording_is_another_template(city_letters: Letters) -> None:
    letter = city_letters.of("submitted")
    other = letter.model_copy(update={"sms": letter.sms + "。"})
    names = {city_letters.wording(letter).name, city_letters.wording(other).name}
    assert len(names) == 2
    assert all(len(name) <= 30 for name in names)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("about: 通知\ntitle: 一\ntext: 二\ncolour: red", "colour"),
        ("about: 通知\ntitle: 一\ntext: '{{ secret_name }}'", "nobody knows secret_name"),
        ("about: 通知\ntitle: 一\ntext: '{% if %}'", "text: line 1"),
        ("about: 通知\ntitle: 一\ntext: 二\nsms: 看 http://a.cn", "no link"),
        ("about: 通知\ntitle: 一\ntext: 二\nsms: 【掌办】好", "signature"),
        ("about: 通知\ntitle: 一\ntext: 二\nsms: '{{ scene|upper }}'", "plain values"),
        ("about: 通知\ntitle: 一\ntext: 二\nsms: " + "长" * 200, "longer than 3 texts"),
        ("about: 通知\nsms: 好", "needs title and text"),
        ("about: 通知\nanswers: love\nsms: 好", "answers: love"),
        ("about: 通知\nanswers: help\nkeywords: [查询]\nsms: 好", "keyword 查询"),
        (
            "about: 通知\ntitle: 一\ntext: 二\nothers: {title: 一, text: '{{ opinion }}'}",
            "others.text: nobody knows opinion",
        ),
        ("about: 通知\ntitle: 一\ntext: 二\nothers: {title: 一, text: 二, sms: 看 http://a.cn}", "no link"),
        ("about: 通知\ntitle: 一\ntext: 二\nothers: {title: 一}", "others.text"),
        ("about: 通知\nto: party\ntitle: 一\ntext: 二\nothers: {title: 一, text: 二}", "one person's own"),
        ("about: 通知\nanswers: help\nsms: 好\nothers: {title: 一, text: 二}", "one person's own"),
        ("about: 一\nabout: 二", "line 2"),
        ("- a list", "mapping"),
        ("about: [", "line"),
    ],
)
def test_a_broken_letter_is_refused_with_its_file_and_fault(tmp_path: Path, text: str, says: str) -> None:
    told = broken(tmp_path, "zz_new", text)
    assert "zz_new.yaml" in told
    assert says in told


def test_a_missing_answer_and_a_missing_letterhead_are_told(tmp_path: Path) -> None:
    shutil.copytree(LETTERS, tmp_path / "a", ignore=shutil.ignore_patterns("answer_help.yaml", "sign_in_code.yaml"))
    with pytest.raises(BadLetters, match=r"sign_in_code.yaml is needed\nan answer is missing: answers: help"):
        letters.load(tmp_path / "a")
    with pytest.raises(BadLetters, match="letterhead"):
        letters.load(tmp_path)
