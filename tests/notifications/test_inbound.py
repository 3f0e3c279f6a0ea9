"""Texts from citizens: answered once, only about their own things, and not without end."""

import pytest

from core import db
from core.ids import new_id
from core.refusals import NotFound
from core.secret import Phone
from notifications import deliveries, inbound
from notifications.real import NotOurs, Real, is_this_real
from notifications.senders import Arrived, Unreadable
from tests.notifications.offices import TITLE, all_written, applied, open_city
from tests.notifications.posting import landed, until
from tests.vendors.pretend import World

PHONE, OTHER, STRANGER = "19900990001", "19900990002", "19900990003"
UNKNOWN = "没有查到"


@pytest.fixture(autouse=True)
def city(pretend: World) -> None:
    open_city()


async def answered(pretend: World, phone: str, text: str, message_id: str = "") -> str:
    """What the phone gets for its text."""
    before = await landed(pretend, phone)
    await inbound.take("aliyun", Arrived(message_id or new_id(), Phone(phone), text))
    await deliveries.work_once()
    after = await landed(pretend, phone)
    return after[0] if len(after) > len(before) else ""


async def test_the_owner_gets_the_progress_through_the_gateway_and_back(pretend: World) -> None:
    application = await applied(PHONE)
    assert application.query_code
    await pretend.text_the_city(PHONE, f"查询 {application.query_code.lower()}")

    async def answers() -> int:
        await deliveries.work_once()
        return len(await landed(pretend, PHONE))

    await until(answers, 1)
    text = (await landed(pretend, PHONE))[0]
    assert text.startswith(f"【掌办】“{TITLE}”：东湖区民政局已收到，最晚12月3日（周四）答复您。")


async def test_from_another_phone_a_code_is_the_same_as_an_unknown_one(pretend: World) -> None:
    application = await applied(PHONE)
    await applied(OTHER)
    said = {
        await answered(pretend, phone, f"查询 {code}")
        for phone, code in ((OTHER, application.query_code), (STRANGER, application.query_code), (OTHER, "AAAAAAAA"))
    }
    assert {text.split("（")[0] for text in said} == {next(iter(said)).split("（")[0]}
    assert all(UNKNOWN in text and TITLE not in text for text in said)


async def test_a_query_without_a_code_or_with_a_broken_one_finds_nothing(pretend: World) -> None:
    await applied(PHONE)
    for text in ("查询", "查询 12", "CX", "查询 ''; DROP TABLE letters"):
        assert UNKNOWN in await answered(pretend, PHONE, text)


async def test_what_we_do_not_understand_is_answered_with_how_to_ask(pretend: World) -> None:
    for text in ("帮助", "你好", "", "<b>x</b>", "👵", "字" * 10_000):
        assert "发“查询”加查询码看进度" in await answered(pretend, PHONE, text)


async def test_the_code_of_a_text_tells_that_it_is_real_and_never_whose_it_is(pretend: World) -> None:
    await applied(PHONE)
    await all_written()
    await deliveries.work_once()
    code = (await landed(pretend, PHONE))[0][-10:-1]
    for asked in (code, f"真假 {code}", f"ZJ{code.replace(' ', '').lower()}"):
        text = await answered(pretend, STRANGER, asked)
        assert "是真的" in text
        assert "云川市东湖区民政局发出，内容是收件通知" in text
        assert TITLE not in text
    found = await is_this_real(f" {code.lower()} ")
    assert isinstance(found, Real)
    assert (found.known, found.about, found.sent_by) == (True, "收件通知", "云川市东湖区民政局")


async def test_a_code_we_never_sent_is_not_ours_and_says_what_to_do(pretend: World) -> None:
    for code in ("AAAA AAAA", "", "X" * 500, "' OR 1=1", "👵", "\0"):
        found = await is_this_real(code)
        assert isinstance(found, NotOurs)
        assert "不要点" in found.what_to_do
    assert "不是我们发的" in await answered(pretend, PHONE, "K7MP 2XH9")


async def test_an_own_query_code_alone_is_answered_with_the_progress(pretend: World) -> None:
    application = await applied(PHONE)
    assert application.query_code
    assert TITLE in await answered(pretend, PHONE, application.query_code)
    assert "不是我们发的" in await answered(pretend, OTHER, application.query_code)


async def test_texts_can_be_switched_off_and_on_by_text(pretend: World) -> None:
    application = await applied(PHONE)
    assert "进度短信已停发" in await answered(pretend, PHONE, "TD")
    await all_written()
    await deliveries.work_once()
    assert not any("已交" in text for text in await landed(pretend, PHONE))
    assert "又开了" in await answered(pretend, PHONE, "订阅")
    rows = await db.rows("SELECT wanted FROM preferences WHERE citizen_id = $1", application.citizen_id)
    assert [row["wanted"] for row in rows] == [1]
    assert "进度短信已停发" in await answered(pretend, STRANGER, "退订")


async def test_the_same_message_pushed_again_is_answered_once(pretend: World) -> None:
    assert await answered(pretend, PHONE, "帮助", "m1")
    assert await answered(pretend, PHONE, "帮助", "m1") == ""
    assert await db.table_counts("inbound_texts", "letters") == {"inbound_texts": 1, "letters": 1}


async def test_a_phone_that_texts_without_end_stops_getting_answers(pretend: World) -> None:
    answers = [await answered(pretend, PHONE, "帮助") for _ in range(10)]
    assert all(answers)
    await inbound.take("aliyun", Arrived("one more", Phone(PHONE), "帮助"))
    await deliveries.work_once()
    assert len(await landed(pretend, PHONE)) == 10
    assert await answered(pretend, OTHER, "帮助")


async def test_what_is_no_mobile_phone_is_not_answered(pretend: World) -> None:
    for sender in ("10690990", "12345", "", "+1 202 555 0100", "1990099000a"):
        await inbound.take("aliyun", Arrived(new_id(), Phone(sender), "帮助"))
    assert await db.table_counts("inbound_texts", "deliveries") == {"inbound_texts": 0, "deliveries": 0}


@pytest.mark.parametrize("kind", ["duplicate", "garbled", "timeout", "error", "forged"])
async def test_messages_pushed_twice_broken_or_by_a_stranger_are_answered_once(pretend: World, kind: str) -> None:
    await pretend.fault("sms_messages", kind)
    await pretend.text_the_city(PHONE, "帮助")

    async def letters() -> int:
        return (await db.table_counts("letters"))["letters"]

    await until(letters, 1)
    await deliveries.work_once()
    assert "发“查询”" in (await landed(pretend, PHONE))[0]


async def test_a_push_that_cannot_be_read_or_is_for_nobody_is_refused(pretend: World) -> None:
    with pytest.raises(Unreadable):
        await inbound.receive("aliyun", b"{")
    with pytest.raises(NotFound):
        await inbound.receive("pigeon", b"[]")


async def test_what_was_texted_is_kept_sealed(pretend: World) -> None:
    await inbound.take("aliyun", Arrived("m", Phone(PHONE), "查询 我叫张国林"))
    (row,) = await db.rows("SELECT * FROM inbound_texts")
    kept = repr(dict(row)).encode() + bytes(row["text"]) + bytes(row["sender"])
    assert PHONE.encode() not in kept
    assert "张国林".encode() not in kept


async def test_who_has_to_pay_or_to_bring_something_is_texted_their_own_day(pretend: World) -> None:
    application = await applied(PHONE)
    assert application.query_code
    for state, act_by, said in (
        ("to_pay", "2026-11-27", "等您缴费，最晚11月27日（周五）。"),
        ("needs_you", "2026-11-27", "等您补充，最晚11月27日（周五），要补什么"),
        ("needs_you", None, "等您补充，要补什么"),
    ):
        batch = db.Batch()
        batch.update("applications", {"id": application.id}, {"state": state, "act_by": act_by})
        await db.commit(batch)
        text = await answered(pretend, PHONE, application.query_code)
        assert said in text
        assert "12月3日" not in text
