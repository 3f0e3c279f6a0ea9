"""Senders: what a gateway pushes is read strictly, refusals are told apart, the console prints."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.refusals import Unavailable
from core.secret import Phone
from notifications import senders
from notifications.senders import Arrived, Gateway, Message, Report, Sender, Sent, Undeliverable, Unreadable, Wording
from notifications.senders.console import Console
from tests.vendors.pretend import World, world


@pytest.fixture
async def pretend(tmp_path: Path) -> AsyncIterator[World]:
    """The gateway alone: a sender knows no database."""
    async with world(tmp_path) as opened:
        yield opened


PHONE = Phone("19900990001")
WORDING = Wording("t-1", "${what}已收到（校验码 ${code}）", to_type_in=False, about="通知")


def message(reference: str = "r1", wording: Wording = WORDING, **values: str) -> Message:
    return Message(reference, wording, {"what": "申请", "code": "K7MP 2XH9", **values}, "申请已收到")


def gateway(pretend: World) -> Sender:
    return next(sender for sender in senders.every(pretend.outside) if sender.name == "aliyun")


def test_without_settings_nothing_is_sent_anywhere() -> None:
    assert senders.every() == []


async def test_the_console_prints_the_text_and_masks_the_phone() -> None:
    paper = io.StringIO()
    assert await Console(paper).send(PHONE, message()) == Sent(None)
    assert paper.getvalue() == "199****0001  申请已收到\n"
    assert await Console(paper).sent_before(PHONE, "r1") is None


async def test_a_wording_the_gateway_does_not_have_yet_is_submitted_once(pretend: World) -> None:
    sender = gateway(pretend)
    for reference in ("r1", "r2"):
        assert (await sender.send(PHONE, message(reference))).vendor_ref
    again = gateway(pretend)  # another process: it finds the template by its name
    assert (await again.send(PHONE, message("r3"))).vendor_ref
    landed = [text["text"] for text in await pretend.texts(PHONE.reveal())]
    assert landed == ["【掌办】申请已收到（校验码 K7MP 2XH9）"] * 3


async def test_a_value_that_is_too_long_for_the_gateway_is_shortened(pretend: World) -> None:
    await gateway(pretend).send(PHONE, message(what="长" * 40))
    assert f"{'长' * 34}…已收到" in (await pretend.texts(PHONE.reveal()))[0]["text"]


@pytest.mark.parametrize("code", ["isv.MOBILE_NUMBER_ILLEGAL", "isv.PARAM_NOT_SUPPORT_URL"])
async def test_what_will_never_get_through_is_undeliverable(pretend: World, code: str) -> None:
    await pretend.fault("sms", "error", code=code)
    with pytest.raises(Undeliverable) as refused:
        await gateway(pretend).send(PHONE, message())
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("code", "wait"),
    [("isp.SYSTEM_ERROR", 5), ("isv.BUSINESS_LIMIT_CONTROL", 60), ("isv.AMOUNT_NOT_ENOUGH", 300), ("isv.NEW", 5)],
)
async def test_what_may_get_through_later_is_unavailable(pretend: World, code: str, wait: int) -> None:
    await pretend.fault("sms", "error", code=code)
    with pytest.raises(Unavailable) as refused:
        await gateway(pretend).send(PHONE, message())
    assert (refused.value.code, refused.value.retry_after) == (code, wait)


async def test_the_gateway_tells_whether_a_text_went_out_before(pretend: World) -> None:
    sender = gateway(pretend)
    assert await sender.sent_before(PHONE, "r1") is None
    await sender.send(PHONE, message("r1"))
    assert await sender.sent_before(PHONE, "r1") == Sent(None)


async def test_pushes_are_read_and_extra_fields_do_not_matter(pretend: World) -> None:
    reads = gateway(pretend)
    assert isinstance(reads, Gateway)
    report = b'[{"phone_number":"19900990001","success":true,"err_code":"DELIVERED","out_id":"r1","new":1}]'
    assert reads.read_reports(report) == [Report("r1", True, "DELIVERED")]
    up = '[{"phone_number":"+86 199 0099 0001","content":"查询","sequence_id":1234567890,"dest_code":"1"}]'.encode()
    assert reads.read_messages(up) == [Arrived("1234567890", PHONE, "查询")]
    assert reads.read_messages(b"[]") == []


@pytest.mark.parametrize("body", [b"", b"{}", b"[", b"[1]", b'[{"success":"perhaps"}]', b'"x"', b"\xff\xfe", b"null"])
async def test_a_push_of_another_shape_is_unreadable(pretend: World, body: bytes) -> None:
    reads = gateway(pretend)
    assert isinstance(reads, Gateway)
    with pytest.raises(Unreadable):
        reads.read_reports(body)
    with pytest.raises(Unreadable):
        reads.read_messages(body)
