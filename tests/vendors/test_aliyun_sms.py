"""Aliyun's wire: the signature against the vendor's own worked examples, the calls against the sandbox."""

import pytest
from pydantic import SecretStr

from core.ids import new_id
from core.refusals import Unavailable
from core.secret import Phone
from core.time import now_ms, on_date
from tests.vendors.pretend import World
from vendors import aliyun_sms
from vendors.aliyun_sms import Account, Refused, Text

PHONE = Phone("19900990001")


def account(pretend: World, *, secret: str = "", timeout: float = 10) -> Account:
    outside = pretend.outside
    key_secret = SecretStr(secret or outside.secrets["aliyun_sms_key_secret"])
    return Account(f"{outside.base}/aliyun-sms/", outside.secrets["aliyun_sms_key_id"], key_secret, "掌办", timeout)


async def template(pretend: World) -> str:
    return await aliyun_sms.create_template(account(pretend), "t", "${what}已收到", kind="1", remark="通知")


def text(code: str, **changes: str) -> Text:
    return Text(PHONE, code, {"what": changes.get("what", "申请")}, changes.get("out_id", new_id()))


@pytest.mark.parametrize(
    ("date", "nonce", "signature"),
    [
        (
            "2023-10-26T10:22:32Z",
            "3156853299f313e23d1673dc12e1703d",
            "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
        ),
        (
            "2023-10-26T09:01:01Z",
            "d410180a5abf7fe235dd9b74aca91fc0",
            "e521358f7776c97df52e6b2891a8bc73026794a071b50c3323388c4e0df64804",
        ),
    ],
)
def test_the_signature_is_the_one_in_the_vendors_document(date: str, nonce: str, signature: str) -> None:
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-date": date,
        "x-acs-signature-nonce": nonce,
        "x-acs-version": "2014-05-26",
        "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    image = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"
    query = aliyun_sms.canonical_query({"RegionId": "cn-shanghai", "ImageId": image})
    example = Account("", "YourAccessKeyId", SecretStr("YourAccessKeySecret"), "", 1)
    assert aliyun_sms.authorization(example, "POST", "/", query, headers).endswith(f",Signature={signature}")


async def test_a_text_lands_on_the_phone_with_signature_and_values(pretend: World) -> None:
    biz_id = await aliyun_sms.send_sms(account(pretend), text(await template(pretend)))
    assert biz_id
    assert [one["text"] for one in await pretend.texts(PHONE.reveal())] == ["【掌办】申请已收到"]


async def test_the_send_details_know_a_text_by_its_out_id(pretend: World) -> None:
    mine, today = new_id(), on_date(now_ms())
    code = await template(pretend)
    for _ in range(55):  # more than one page
        await aliyun_sms.send_sms(account(pretend), text(code))
    assert await aliyun_sms.sent_before(account(pretend), PHONE, mine, today) is None
    await aliyun_sms.send_sms(account(pretend), text(code, out_id=mine))
    for _ in range(55):
        await aliyun_sms.send_sms(account(pretend), text(code))
    assert await aliyun_sms.sent_before(account(pretend), PHONE, mine, today) in {"1", "3"}


async def test_templates_are_listed_with_what_the_vendor_thinks_of_them(pretend: World) -> None:
    code = await template(pretend)
    assert await aliyun_sms.templates(account(pretend)) == [aliyun_sms.Template(code, "t", "${what}已收到", True)]


async def test_a_wrong_secret_is_refused_by_the_vendors_own_code(pretend: World) -> None:
    with pytest.raises(Refused) as refused:
        await aliyun_sms.templates(account(pretend, secret="wrong"))
    assert refused.value.code == "SignatureDoesNotMatch"


async def test_a_link_in_a_value_is_refused_by_the_vendor(pretend: World) -> None:
    with pytest.raises(Refused) as refused:
        await aliyun_sms.send_sms(account(pretend), text(await template(pretend), what="http://a.cn"))
    assert refused.value.code == "isv.PARAM_NOT_SUPPORT_URL"


@pytest.mark.parametrize(("kind", "code"), [("timeout", "vendor_timed_out"), ("garbled", "vendor_answer_garbled")])
async def test_an_answer_that_does_not_come_or_makes_no_sense_is_unavailable(
    pretend: World, kind: str, code: str
) -> None:
    ready = await template(pretend)
    await pretend.fault("sms", kind)
    with pytest.raises(Unavailable) as refused:
        await aliyun_sms.send_sms(account(pretend, timeout=0.5), text(ready))
    assert refused.value.code == code
