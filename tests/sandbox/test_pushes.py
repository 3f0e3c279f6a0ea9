"""Reports and citizens' texts are pushed to the secret path over a real socket, again and again until answered."""

import asyncio
import json
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, PlainTextResponse

import sandbox
from tests.sandbox.world import NOWHERE, Caller, City, Hand, caller, until

PHONE = "19900990001"
SECRET_PATH = f"/callbacks/sms/aliyun/{sandbox.CALLBACK_SECRET}/"


async def test_a_report_says_that_the_text_arrived(box: Caller, pretend: City) -> None:
    sent = (await box.send(PHONE, out_id="d1")).json()
    await until(lambda: pretend.heard("reports"))
    (report,) = pretend.heard("reports")
    assert (report["phone_number"], report["out_id"], report["biz_id"]) == (PHONE, "d1", sent["BizId"])
    assert (report["success"], report["err_code"], report["sms_size"]) == (True, "DELIVERED", "1")
    assert set(report) == {
        *("phone_number", "send_time", "report_time", "success", "err_code"),
        *("err_msg", "sms_size", "biz_id", "out_id"),
    }


async def test_a_citizens_text_is_pushed_with_its_number_and_the_short_number(box: Caller, pretend: City) -> None:
    answer = await box.http.post("/sandbox/sms", json={"from": PHONE, "text": "查询 K7MP2XH9 😀"})
    assert answer.status_code == 202
    await until(lambda: pretend.heard("messages"))
    (message,) = pretend.heard("messages")
    assert (message["phone_number"], message["content"]) == (PHONE, "查询 K7MP2XH9 😀")
    assert (message["dest_code"], message["sequence_id"]) == (sandbox.SHORT_NUMBER, answer.json()["sequence_id"])


@pytest.mark.parametrize(
    "wrong",
    [
        JSONResponse({"code": 0}, 503),
        PlainTextResponse("OK"),
        JSONResponse({"msg": "no code"}),
        JSONResponse({"code": True}),
        JSONResponse([0]),
    ],
)
async def test_a_push_is_repeated_until_it_is_answered_with_200_and_a_numeric_code(
    box: Caller, pretend: City, wrong: JSONResponse
) -> None:
    pretend.answers = [wrong, wrong]
    await box.send(PHONE)
    await until(lambda: len(pretend.heard("reports")) == 3)
    assert len({json.dumps(report) for report in pretend.heard("reports")}) == 1


async def test_a_push_nobody_hears_is_made_after_the_next_start(pretend: City, tmp_path: Path) -> None:
    async with caller(NOWHERE, tmp_path / "s.db", Hand()) as box:
        await box.http.post("/sandbox/sms", json={"from": PHONE, "text": "帮助"})
    async with caller(pretend.address, tmp_path / "s.db", Hand(20)):
        await until(lambda: pretend.heard("messages"))


async def test_the_vendor_gives_up_after_its_last_repeat(box: Caller, pretend: City) -> None:
    pretend.answers = [PlainTextResponse("no", 500)] * 6
    await box.http.post("/sandbox/sms", json={"from": PHONE, "text": "一"})
    await until(lambda: not pretend.answers)
    await box.http.post("/sandbox/sms", json={"from": PHONE, "text": "二"})
    await until(lambda: len(pretend.heard("messages")) == 7)
    assert [message["content"] for message in pretend.heard("messages")] == ["一"] * 6 + ["二"]


async def test_a_phone_that_takes_no_text_is_reported(box: Caller, pretend: City) -> None:
    assert (await box.send(sandbox.UNREACHABLE_PHONE)).json()["Code"] == "OK"
    await until(lambda: pretend.heard("reports"))
    (report,) = pretend.heard("reports")
    assert (report["success"], report["err_code"]) == (False, "MOBILE_NOT_ON_SERVICE")
    assert await box.inbox(sandbox.UNREACHABLE_PHONE) == []


async def test_a_duplicated_push_comes_twice(box: Caller, pretend: City) -> None:
    await box.fault("sms_messages", "duplicate")
    await box.http.post("/sandbox/sms", json={"from": PHONE, "text": "帮助"})
    await until(lambda: len(pretend.heard("messages")) == 2)
    assert len({message["sequence_id"] for message in pretend.heard("messages")}) == 1


async def test_a_late_push_comes_after_a_younger_one(box: Caller, pretend: City) -> None:
    await box.fault("sms_messages", "late")
    for text in ("一", "二"):
        await box.http.post("/sandbox/sms", json={"from": PHONE, "text": text})
    await until(lambda: len(pretend.heard("messages")) == 2)
    assert [message["content"] for message in pretend.heard("messages")] == ["二", "一"]


async def test_a_forged_push_comes_to_a_guessed_path_beside_the_true_one(box: Caller, pretend: City) -> None:
    await box.fault("sms_reports", "forged")
    await box.send(PHONE)
    await until(lambda: len(pretend.pushed) == 2)
    forged = [json.loads(body)[0] for path, body in pretend.pushed if not path.startswith(SECRET_PATH)]
    assert [report["success"] for report in forged] == [False]
    assert [report["success"] for report in pretend.heard("reports")] == [True]


async def test_a_garbled_push_comes_whole_the_next_time_even_if_it_was_answered(box: Caller, pretend: City) -> None:
    await box.fault("sms_reports", "garbled")
    await box.send(PHONE)
    await until(lambda: len(pretend.pushed) == 2)
    assert len(pretend.heard("reports")) == 1


async def test_an_answer_that_is_lost_makes_the_vendor_push_again(box: Caller, pretend: City) -> None:
    await box.fault("sms_messages", "timeout")
    await box.http.post("/sandbox/sms", json={"from": PHONE, "text": "帮助"})
    await until(lambda: len(pretend.heard("messages")) == 2)


async def test_a_report_can_be_made_to_say_that_the_text_did_not_arrive(box: Caller, pretend: City) -> None:
    await box.fault("sms_reports", "error")
    await box.send(PHONE)
    await until(lambda: pretend.heard("reports"))
    assert [report["err_code"] for report in pretend.heard("reports")] == ["UNDELIV"]


async def test_stopping_in_the_middle_of_anything_ends(pretend: City, tmp_path: Path) -> None:
    async with asyncio.timeout(20):
        for turn in range(30):
            async with caller(pretend.address, tmp_path / f"{turn}.db", Hand()) as box:
                await box.http.post("/sandbox/sms", json={"from": PHONE, "text": "帮助"})
