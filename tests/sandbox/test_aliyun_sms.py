"""Texts through the gateway: templates, refusals, what lands, what can be asked afterwards."""

import asyncio
import json
from datetime import datetime
from pathlib import Path

import pytest

import sandbox
from sandbox.clock import CHINA
from sandbox.texts import parts
from tests.sandbox.world import Caller, City, Hand, caller

PHONE = "19900990001"


async def ask(box: Caller, **changed: str) -> str:
    code = await box.template("验证码 ${code}，5 分钟内有效")
    asked = {
        "PhoneNumbers": PHONE,
        "SignName": sandbox.SIGN_NAME,
        "TemplateCode": code,
        "TemplateParam": '{"code":"1"}',
    }
    return str((await box.aliyun("SendSms", **{**asked, **changed})).json()["Code"])


async def test_a_text_lands_with_its_signature_and_its_variables_filled_once(box: Caller) -> None:
    sent = (await box.send(PHONE, "您好 ${name}，编号 ${n}。", name="${n}", n="7")).json()
    assert (sent["Code"], sent["Message"]) == ("OK", "OK")
    assert sent["BizId"].endswith("^0")
    assert await box.inbox(PHONE) == ["【掌办】您好 ${n}，编号 7。"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"PhoneNumbers": "123"}, "isv.MOBILE_NUMBER_ILLEGAL"),
        ({"PhoneNumbers": f"{PHONE},12345678901"}, "isv.MOBILE_NUMBER_ILLEGAL"),
        ({"PhoneNumbers": ",".join([PHONE] * 1001)}, "isv.MOBILE_COUNT_OVER_LIMIT"),
        ({"PhoneNumbers": ""}, "MissingPhoneNumbers"),
        ({"SignName": "someone"}, "isv.SMS_SIGNATURE_ILLEGAL"),
        ({"TemplateCode": "SMS_1"}, "isv.SMS_TEMPLATE_ILLEGAL"),
        ({"TemplateParam": "{}"}, "isv.TEMPLATE_MISSING_PARAMETERS"),
        ({"TemplateParam": '{"code":""}'}, "isv.TEMPLATE_MISSING_PARAMETERS"),
        ({"TemplateParam": '{"code":1}'}, "isv.INVALID_JSON_PARAM"),
        ({"TemplateParam": "{code"}, "isv.INVALID_JSON_PARAM"),
        ({"TemplateParam": json.dumps({"code": "9" * 36})}, "isv.PARAM_LENGTH_LIMIT"),
        ({"TemplateParam": '{"code":"https://example.com"}'}, "isv.PARAM_NOT_SUPPORT_URL"),
    ],
)
async def test_what_the_vendor_refuses_is_refused_with_its_code(
    box: Caller, changed: dict[str, str], code: str
) -> None:
    assert await ask(box, **changed) == code
    assert await box.inbox(PHONE) == []


@pytest.mark.parametrize("code", ["isp.SYSTEM_ERROR", "isv.AMOUNT_NOT_ENOUGH", "isv.BUSINESS_LIMIT_CONTROL"])
async def test_any_error_of_the_vendor_can_be_ordered(box: Caller, code: str) -> None:
    await box.fault("sms", "error", code=code)
    answer = (await box.send(PHONE)).json()
    assert (answer["Code"], await box.inbox(PHONE)) == (code, [])
    assert answer["Message"] != code


async def test_a_plus_86_number_is_the_same_phone(box: Caller) -> None:
    assert (await box.send("+86" + PHONE)).json()["Code"] == "OK"
    assert len(await box.inbox(PHONE)) == 1


async def test_several_numbers_get_the_text_under_one_biz_id(box: Caller) -> None:
    sent = (await box.send(f"{PHONE},19900990002")).json()
    assert await box.inbox("19900990002") == await box.inbox(PHONE)
    details = await box.aliyun(
        "QuerySendDetails",
        PhoneNumber="19900990002",
        SendDate=today(box),
        PageSize="10",
        CurrentPage="1",
        BizId=sent["BizId"],
    )
    assert details.json()["TotalCount"] == "1"


def today(box: Caller) -> str:
    return datetime.fromtimestamp(box.now(), CHINA).strftime("%Y%m%d")


async def test_a_template_asked_for_twice_keeps_its_code_and_a_changed_one_gets_another(box: Caller) -> None:
    first, again, other = await box.template("a ${x}"), await box.template("a ${x}"), await box.template("b ${x}")
    assert first == again != other
    listed = (await box.aliyun("QuerySmsTemplateList", PageIndex="1", PageSize="1")).json()
    assert (listed["TotalCount"], listed["SmsTemplateList"][0]["TemplateCode"]) == (2, other)
    one = (await box.aliyun("GetSmsTemplate", TemplateCode=first)).json()
    assert (one["TemplateContent"], one["TemplateStatus"]) == ("a ${x}", "1")


@pytest.mark.parametrize(
    ("name", "content", "kind", "code"),
    [
        ("n" * 31, "c", "1", "isv.PARAM_LENGTH_LIMIT"),
        ("n", "c" * 501, "1", "isv.PARAM_LENGTH_LIMIT"),
        ("n", "c", "9", "isv.INVALID_PARAMETERS"),
        ("n", "【掌办】c", "1", "isv.INVALID_PARAMETERS"),
        ("", "c", "1", "MissingTemplateName"),
    ],
)
async def test_a_template_the_vendor_would_not_approve_is_refused(
    box: Caller, name: str, content: str, kind: str, code: str
) -> None:
    answer = await box.aliyun("CreateSmsTemplate", TemplateName=name, TemplateContent=content, TemplateType=kind)
    assert answer.json()["Code"] == code


async def test_the_same_out_id_and_words_land_once_with_the_same_biz_id_and_the_repeat_is_counted(box: Caller) -> None:
    first, again = (await box.send(PHONE, out_id="d1")).json(), (await box.send(PHONE, out_id="d1")).json()
    assert first["BizId"] == again["BizId"]
    assert len(await box.inbox(PHONE)) == 1
    repeats = await box.http.get("/sandbox/sms/repeats")
    assert repeats.json() == {"repeats": 1}


async def test_the_same_out_id_with_other_words_or_no_out_id_at_all_is_another_text(box: Caller) -> None:
    await box.send(PHONE, out_id="d1", name="甲")
    await box.send(PHONE, out_id="d1", name="乙")
    await box.send(PHONE)
    await box.send(PHONE)
    assert len(await box.inbox(PHONE)) == 4


async def test_two_sends_with_one_out_id_at_the_same_moment_land_once(box: Caller) -> None:
    await box.template("您好 ${name}")
    await asyncio.gather(*(box.send(PHONE, out_id="d9") for _ in range(8)))
    assert len(await box.inbox(PHONE)) == 1


async def test_the_newest_text_comes_first(box: Caller) -> None:
    for name in ("一", "二"):
        await box.send(PHONE, name=name)
    assert await box.inbox(PHONE) == ["【掌办】您好 二", "【掌办】您好 一"]


async def test_codes_are_limited_to_one_a_minute_and_five_an_hour(pretend: City, tmp_path: Path) -> None:
    async with caller(pretend.address, tmp_path / "s.db", now := Hand(), limits=True) as box:
        code = await box.template("验证码 ${code}", kind="0")
        asked = {"PhoneNumbers": PHONE, "SignName": sandbox.SIGN_NAME, "TemplateCode": code}
        answers = []
        for ahead in (0, 30, 61, 122, 183, 244, 305):
            now.ahead = ahead
            answers.append((await box.aliyun("SendSms", **asked, TemplateParam='{"code":"1"}')).json()["Code"])
    limited = "isv.BUSINESS_LIMIT_CONTROL"
    assert answers == ["OK", limited, "OK", "OK", "OK", "OK", limited]


async def test_details_tell_what_became_of_a_text(box: Caller) -> None:
    await box.send(PHONE, out_id="d1")
    asked = {"PhoneNumber": PHONE, "SendDate": today(box), "PageSize": "10", "CurrentPage": "1"}
    box.now.ahead += 1
    detail = (await box.aliyun("QuerySendDetails", **asked)).json()["SmsSendDetailDTOs"]["SmsSendDetailDTO"][0]
    assert (detail["OutId"], detail["SendStatus"], detail["ErrCode"]) == ("d1", 3, "DELIVERED")
    assert (await box.aliyun("QuerySendDetails", **{**asked, "PageSize": "51"})).json()[
        "Code"
    ] == "isv.INVALID_PARAMETERS"
    assert (await box.aliyun("QuerySendDetails", **{**asked, "SendDate": "19990101"})).json()["TotalCount"] == "0"


@pytest.mark.parametrize(("length", "count"), [(1, 1), (70, 1), (71, 2), (134, 2), (150, 3)])
def test_long_texts_are_paid_for_in_parts_of_67(length: int, count: int) -> None:
    assert parts("字" * length) == count
