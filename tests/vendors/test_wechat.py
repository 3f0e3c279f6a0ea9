"""WeChat's wire: against the sandbox, and against answers no sandbox gives."""

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from core import crypto
from core.json import Json
from core.refusals import Unavailable
from tests.vendors.pretend import Talk, World, wire
from vendors import http, shelf
from vendors.wechat import Account, Refused, WeChat

PERSON = "zhang-guolin"
SECRET = "the app's own secret"
TOKEN = {"access_token": "a-token", "expires_in": 7200}


@pytest.fixture(autouse=True)
def alone(tmp_path: Path) -> Iterator[None]:
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        shelf.use(None)
        yield
        shelf.use(None)


def ours(pretend: World, *, secret: str = "", timeout: float = 10) -> WeChat:
    secrets = pretend.outside.secrets
    given = SecretStr(secret or secrets["wechat_secret"])
    return WeChat(Account(f"{pretend.outside.base}/wechat", secrets["wechat_app_id"], given, timeout))


def at(address: str, timeout: float = 1.0) -> WeChat:
    return WeChat(Account(address, "wx1", SecretStr(SECRET), timeout))


async def a_code(pretend: World, kind: str = "codes", person: str = PERSON) -> str:
    return str((await pretend.ask.post(f"/sandbox/wechat/{kind}", json={"person": person})).json()["code"])


def saying(body: bytes, head: str = "200 OK") -> Talk:
    async def says(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        writer.write(f"HTTP/1.1 {head}\r\n{length}".encode() + body)

    return says


async def test_a_code_is_somebody_by_openid_and_unionid(pretend: World) -> None:
    wechat = ours(pretend)
    person = await wechat.who_signed_in(await a_code(pretend))
    assert len(person.openid) == 28
    assert person.unionid
    assert await wechat.who_signed_in(await a_code(pretend)) == person
    assert person.openid not in repr(person)


async def test_signing_in_needs_no_token(pretend: World) -> None:
    await ours(pretend).who_signed_in(await a_code(pretend))
    assert (await pretend.ask.get("/sandbox/wechat/tokens")).json() == {"asked": 0}


async def test_a_wrong_secret_is_refused_by_the_vendors_own_code(pretend: World) -> None:
    with pytest.raises(Refused) as refused:
        await ours(pretend, secret="wrong").who_signed_in(await a_code(pretend))
    assert refused.value.code == 40125


async def test_one_token_serves_many_calls(pretend: World) -> None:
    wechat = ours(pretend)
    for _ in range(3):
        assert (await wechat.phone(await a_code(pretend, "phone_codes"))) is not None
    assert (await pretend.ask.get("/sandbox/wechat/tokens")).json() == {"asked": 1}


@pytest.mark.parametrize("code", ["40001", "40014", "42001"])
async def test_a_token_that_wechat_calls_over_is_looked_for_again_and_the_call_made_once_more(
    pretend: World, code: str
) -> None:
    wechat = ours(pretend)
    await wechat.phone(await a_code(pretend, "phone_codes"))
    await pretend.fault("wechat_phone", "error", code=code)
    assert (await wechat.phone(await a_code(pretend, "phone_codes"))) is not None
    assert (await pretend.ask.get("/sandbox/wechat/tokens")).json()["asked"] >= 2


async def test_a_token_that_is_over_again_and_again_is_told(pretend: World) -> None:
    await pretend.fault("wechat_phone", "error", 5, code="40001")
    with pytest.raises(Refused) as refused:
        await ours(pretend).phone(await a_code(pretend, "phone_codes"))
    assert refused.value.code == 40001


async def test_a_call_that_is_refused_for_itself_is_not_made_again(pretend: World) -> None:
    wechat = ours(pretend)
    await pretend.fault("wechat_phone", "error", code="40029")
    code = await a_code(pretend, "phone_codes")
    with pytest.raises(Refused):
        await wechat.phone(code)
    assert await wechat.phone(code)


@pytest.mark.parametrize("kind", ["error", "garbled", "forged", "timeout"])
async def test_without_a_token_there_is_no_phone_now_but_there_is_later(pretend: World, kind: str) -> None:
    wechat = ours(pretend, timeout=0.5)
    await pretend.fault("wechat_token", kind)
    with pytest.raises(Unavailable):
        await wechat.phone(await a_code(pretend, "phone_codes"))
    assert await wechat.phone(await a_code(pretend, "phone_codes"))


GARBLED = (
    b"",
    b"<html>",
    b"[]",
    b"null",
    b'"x"',
    b"{}",
    b"{",
    b"[" * 100_000,
    b'{"openid": 7}',
    b'{"openid": ""}',
    b'{"openid": ["o"]}',
    b'{"openid": "o\\u0000"}',
    '{"openid": "名字"}'.encode(),
    json.dumps({"openid": "o" * 129}).encode(),
    b'{"openid": "o1", "unionid": {}}',
    b'{"errcode": "many"}',
    b'{"errcode": null, "openid": "o1"}',
    b'{"errcode": {"a": 1}}',
    b'{"base_resp": 7, "openid": "o1"}',
    b"\xff\xfe\x00",
)


@pytest.mark.parametrize("body", GARBLED)
async def test_an_answer_that_makes_no_sense_is_unavailable(body: bytes) -> None:
    async with wire(saying(body)) as address, http.opened():
        with pytest.raises(Unavailable) as refused:
            await at(address).who_signed_in("a-code")
    assert refused.value.code in {"vendor_answer_garbled", "vendor_busy"}


@pytest.mark.parametrize("head", ["500 Oops", "502 Bad Gateway", "404 Not Found", "401 Unauthorized"])
async def test_an_answer_of_http_alone_is_busy(head: str) -> None:
    async with wire(saying(b'{"openid": "o1"}', head)) as address, http.opened():
        with pytest.raises(Unavailable):
            await at(address).who_signed_in("a-code")


async def test_nobody_leads_us_and_our_secret_elsewhere() -> None:
    asked: list[bytes] = []

    async def elsewhere(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(b"came")
        await saying(b'{"openid": "o1"}')(reader, writer)

    async with wire(elsewhere) as other, http.opened():
        head = f"302 Found\r\nlocation: {other}/sns/jscode2session?secret=x"
        async with wire(saying(b"", head)) as address:
            with pytest.raises(Unavailable):
                await at(address).who_signed_in("a-code")
    assert asked == []


async def test_the_call_is_the_one_in_the_vendors_document() -> None:
    heads: list[str] = []

    async def listens(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await saying(b'{"openid": "o1", "session_key": "k"}')(reader, writer)

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
        await listens(reader, writer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(met, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, http.opened():
        person = await at(address).who_signed_in("a&code=b c")
    line = heads[0].splitlines()[0]
    asked = "appid=wx1&secret=the+app%27s+own+secret&js_code=a%26code%3Db+c&grant_type=authorization_code"
    assert line == f"GET /sns/jscode2session?{asked} HTTP/1.1"
    assert "access_token" not in heads[0]
    assert (person.openid, person.unionid) == ("o1", None)


async def test_what_is_sent_and_what_comes_back_is_logged_nowhere(
    pretend: World, caplog: pytest.LogCaptureFixture
) -> None:
    code, phone_code = await a_code(pretend), await a_code(pretend, "phone_codes")
    with caplog.at_level(logging.DEBUG):
        wechat = ours(pretend)
        person = await wechat.who_signed_in(code)
        phone = await wechat.phone(phone_code)
        with pytest.raises(Refused):
            await wechat.who_signed_in(code)
    told = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert phone is not None
    for secret in (code, phone_code, person.openid, phone.reveal(), pretend.outside.secrets["wechat_secret"]):
        assert secret not in told


@pytest.mark.parametrize(
    ("info", "said"),
    [
        ({"purePhoneNumber": "19900990001", "countryCode": "86", "watermark": {"appid": "wx2"}}, "forged"),
        ({"purePhoneNumber": "19900990001", "countryCode": "86"}, "garbled"),
        ({"purePhoneNumber": "", "countryCode": "86", "watermark": {"appid": "wx1"}}, "garbled"),
        ({"purePhoneNumber": 19900990001, "countryCode": "86", "watermark": {"appid": "wx1"}}, "garbled"),
        ([], "garbled"),
        (None, "garbled"),
    ],
)
async def test_a_phone_that_is_not_told_to_us_is_not_believed(info: Json, said: str) -> None:
    body = json.dumps({**TOKEN, "errcode": 0, "phone_info": info}).encode()  # serves both calls
    async with wire(saying(body)) as address, http.opened():
        with pytest.raises(Unavailable) as refused:
            await at(address).phone("a-code")
    assert refused.value.code == f"vendor_answer_{said}"


@pytest.mark.parametrize(("country", "is_ours"), [("86", True), (86, True), ("852", False), (None, False)])
async def test_a_phone_of_elsewhere_is_none_of_ours(country: Json, *, is_ours: bool) -> None:
    info = {"purePhoneNumber": "19900990001", "countryCode": country, "watermark": {"appid": "wx1"}}
    body = json.dumps({**TOKEN, "errcode": 0, "phone_info": info}).encode()
    async with wire(saying(body)) as address, http.opened():
        phone = await at(address).phone("a-code")
    assert (phone is not None) == is_ours


async def test_forty_calls_at_once_are_all_answered(pretend: World) -> None:
    codes = [await a_code(pretend) for _ in range(40)]
    wechat = ours(pretend, timeout=10)
    found = await asyncio.gather(*(wechat.who_signed_in(code) for code in codes))
    assert len(set(found)) == 1
