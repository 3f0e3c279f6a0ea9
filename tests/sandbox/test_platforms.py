"""The pretend WeChat and Alipay: codes that serve once, their own ways of saying no, tokens, keys."""

import base64
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

from sandbox.demo import ALIPAY_APP_ID, ALIPAY_KEYS, WECHAT_APP_ID, WECHAT_SECRET
from tests.sandbox.test_till import opened, state
from tests.sandbox.world import NOWHERE, Caller, Hand, caller

WIRE = "/sandbox/wire"
APP = {"appid": WECHAT_APP_ID, "secret": WECHAT_SECRET}


async def a_code(box: Caller, path: str = "wechat/codes", person: str = "zhang-guolin") -> str:
    answer = await box.http.post(f"/sandbox/{path}", json={"person": person})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["code"])


async def login(box: Caller, code: str, **changed: str) -> dict[str, object]:
    asked = {**APP, "js_code": code, "grant_type": "authorization_code", **changed}
    answer = await box.http.get(f"{WIRE}/wechat/sns/jscode2session", params=asked)
    assert answer.status_code == 200
    return dict(answer.json())


async def stable(box: Caller, *, force: bool = False, **changed: str) -> dict[str, object]:
    asked = {**APP, "grant_type": "client_credential", "force_refresh": force, **changed}
    return dict((await box.http.post(f"{WIRE}/wechat/cgi-bin/stable_token", json=asked)).json())


async def phone(box: Caller, token: object, code: str) -> dict[str, object]:
    url = f"{WIRE}/wechat/wxa/business/getuserphonenumber"
    answer = await box.http.post(url, params={"access_token": str(token)}, json={"code": code})
    return dict(answer.json())


@pytest.mark.parametrize("path", ["wechat/codes", "alipay/codes", "wechat/phone_codes"])
async def test_only_who_lives_here_is_given_a_code(box: Caller, path: str) -> None:
    for body in ({}, {"person": "nobody"}, {"person": 7}, []):
        assert (await box.http.post(f"/sandbox/{path}", json=body)).status_code == 422
    assert await a_code(box, path) != await a_code(box, path)


async def test_wechat_knows_a_person_by_the_same_names_each_time(box: Caller) -> None:
    first, again = await login(box, await a_code(box)), await login(box, await a_code(box))
    other = await login(box, await a_code(box, person="li-xiulan"))
    assert first["session_key"] != again["session_key"]
    assert (first["openid"], first["unionid"]) == (again["openid"], again["unionid"])
    assert not {first["openid"], first["unionid"]} & {other["openid"], other["unionid"]}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"appid": ""}, 41002),
        ({"appid": "wx"}, 40013),
        ({"secret": ""}, 41004),
        ({"secret": "x"}, 40125),
        ({"js_code": ""}, 41008),
        ({"js_code": "x"}, 40029),
        ({"grant_type": "password"}, 40002),
    ],
)
async def test_wechat_says_no_in_its_own_codes(box: Caller, changed: dict[str, str], code: int) -> None:
    assert (await login(box, await a_code(box), **changed))["errcode"] == code


async def test_a_wechat_code_serves_once_within_five_minutes(box: Caller) -> None:
    code = await a_code(box)
    assert "openid" in await login(box, code)
    assert (await login(box, code))["errcode"] == 40163
    old = await a_code(box)
    box.now.ahead += 301
    assert (await login(box, old))["errcode"] == 40029
    assert (await login(box, await a_code(box, "wechat/phone_codes")))["errcode"] == 40029


async def test_a_hundred_sign_ins_a_minute_are_enough_for_one_person(box: Caller) -> None:
    codes = [await a_code(box) for _ in range(101)]
    told = [await login(box, code) for code in codes]
    assert "errcode" not in told[99]
    assert told[100]["errcode"] == 45011
    assert "openid" in await login(box, await a_code(box, person="li-xiulan"))
    box.now.ahead += 61
    assert "openid" in await login(box, codes[100])


async def test_a_stable_token_is_the_same_until_its_last_five_minutes_and_then_both_serve(box: Caller) -> None:
    first = await stable(box)
    assert first["expires_in"] == 7200
    box.now.ahead += 6000
    later = await stable(box)
    assert later["access_token"] == first["access_token"]
    assert 1190 < int(str(later["expires_in"])) <= 1200
    box.now.ahead += 950
    second = await stable(box)
    assert second["access_token"] != first["access_token"]
    for token in (first, second):
        assert (await phone(box, token["access_token"], await a_code(box, "wechat/phone_codes")))["errcode"] == 0
    box.now.ahead += 300
    code = await a_code(box, "wechat/phone_codes")
    assert (await phone(box, first["access_token"], code))["errcode"] == 42001
    assert (await phone(box, second["access_token"], code))["errcode"] == 0
    assert (await box.http.get("/sandbox/wechat/tokens")).json() == {"asked": 3}


async def test_forcing_ends_the_token_before_but_not_within_half_a_minute(box: Caller) -> None:
    first = await stable(box)
    assert (await stable(box, force=True))["access_token"] == first["access_token"]
    box.now.ahead += 31
    second = await stable(box, force=True)
    code = await a_code(box, "wechat/phone_codes")
    assert (await phone(box, first["access_token"], code))["errcode"] == 42001
    assert (await phone(box, second["access_token"], code))["errcode"] == 0


async def test_the_older_kind_of_token_is_another_one(box: Caller) -> None:
    async def plain() -> dict[str, object]:
        asked = {**APP, "grant_type": "client_credential"}
        return dict((await box.http.get(f"{WIRE}/wechat/cgi-bin/token", params=asked)).json())

    first, stays = await plain(), await stable(box)
    second = await plain()
    box.now.ahead += 301
    code = await a_code(box, "wechat/phone_codes")
    assert (await phone(box, first["access_token"], code))["errcode"] == 42001
    for token in (second, stays):
        told = await phone(box, token["access_token"], await a_code(box, "wechat/phone_codes"))
        assert told["errcode"] == 0


async def test_a_phone_is_told_to_a_token_and_a_code_of_its_own(box: Caller) -> None:
    token = (await stable(box))["access_token"]
    told = await phone(box, token, await a_code(box, "wechat/phone_codes"))
    info = told["phone_info"]
    assert isinstance(info, dict)
    assert info["purePhoneNumber"] == (await box.people())["zhang-guolin"]["phone"]
    assert info["watermark"]["appid"] == WECHAT_APP_ID
    assert (await phone(box, token, await a_code(box)))["errcode"] == 40029
    assert (await phone(box, token, ""))["errcode"] == 41008
    assert (await phone(box, "", "x"))["errcode"] == 41001
    assert (await phone(box, "x", "x"))["errcode"] == 40001
    broken = await box.http.post(
        f"{WIRE}/wechat/wxa/business/getuserphonenumber", params={"access_token": str(token)}, content=b"{"
    )
    assert broken.json()["errcode"] == 47001


def rsa(name: str) -> RSAPrivateKey:
    key = load_der_private_key(base64.b64decode(ALIPAY_KEYS[name]), None)
    assert isinstance(key, RSAPrivateKey)
    return key


async def alipay(box: Caller, code: str, *, key: str = "app_private_key", **changed: str) -> httpx.Response:
    asked = {
        "app_id": ALIPAY_APP_ID,
        "method": "alipay.system.oauth.token",
        "charset": "utf-8",
        "sign_type": "RSA2",
        "timestamp": f"{datetime.fromtimestamp(box.now(), UTC) + timedelta(hours=8):%Y-%m-%d %H:%M:%S}",
        "version": "1.0",
        "grant_type": "authorization_code",
        "code": code,
        **changed,
    }
    asked = {name: value for name, value in asked.items() if value}
    to_sign = "&".join(f"{name}={asked[name]}" for name in sorted(asked) if name != "sign")
    made = base64.b64encode(rsa(key).sign(to_sign.encode(), PKCS1v15(), SHA256())).decode()
    return await box.http.post(f"{WIRE}/alipay/gateway.do?charset=utf-8", data={"sign": made, **asked})


def part(answer: httpx.Response) -> dict[str, str]:
    """The signed part, its signature checked over the very text of it."""
    text = answer.text
    name = next(iter(answer.json()))
    begins = text.index("{", 1)
    told, ends = json.JSONDecoder().raw_decode(text, begins)
    key = load_der_public_key(base64.b64decode(ALIPAY_KEYS["alipay_public_key"]))
    assert isinstance(key, RSAPublicKey)
    key.verify(base64.b64decode(answer.json()["sign"]), text[begins:ends].encode(), PKCS1v15(), SHA256())
    return {"part": name, **told}


async def test_alipay_tells_an_open_id_signed(box: Caller) -> None:
    first, again = [part(await alipay(box, await a_code(box, "alipay/codes"))) for _ in range(2)]
    assert first["part"] == "alipay_system_oauth_token_response"
    assert first["open_id"] == again["open_id"]
    assert first["access_token"] != again["access_token"]


@pytest.mark.parametrize(
    ("changed", "sub_code"),
    [
        ({"key": "alipay_private_key"}, "isv.invalid-signature"),
        ({"sign": "AAAA"}, "isv.invalid-signature"),
        ({"sign": "*"}, "isv.invalid-signature"),
        ({"sign_type": "RSA"}, "isv.invalid-signature-type"),
        ({"timestamp": "2020-01-01 00:00:00"}, "isv.invalid-timestamp"),
        ({"timestamp": "noon"}, "isv.invalid-timestamp"),
        ({"method": "alipay.trade.pay"}, "isv.invalid-method"),
        ({"grant_type": "password"}, "isv.grant-type-invalid"),
        ({"grant_type": "refresh_token"}, "isv.refresh-token-invalid"),
        ({"code": ""}, "isv.missing-code"),
        ({"code": "x"}, "isv.code-invalid"),
    ],
)
async def test_alipay_says_no_signed_and_in_its_own_codes(box: Caller, changed: dict[str, str], sub_code: str) -> None:
    told = part(
        await alipay(box, await a_code(box, "alipay/codes"), **changed)
        if "code" not in changed
        else (await alipay(box, **changed))
    )
    assert (told["part"], told["sub_code"]) == ("error_response", sub_code)


@pytest.mark.parametrize(
    ("changed", "sub_code"), [({"app_id": "2021"}, "isv.invalid-app-id"), ({"version": ""}, "isv.missing-version")]
)
async def test_whom_alipay_does_not_know_it_answers_unsigned(
    box: Caller, changed: dict[str, str], sub_code: str
) -> None:
    told = (await alipay(box, await a_code(box, "alipay/codes"), **changed)).json()
    assert told["error_response"]["sub_code"] == sub_code
    assert "sign" not in told


async def test_an_alipay_code_serves_once_within_five_minutes(box: Caller) -> None:
    code = await a_code(box, "alipay/codes")
    assert "open_id" in part(await alipay(box, code))
    assert part(await alipay(box, code))["sub_code"] == "isv.code-invalid"
    old = await a_code(box, "alipay/codes")
    box.now.ahead += 301
    assert part(await alipay(box, old))["sub_code"] == "isv.code-invalid"


async def test_what_a_phone_may_pay_by_is_a_name_of_the_payment(box: Caller) -> None:
    mini = (await opened(box))["data"]["mini"]
    assert set(mini) == {"timeStamp", "nonceStr", "package", "signType", "paySign", "tradeNO"}
    name = mini["package"].removeprefix("prepay_id=")
    said = await box.http.post(f"/sandbox/pay/sandbox/{name}", json={"outcome": "nothing"})
    assert said.json()["state"] == "open"
    said = await box.http.post(f"/sandbox/pay/sandbox/{mini['tradeNO']}", json={"outcome": "paid"})
    assert said.json()["state"] == "paid"
    assert await state(box) == "paid"


async def test_a_rehearsal_is_told_the_keys_of_its_alipay(box: Caller) -> None:
    told = (await box.http.get("/sandbox/alipay/keys")).json()
    assert told["app_id"] == ALIPAY_APP_ID
    assert told["alipay_public_key"] == ALIPAY_KEYS["alipay_public_key"]
    assert "alipay_private_key" not in told


async def test_codes_and_tokens_outlive_a_restart(tmp_path: Path) -> None:
    place, now = tmp_path / "sandbox.db", Hand()
    async with caller(NOWHERE, place, now) as box:
        code, token = await a_code(box), (await stable(box))["access_token"]
    async with caller(NOWHERE, place, now) as box:
        assert "openid" in await login(box, code)
        assert (await stable(box))["access_token"] == token


A_REHEARSAL = """
import asyncio, sys, time
from pathlib import Path
from sandbox import create, DEMO_SECRETS
from sandbox.demo import ALIPAY_KEYS
from sandbox.platforms import alipay_keys

async def main():
    kept = []
    for _ in range(2):
        box = create("http://127.0.0.1:9", time.time, Path(sys.argv[1]))
        kept.append(dict(await alipay_keys(box._world)))
        box._world.store.close()
    assert kept[0] == kept[1] and kept[0].keys() == ALIPAY_KEYS.keys()
    assert not set(kept[0].values()) & set(ALIPAY_KEYS.values())
    assert all(value.startswith("another-") for name, value in DEMO_SECRETS.items() if "wechat" in name)
    print("well")

asyncio.run(main())
"""


def test_a_rehearsal_has_keys_of_its_own_which_production_takes(tmp_path: Path) -> None:
    env = {**os.environ, "SANDBOX_PREFIX": "another-"}
    command = [sys.executable, "-c", A_REHEARSAL, str(tmp_path / "world.db")]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, env=env, cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout == "well\n", done.stderr
