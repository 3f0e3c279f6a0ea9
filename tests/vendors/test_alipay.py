"""Alipay's wire: signed both ways, against the sandbox, and against answers no sandbox gives."""

import asyncio
import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pydantic import SecretStr

from core.json import Json
from core.refusals import Unavailable
from sandbox.demo import ALIPAY_KEYS
from tests.vendors.pretend import Talk, World, wire
from vendors import http
from vendors.alipay import Account, Alipay, KeyUnreadable, Refused
from vendors.alipay.keys import is_signed, private_key, public_key, sign

NAME = "alipay_system_oauth_token_response"
WELL: dict[str, Json] = {"open_id": "oid1", "access_token": "t", "expires_in": 3600}
THEIRS, STRANGERS = private_key(ALIPAY_KEYS["alipay_private_key"]), private_key(ALIPAY_KEYS["app_private_key"])


def account(address: str, app_id: str = "2021", timeout: float = 1.0) -> Account:
    key = SecretStr(ALIPAY_KEYS["app_private_key"])
    return Account(address, app_id, key, ALIPAY_KEYS["alipay_public_key"], timeout)


def ours(pretend: World, timeout: float = 10) -> Alipay:
    address = f"{pretend.outside.base}/alipay/gateway.do"
    return Alipay(account(address, pretend.outside.secrets["alipay_app_id"], timeout))


async def a_code(pretend: World, person: str = "zhang-guolin") -> str:
    return str((await pretend.ask.post("/sandbox/alipay/codes", json={"person": person})).json()["code"])


def saying(body: str | bytes, head: str = "200 OK") -> Talk:
    raw = body.encode() if isinstance(body, str) else body

    async def says(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = f"content-length: {len(raw)}\r\nconnection: close\r\n\r\n"
        writer.write(f"HTTP/1.1 {head}\r\n{length}".encode() + raw)

    return says


def signed(part: str, name: str = NAME, by: object = THEIRS) -> str:
    return f'{{"{name}":{part},"sign":"{sign(by, part)}"}}'  # type: ignore[arg-type]  # one of the keys above


async def told(body: str | bytes, head: str = "200 OK") -> object:
    async with wire(saying(body, head)) as address, http.opened():
        return await Alipay(account(address)).who_signed_in("a-code")


async def test_a_code_is_somebody_and_the_same_somebody_again(pretend: World) -> None:
    alipay = ours(pretend)
    person = await alipay.who_signed_in(await a_code(pretend))
    assert person.open_id
    assert person.user_id == ""
    assert person == await alipay.who_signed_in(await a_code(pretend))
    assert person != await alipay.who_signed_in(await a_code(pretend, "li-xiulan"))
    assert person.open_id not in repr(person)


@pytest.mark.parametrize(
    "part",
    [
        json.dumps(WELL),
        json.dumps({**WELL, "code": "10000", "msg": "Success"}),
        '{"open_id": "oid1", "memo": "a } brace { in [ a \\" string }}"}',
        '{ "open_id" :\n "oid1",\t"deep": {"a": {"b": "}"}} }',
        json.dumps({**WELL, "nick": "张三"}, ensure_ascii=False),
    ],
)
async def test_an_answer_is_believed_to_the_letter(part: str) -> None:
    assert getattr(await told(signed(part)), "open_id", None) == "oid1"


@pytest.mark.parametrize(("names", "known"), [({"user_id": "2088102150477652"}, ("", "2088102150477652"))])
async def test_an_older_app_is_told_a_user_id(names: Mapping[str, str], known: tuple[str, str]) -> None:
    person = await told(signed(json.dumps(names)))
    assert (getattr(person, "open_id", None), getattr(person, "user_id", None)) == known


FORGED = (
    f'{{"{NAME}":{json.dumps(WELL)}}}',  # no signature at all
    f'{{"{NAME}":{json.dumps(WELL)},"sign":""}}',
    f'{{"{NAME}":{json.dumps(WELL)},"sign":null}}',
    f'{{"{NAME}":{json.dumps(WELL)},"sign":"bm90aGluZw=="}}',
    f'{{"{NAME}":{json.dumps(WELL)},"sign":"not base64 at all!"}}',
    signed(json.dumps(WELL), by=STRANGERS),
    signed(json.dumps(WELL)).replace("oid1", "oid2"),
    signed(json.dumps(WELL)).replace('"t"', '"t "'),
    f'{{"{NAME}":{{"open_id":"mine"}},"x":{json.dumps(WELL)},"sign":"{sign(THEIRS, json.dumps(WELL))}"}}',
    signed('{"sub_code":"isv.code-invalid"}', "error_response", STRANGERS),
)


@pytest.mark.parametrize("body", FORGED)
async def test_an_answer_that_alipay_did_not_sign_is_not_believed(body: str) -> None:
    with pytest.raises(Unavailable) as refused:
        await told(body)
    assert refused.value.code == "vendor_answer_forged"


async def test_a_second_part_of_the_same_name_is_not_what_was_signed() -> None:
    good = json.dumps(WELL)
    body = f'{{"{NAME}":{good},"{NAME}":{{"open_id":"mine"}},"sign":"{sign(THEIRS, good)}"}}'
    assert getattr(await told(body), "open_id", None) == "oid1"


GARBLED: tuple[str | bytes, ...] = (
    "",
    "<html>",
    "[]",
    "null",
    "{}",
    "{",
    '{"sign":"x"}',
    b"\xff\xfe",
    "[" * 100_000,
    signed("{}"),
    signed('{"open_id": 7}'),
    signed('{"open_id": ["a"]}'),
    signed('{"open_id": "a\\u0000"}'),
    signed(json.dumps({"open_id": "a" * 129})),
    signed('{"open_id": "oid1", "user_id": {}}'),
    f'{{"{NAME}": 7, "sign": "x"}}',
    f'{{"{NAME}": "text", "sign": "x"}}',
)


@pytest.mark.parametrize("body", GARBLED)
async def test_an_answer_that_makes_no_sense_is_unavailable(body: str | bytes) -> None:
    with pytest.raises(Unavailable) as refused:
        await told(body)
    assert refused.value.code.startswith("vendor_answer_")


@pytest.mark.parametrize("head", ["500 Oops", "502 Bad Gateway"])
async def test_an_answer_of_http_alone_is_busy(head: str) -> None:
    with pytest.raises(Unavailable):
        await told(signed(json.dumps(WELL)), head)


@pytest.mark.parametrize("by", [THEIRS, None])
async def test_a_refusal_is_alipays_sub_code_signed_or_not(by: object) -> None:
    part = '{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.code-invalid","sub_msg":"授权码code无效"}'
    with pytest.raises(Refused) as refused:
        await told(signed(part, "error_response") if by else f'{{"error_response":{part}}}')
    assert refused.value.code == "isv.code-invalid"


@pytest.mark.parametrize("name", [NAME, "error_response"])
async def test_a_service_that_is_away_is_unavailable(name: str) -> None:
    with pytest.raises(Unavailable) as refused:
        await told(signed('{"code":"20000","sub_code":"isp.unknow-error"}', name))
    assert refused.value.code == "vendor_busy"


async def test_a_call_is_signed_in_the_time_of_china_and_tells_the_code_in_its_body_only() -> None:
    sent: list[bytes] = []

    async def listens(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.splitlines() if line.lower().startswith(b"content-l"))
        sent.extend((head, await reader.readexactly(length)))
        await saying(signed(json.dumps(WELL)))(reader, writer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(listens, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, http.opened():
        await Alipay(account(f"{address}/gateway.do")).who_signed_in("a&code=1 +汉")
    head, asked = sent[0].decode(), {name: value[0] for name, value in parse_qs(sent[1].decode()).items()}
    assert head.startswith("POST /gateway.do?charset=utf-8 HTTP/1.1")
    assert asked["code"] == "a&code=1 +汉"
    assert asked["method"] == "alipay.system.oauth.token"
    at = datetime.fromisoformat(asked["timestamp"] + "+08:00")
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=1)
    to_sign = "&".join(f"{name}={asked[name]}" for name in sorted(asked) if name != "sign")
    assert is_signed(public_key(ALIPAY_KEYS["app_public_key"]), to_sign, asked["sign"])


def pem(name: str, what: str) -> str:
    key = ALIPAY_KEYS[name]
    lines = "\n".join(key[at : at + 64] for at in range(0, len(key), 64))
    return f"-----BEGIN {what} KEY-----\n{lines}\n-----END {what} KEY-----\n"


def test_a_key_is_read_as_alipays_tools_give_it() -> None:
    own = private_key(ALIPAY_KEYS["app_private_key"])
    old = base64.b64encode(own.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())).decode()
    signatures = {sign(private_key(text), "x") for text in (pem("app_private_key", "PRIVATE"), old, f"\n {old} \n")}
    assert signatures == {sign(own, "x")}
    theirs = public_key(pem("app_public_key", "PUBLIC"))
    assert is_signed(theirs, "x", sign(own, "x"))
    assert not is_signed(theirs, "y", sign(own, "x"))


@pytest.mark.parametrize("text", ["", "x", "AAAA", f"-----{'BEGIN'} PRIVATE KEY-----", ALIPAY_KEYS["app_public_key"]])
def test_what_is_no_private_key_is_told_without_showing_it(text: str) -> None:
    with pytest.raises(KeyUnreadable) as wrong:
        private_key(text)
    assert len(text) < 10 or text not in str(wrong.value)


def test_a_key_that_is_too_short_for_rsa2_is_refused() -> None:
    short = generate_private_key(65537, 1024)
    der = short.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(KeyUnreadable):
        private_key(base64.b64encode(der).decode())
    theirs = short.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(KeyUnreadable):
        public_key(base64.b64encode(theirs).decode())


@pytest.mark.parametrize("text", ["", "x", "AAAA", ALIPAY_KEYS["app_private_key"]])
def test_what_is_no_public_key_is_told(text: str) -> None:
    with pytest.raises(KeyUnreadable):
        public_key(text)


async def test_forty_calls_at_once_are_all_answered(pretend: World) -> None:
    codes = [await a_code(pretend) for _ in range(40)]
    alipay = ours(pretend, timeout=60)
    assert len(set(await asyncio.gather(*(alipay.who_signed_in(code) for code in codes)))) == 1
