"""The gateway checks the signature for real, by the vendor's own worked example."""

import hashlib

import pytest

from sandbox.wires.aliyun_sms.signature import Signed
from tests.sandbox.world import Caller, aliyun_headers

EXAMPLE = {
    "host": "ecs.cn-shanghai.aliyuncs.com",
    "x-acs-action": "RunInstances",
    "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
    "x-acs-date": "2023-10-26T10:22:32Z",
    "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
    "x-acs-version": "2014-05-26",
}
QUERY = "RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"


def test_the_vendors_worked_example_gives_the_vendors_signature() -> None:
    signed = Signed("POST", "/", QUERY, EXAMPLE, EXAMPLE["x-acs-content-sha256"])
    assert signed.signature("YourAccessKeySecret") == "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"


async def test_a_well_signed_call_is_answered(box: Caller) -> None:
    answer = await box.aliyun("QuerySmsTemplateList")
    assert (answer.status_code, answer.json()["Code"], answer.json()["TotalCount"]) == (200, "OK", 0)


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"authorization": ""}, 400, "IncompleteSignature"),
        ({"x-acs-signature-nonce": "another"}, 400, "SignatureDoesNotMatch"),
        ({"x-acs-content-sha256": "0" * 64}, 400, "SignatureDoesNotMatch"),
        ({"x-acs-date": "2020-01-01T00:00:00Z"}, 400, "InvalidTimeStamp.Expired"),
        ({"x-acs-date": "yesterday"}, 400, "InvalidTimeStamp.Format"),
        ({"x-acs-version": ""}, 400, "IncompleteSignature"),
    ],
)
async def test_a_call_changed_after_signing_is_refused(
    box: Caller, changed: dict[str, str], status: int, code: str
) -> None:
    answer = await box.aliyun("QuerySmsTemplateList", changed)
    assert (answer.status_code, answer.json()["Code"]) == (status, code)


async def test_a_changed_parameter_or_body_breaks_the_signature(box: Caller) -> None:
    headers = aliyun_headers(box.now(), "QuerySmsTemplateList", {"PageSize": "10"})
    other = await box.http.post("/sandbox/wire/aliyun-sms/?PageSize=50", headers=headers)
    body = await box.http.post("/sandbox/wire/aliyun-sms/?PageSize=10", headers=headers, content=b"x")
    assert {other.json()["Code"], body.json()["Code"]} == {"SignatureDoesNotMatch"}


async def test_a_strange_key_is_refused(box: Caller) -> None:
    headers = aliyun_headers(box.now(), "SendSms", {})
    headers["authorization"] = headers["authorization"].replace("sandbox-only-key-id", "somebody")
    answer = await box.http.post("/sandbox/wire/aliyun-sms/", headers=headers)
    assert (answer.status_code, answer.json()["Code"]) == (404, "InvalidAccessKeyId.NotFound")


async def test_the_same_signature_passes_once(box: Caller) -> None:
    headers = aliyun_headers(box.now(), "QuerySmsTemplateList", {})
    first = await box.http.post("/sandbox/wire/aliyun-sms/", headers=headers)
    second = await box.http.post("/sandbox/wire/aliyun-sms/", headers=headers)
    assert (first.status_code, second.json()["Code"]) == (200, "SignatureNonceUsed")


async def test_an_unknown_action_is_refused(box: Caller) -> None:
    answer = await box.aliyun("SendEverything")
    assert (answer.status_code, answer.json()["Code"]) == (404, "InvalidAction.NotFound")


async def test_signatures_go_by_real_time_while_business_time_travels(box: Caller) -> None:
    await box.http.post("/sandbox/clock", json={"now": "2031-01-01T00:00:00+08:00"})
    assert (await box.aliyun("QuerySmsTemplateList")).json()["Code"] == "OK"
