"""Deliveries: out once, whatever the gateway does; what came of each is remembered."""

import asyncio

import pytest

from core import db
from core.db import Batch
from core.ids import new_id
from core.refusals import NotFound
from core.secret import Phone
from notifications import deliveries, reports
from notifications.composing import Occasion, Recipient, put
from notifications.deliveries import MOST_ATTEMPTS
from notifications.letters import SIGN_IN
from notifications.post import post
from notifications.senders import Unreadable
from tests.notifications.posting import due_again, landed, post_texts, sent_twice, states, until
from tests.vendors.pretend import World

PHONE = "19900990001"
ORDER = "SELECT l.application_id FROM deliveries d JOIN letters l ON l.id = d.letter_id WHERE d.state <> 'waiting'"


async def test_a_text_goes_out_once_and_its_report_makes_it_delivered(pretend: World) -> None:
    await post_texts(3)
    assert await deliveries.work_once() == 3
    assert await deliveries.work_once() == 0
    assert len(await landed(pretend)) == 3
    await until(states, {"delivered": 3})
    kept = await db.rows("SELECT vendor_ref, message, error FROM deliveries")
    assert all(row["vendor_ref"] and row["message"] is None and row["error"] is None for row in kept)


@pytest.mark.parametrize("kind", ["timeout", "slow", "garbled"])
async def test_when_the_answer_is_lost_the_gateway_is_asked_before_another_try(
    pretend: World, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZB_ALIYUN_SMS_TIMEOUT", "0.3")
    from tests.notifications.conftest import reopen

    reopen(pretend)
    await post_texts(1)
    await pretend.fault("sms", kind)
    await deliveries.work_once()
    await due_again()
    await deliveries.work_once()
    await until(states, {"delivered": 1})
    assert (len(await landed(pretend)), await sent_twice(pretend)) == (1, 0)


async def test_a_gateway_that_is_down_is_tried_again_later(pretend: World) -> None:
    await post_texts(1)
    await pretend.fault("sms", "error")
    await deliveries.work_once()
    waiting = await db.row("SELECT state, attempts, error, available_at, locked_until FROM deliveries")
    assert waiting is not None
    assert (waiting["state"], waiting["attempts"], waiting["locked_until"]) == ("waiting", 1, None)
    assert waiting["error"] == "Unavailable: isp.SYSTEM_ERROR"
    assert await deliveries.work_once() == 0
    await due_again()
    await deliveries.work_once()
    await until(states, {"delivered": 1})


async def test_a_phone_that_cannot_be_is_undeliverable_at_once(pretend: World) -> None:
    await post_texts(1, phone="12345678901")
    await deliveries.work_once()
    row = await db.row("SELECT state, error, message FROM deliveries")
    assert row is not None
    assert (row["state"], row["error"], row["message"]) == (
        "undeliverable",
        "Undeliverable: isv.MOBILE_NUMBER_ILLEGAL",
        None,
    )


async def test_after_the_last_attempt_a_delivery_has_failed(pretend: World) -> None:
    await post_texts(1)
    batch = Batch()
    batch.run("UPDATE deliveries SET attempts = $1", MOST_ATTEMPTS - 1)
    await db.commit(batch)
    await pretend.fault("sms", "error")
    await deliveries.work_once()
    assert await states() == {"failed": 1}


async def test_a_code_that_came_too_late_is_not_sent(pretend: World) -> None:
    from core.crypto import open_json, seal
    from core.json import encode
    from notifications.composing import MESSAGE

    await post_texts(1)
    row = await db.row("SELECT message FROM deliveries")
    assert row is not None
    told = open_json(row["message"], MESSAGE)
    assert isinstance(told, dict)
    batch = Batch()
    batch.run("UPDATE deliveries SET message = $1", seal(encode({**told, "useful_until": 1}), MESSAGE))
    await db.commit(batch)
    await deliveries.work_once()
    assert (await states(), await landed(pretend)) == ({"undeliverable": 1}, [])


async def test_two_workers_at_once_send_nothing_twice(pretend: World) -> None:
    await post_texts(60)
    done = await asyncio.gather(*(deliveries.work_once(20) for _ in range(6)))
    while await deliveries.work_once():
        pass
    assert sum(done) <= 60
    await until(states, {"delivered": 60})
    assert (len(await landed(pretend)), await sent_twice(pretend)) == (60, 0)


async def test_a_phone_that_takes_no_text_is_reported_failed(pretend: World) -> None:
    await post_texts(1, phone="19900990099")
    await deliveries.work_once()
    await until(states, {"failed": 1})
    row = await db.row("SELECT error FROM deliveries")
    assert row is not None
    assert row["error"] == "MOBILE_NOT_ON_SERVICE"


@pytest.mark.parametrize("kind", ["duplicate", "late", "garbled", "timeout"])
async def test_reports_may_repeat_come_late_or_broken_at_first(pretend: World, kind: str) -> None:
    await post_texts(2)
    await pretend.fault("sms_reports", kind, times=2)
    await deliveries.work_once()
    await until(states, {"delivered": 2})


async def test_a_forged_report_without_the_secret_changes_nothing(pretend: World) -> None:
    await post_texts(1)
    await pretend.fault("sms_reports", "forged")
    await deliveries.work_once()
    await until(states, {"delivered": 1})


async def test_a_text_that_arrived_has_arrived_and_a_later_success_wins(pretend: World) -> None:
    await post_texts(1)
    row = await db.row("SELECT id FROM deliveries")
    assert row is not None
    said = '[{{"success":{},"err_code":"X","out_id":"{}"}}]'
    await reports.receive("aliyun", said.format("false", row["id"]).encode())
    assert await states() == {"failed": 1}
    await reports.receive("aliyun", said.format("true", row["id"]).encode())
    await reports.receive("aliyun", said.format("false", row["id"]).encode())
    assert await states() == {"delivered": 1}
    assert await deliveries.work_once() == 0


async def test_a_report_that_overtakes_our_own_memory_is_not_overwritten(pretend: World) -> None:
    await post_texts(1)
    lease = "l" * 26
    claimed = await deliveries.claim(10, lease)
    report = f'[{{"success":true,"err_code":"DELIVERED","out_id":"{claimed[0].id}"}}]'
    await reports.receive("aliyun", report.encode())
    assert await states() == {"delivered": 1}


async def test_reports_of_strangers_and_of_unknown_gateways_are_harmless(pretend: World) -> None:
    receipt = await reports.receive("aliyun", b'[{"success":true,"err_code":"DELIVERED","out_id":"nobody"}]')
    assert receipt == '{"code":0,"msg":"接收成功"}'.encode()
    with pytest.raises(Unreadable):
        await reports.receive("aliyun", b"{}")
    with pytest.raises(NotFound):
        await reports.receive("pigeon", b"[]")


async def test_what_is_kept_names_nobody(pretend: World) -> None:
    await post_texts(1)
    kept = [dict(row) for table in ("letters", "deliveries") for row in await db.rows(f"SELECT * FROM {table}")]
    assert PHONE.encode() not in b"".join(
        bytes(value) for row in kept for value in row.values() if isinstance(value, bytes)
    )
    assert PHONE not in repr(kept)
    assert "000000" not in repr(kept)


async def test_texts_about_one_application_leave_in_their_order_and_strangers_do_not_wait(pretend: World) -> None:
    first, second = new_id(), new_id()
    batch = Batch()
    for number, application_id in enumerate((first, first, second, first)):
        values, phone = {"digits": "000000", "minutes": "5"}, Phone(f"1990099000{number}")
        occasion = Occasion(f"test:{new_id()}", application_id=application_id)
        put(batch, post().letters.of(SIGN_IN), values, Recipient(None, phone), occasion)
    await db.commit(batch)
    rounds = []
    while await deliveries.work_once():
        rounds.append(await db.rows(ORDER))
    left = [[row["application_id"] for row in found].count(first) for found in rounds]
    assert left == [1, 2, 3]
    assert [row["application_id"] for row in rounds[0]].count(second) == 1
