"""The same thing at the same moment: one code, one version, one key, one text; the work is done once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.api.conftest import Caller, picture, until
from tests.hostile.seen import is_no_fault

PUSHES = "/callbacks/sms/aliyun/sandbox-only-callback-path"
AT_ONCE = 5
PUSHED: list[Any] = [
    [{}],
    [1],
    None,
    "x",
    {},
    [[]],
    [{}] * 3000,
    [{"phone_number": "19900990001", "content": "\0", "sequence_id": "\0", "send_time": "x"}],
    [{"phone_number": "19900990001", "content": "查" * 10_000, "sequence_id": "甲" * 10_000}],
    [{"phone_number": "x\0", "content": "<script>", "sequence_id": 2**63}],
    [{"phone_number": "19900990001", "success": "yes", "err_code": {}, "biz_id": "\0", "out_id": "\0"}],
    [
        {
            "phone_number": "19900990001",
            "success": True,
            "biz_id": "甲" * 9999,
            "out_id": "甲" * 9999,
            "report_time": "x",
        }
    ],
    [{"phone_number": "19900990001", "success": True, "out_id": 10**18, "send_time": "9999-99-99 00:00:00"}],
]


def at_once(work: Callable[[], httpx.Response]) -> list[httpx.Response]:
    with ThreadPoolExecutor(AT_ONCE) as hands:
        answers = list(hands.map(lambda _: work(), range(AT_ONCE)))
    for answer in answers:
        is_no_fault(answer)
    return answers


def test_one_code_signs_in_once_however_many_come_with_it(anybody: Callable[[], httpx.Client]) -> None:
    http, phone = anybody(), "19900998101"
    assert http.post("/api/v1/sessions/sms/codes", json={"phone": phone}).status_code == 202
    texts = until(lambda: http.get("/sandbox/sms", params={"phone": phone}).json()["items"] or None)
    code = "".join(sign for sign in texts[0]["text"].partition("验证码")[2][:8] if sign.isdigit())
    answers = at_once(lambda: http.post("/api/v1/sessions/sms", json={"phone": phone, "code": code}))
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * (AT_ONCE - 1)


def test_of_many_codes_asked_for_at_once_one_is_sent(anybody: Callable[[], httpx.Client]) -> None:
    answers = at_once(lambda: anybody().post("/api/v1/sessions/sms/codes", json={"phone": "19900998102"}))
    assert sorted(answer.status_code for answer in answers) == [202] + [429] * (AT_ONCE - 1)


def test_one_version_is_answered_once(he: Caller) -> None:
    sheet = he.begin()
    body = {"answers": {"pickup": "electronic"}, "version": sheet["version"]}
    answers = at_once(lambda: he.post(f"/applications/{sheet['id']}/answers", body))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * (AT_ONCE - 1)
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"stale"}


def test_one_key_begins_one_application(he: Caller, someone: Callable[[str], Caller]) -> None:
    body, key = {"scene": "senior-card", "answers": {}}, {"Idempotency-Key": "at once"}
    answers = at_once(lambda: he.post("/applications", body, **key))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"in_progress"}
    first = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert first == {he.post("/applications", body, **key).json()["id"]}
    clash = he.post("/applications", {**body, "answers": {"pickup": "post"}}, **key)
    assert (clash.status_code, clash.json()["code"]) == (409, "idempotency_clash")
    assert someone("zhou-shouyi").post("/applications", body, **key).json()["id"] not in first


@pytest.mark.parametrize("key", ["", "one", "many"])
def test_handed_in_by_many_hands_it_is_handed_in_once(someone: Callable[[str], Caller], key: str) -> None:
    caller = someone({"": "zhou-shouyi", "one": "liu-shufen", "many": "tang-yulan"}[key])
    sheet = caller.begin(pickup="electronic")
    if sheet["todo"]:
        assert caller.upload(sheet["id"], picture()).status_code == 201
    keys = iter(range(100))
    answers = at_once(
        lambda: caller.submit(sheet, **({"Idempotency-Key": key if key == "one" else f"{next(keys)}"} if key else {}))
    )
    done = [answer for answer in answers if answer.status_code == 200]
    assert len({answer.json()["query_code"] for answer in done}) == 1
    assert {answer.status_code for answer in answers} <= {200, 409}
    until(lambda: caller.get("/licences").json()["items"] or None)
    assert len(caller.get("/licences").json()["items"]) == 1


@pytest.mark.parametrize("pushed", PUSHED, ids=lambda pushed: repr(pushed)[:20])
def test_whatever_is_pushed_by_who_knows_the_secret_breaks_nothing(http: httpx.Client, pushed: Any) -> None:
    for what in ("reports", "messages"):
        answer = http.post(f"{PUSHES}/{what}", json=pushed)
        assert answer.status_code in (200, 400), answer.text
        assert answer.json().keys() == {"code", "msg"}


@pytest.mark.parametrize(
    "secret", ["", "x", "sandbox-only-callback-pat", "SANDBOX-ONLY-CALLBACK-PATH", "%E5%BC%A0", "x" * 3000]
)
def test_a_forged_push_learns_nothing(http: httpx.Client, secret: str) -> None:
    for what in ("reports", "messages"):
        answer = http.post(f"/callbacks/sms/aliyun/{secret}/{what}", json=[])
        assert answer.status_code == 404
        assert answer.json()["code"] == "not_found"


def test_the_same_text_pushed_by_many_at_once_is_answered_once(http: httpx.Client) -> None:
    phone = "19900998103"
    text = {"phone_number": phone, "content": "　帮　助　", "sequence_id": "77", "send_time": "2026-11-22 10:00:00"}
    text |= {"dest_code": "12345", "sign_name": "掌办"}
    for answer in at_once(lambda: http.post(f"{PUSHES}/messages", json=[text, text])):
        assert answer.status_code == 200, answer.text
    until(lambda: http.get("/sandbox/sms", params={"phone": phone}).json()["items"] or None)
    until(lambda: "zb_outbox_waiting 0.0" in http.get("/metrics").text or None)
    assert len(http.get("/sandbox/sms", params={"phone": phone}).json()["items"]) == 1
