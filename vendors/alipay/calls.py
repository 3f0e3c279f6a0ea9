"""What we ask Alipay. An answer is cut out of the text as it came and believed only with Alipay's signature."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from alipay import AliPay
from pydantic import SecretStr

from core.ids import new_id
from core.json import Json, JsonObject
from core.refusals import Unavailable
from core.time import moment, now_ms
from vendors import http
from vendors.alipay import keys

ADDRESS = "https://openapi.alipay.com/gateway.do"
LINE = "alipay"
FORM = "application/x-www-form-urlencoded;charset=utf-8"
SIGN_IN = "alipay.system.oauth.token"
ERROR = "error_response"
WELL = frozenset({"", "10000"})  # the gateway's code; this method's older answers carry none
SERVICE_AWAY = "20000"
LONGEST = 128  # characters of a user_id (16 digits) or an open_id


class Refused(Exception):
    """Alipay answered and said no. `code` is its sub_code (`isv.code-invalid`), or its code where there is none."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Account:
    """One app of ours at Alipay; keys as `keys.private_key` reads them. `timeout` in seconds for each call."""

    address: str
    app_id: str
    app_private_key: SecretStr
    alipay_public_key: str
    timeout: float


@dataclass(frozen=True)
class Person:
    """Who signed in: `open_id` is theirs in this app only, `user_id` in all of Alipay. One may be empty."""

    open_id: str = field(repr=False)
    user_id: str = field(repr=False)


class _Signing(AliPay):  # type: ignore[misc]  # the package ships no types
    """The package's way of putting a call together, signed by `cryptography`: six times quicker than its own."""

    def _load_key(self) -> None:
        self.ours = keys.private_key(self._app_private_key_string)
        self.theirs = keys.public_key(self._alipay_public_key_string)

    def _sign(self, unsigned_string: str) -> str:
        return keys.sign(self.ours, unsigned_string)

    def _verify(self, raw_content: str, signature: str) -> bool:
        return keys.is_signed(self.theirs, raw_content, signature)

    def call(self, method: str, asked: Mapping[str, str]) -> str:
        """The body of a call, signed. Alipay wants the time as it is in China."""
        timestamp = f"{moment(now_ms()):%Y-%m-%d %H:%M:%S}"
        return str(self.sign_data(self.build_body(method, {}, timestamp=timestamp, format="JSON", **asked)))

    def has_signed(self, text: str, signature: Json) -> bool:
        return isinstance(signature, str) and self._verify(text, signature)


class Alipay:
    """The calls of one account. Every call raises Unavailable (busy, slow, away, garbled, forged) or Refused."""

    def __init__(self, account: Account) -> None:
        """Raises: KeyUnreadable."""
        self._account = account
        given = partial(_Signing, account.app_id, None, account.app_private_key.get_secret_value())
        self._signing = given(account.alipay_public_key, sign_type="RSA2")

    @property
    def app_id(self) -> str:
        return self._account.app_id

    async def who_signed_in(self, code: str) -> Person:
        """Whose sign-in code (`my.getAuthCode`) this is. It serves once."""
        told = await self._ask(SIGN_IN, "sign_in", {"grant_type": "authorization_code", "code": code})
        names = [name for name in (told.get("open_id"), told.get("user_id")) if name not in (None, "")]
        if not names or not all(_is_name(name) for name in names):
            raise Unavailable("vendor_answer_garbled", line=LINE)
        return Person(str(told.get("open_id") or ""), str(told.get("user_id") or ""))

    async def _ask(self, method: str, purpose: str, asked: Mapping[str, str]) -> JsonObject:
        body = self._signing.call(method, asked)
        call = http.Call(
            LINE,
            purpose,
            new_id(),
            f"{self._account.address}?charset=utf-8",
            self._account.timeout,
            headers={"content-type": FORM},
            content=body.encode(),
        )
        answer = await http.send(call)
        if answer.status >= 500:
            raise Unavailable("vendor_busy", line=LINE)
        return self._understood(answer, f"{method.replace('.', '_')}_response")

    def _understood(self, answer: http.Answer, name: str) -> JsonObject:
        """The part called `name`, if Alipay signed it. A refusal may come unsigned: nobody gains by forging a no."""
        text = answer.body.decode("utf-8", "replace")
        whole = _object(text)
        part = name if name in whole else ERROR
        told, exactly = _cut(text, part)
        if (part != ERROR or "sign" in whole) and not self._signing.has_signed(exactly, whole.get("sign")):
            raise Unavailable("vendor_answer_forged", line=LINE)
        code = str(told.get("code") or "")
        if code == SERVICE_AWAY:
            raise Unavailable("vendor_busy", line=LINE)
        if part == ERROR or code not in WELL:
            raise Refused(str(told.get("sub_code") or code)[:64])
        return told


def _object(text: str) -> JsonObject:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict):
        raise Unavailable("vendor_answer_garbled", line=LINE)
    return whole


def _cut(text: str, name: str) -> tuple[JsonObject, str]:
    """The object called `name` and the very text of it, braces inside strings and all: that text is what is signed."""
    begins = text.find("{", text.find(f'"{name}"') + len(name))
    if f'"{name}"' not in text or begins < 0:
        raise Unavailable("vendor_answer_garbled", line=LINE)
    try:
        told, ends = json.JSONDecoder().raw_decode(text, begins)
    except (ValueError, RecursionError):
        raise Unavailable("vendor_answer_garbled", line=LINE) from None
    return told, text[begins:ends]


def _is_name(value: Json) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST and value.isascii() and value.isprintable()
