"""What we ask WeChat. Its session_key ends here: nobody gets it, nothing keeps it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from pydantic import SecretStr
from requests import RequestException
from wechatpy.client import WeChatClient
from wechatpy.exceptions import WeChatClientException

from core.ids import new_id
from core.json import Json, JsonObject, encode
from core.refusals import Unavailable
from core.secret import Phone
from vendors import blocking
from vendors.wechat.token import Token, Told

ADDRESS = "https://api.weixin.qq.com"
LINE = "wechat"
BUSY = -1
TOKEN_IS_OVER = frozenset({40001, 40014, 42001})
LONGEST = 128  # characters of an openid or unionid; real ones have 28
CHINA = "86"
JSON = {"content-type": "application/json"}


class Refused(Exception):
    """WeChat answered and said no. `code` is its errcode."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


@dataclass(frozen=True)
class Account:
    """One app of ours at WeChat. `timeout` in seconds for each call."""

    address: str
    app_id: str
    secret: SecretStr
    timeout: float


@dataclass(frozen=True)
class Person:
    """Who signed in. `openid` is theirs in this app only, `unionid` in all of one owner's, where WeChat gives one."""

    openid: str = field(repr=False)
    unionid: str | None = field(repr=False)


class _Client(WeChatClient):  # type: ignore[misc]  # the package ships no types
    """It never looks for a token by itself: what needs one is given it."""

    access_token = ""


class WeChat:
    """The calls of one account. Every call raises Unavailable (busy, slow, away, garbled) or Refused."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._token = Token(f"wechat:{account.app_id}", self._ask_for_token)
        self._client = _Client(account.app_id, "", auto_retry=False)
        self._client._http = blocking.session()  # noqa: SLF001  the package has no other place to put it

    @property
    def app_id(self) -> str:
        return self._account.app_id

    async def who_signed_in(self, code: str) -> Person:
        """Whose sign-in code (`wx.login`) this is. It serves once, within five minutes."""
        asked = [  # pairs: to a mapping the package would add a token, which this call does not take
            ("appid", self._account.app_id),
            ("secret", self._account.secret.get_secret_value()),
            ("js_code", code),
            ("grant_type", "authorization_code"),
        ]
        told = await self._ask("sign_in", partial(self._client.get, "/sns/jscode2session", params=asked))
        openid, unionid = told.get("openid"), told.get("unionid")
        if not _is_name(openid) or not (unionid in (None, "") or _is_name(unionid)):
            raise Unavailable("vendor_answer_garbled", line=LINE)
        return Person(str(openid), str(unionid) if unionid else None)

    async def phone(self, code: str) -> Phone | None:
        """The phone behind a `getPhoneNumber` code (once, five minutes). None: it is no mainland one."""
        told = await self._with_token("phone", "/wxa/business/getuserphonenumber", {"code": code})
        info = told.get("phone_info")
        info = info if isinstance(info, Mapping) else {}
        mark, number = info.get("watermark"), info.get("purePhoneNumber")
        if not isinstance(mark, Mapping) or not isinstance(number, str) or not number:
            raise Unavailable("vendor_answer_garbled", line=LINE)
        if mark.get("appid") != self._account.app_id:  # another app's answer
            raise Unavailable("vendor_answer_forged", line=LINE)
        return Phone(number) if str(info.get("countryCode")) == CHINA else None

    async def _with_token(self, purpose: str, path: str, asked: JsonObject) -> JsonObject:
        """One call with our token; with a new one if WeChat says that this one is over."""
        token = await self._token.present()
        try:
            return await self._post(purpose, path, asked, token)
        except Refused as refused:
            if refused.code not in TOKEN_IS_OVER:
                raise
        return await self._post(purpose, path, asked, await self._token.present(instead_of=token))

    async def _post(self, purpose: str, path: str, asked: JsonObject, token: str = "") -> JsonObject:
        params = [("access_token", token)] if token else []
        call = partial(self._client.post, path, params=params, data=encode(asked), headers=JSON)
        return await self._ask(purpose, call)

    async def _ask_for_token(self, forced: bool) -> Told:
        asked: JsonObject = {
            "grant_type": "client_credential",
            "appid": self._account.app_id,
            "secret": self._account.secret.get_secret_value(),
            "force_refresh": forced,
        }
        told = await self._post("token", "/cgi-bin/stable_token", asked)
        token, seconds = told.get("access_token"), told.get("expires_in")
        if not isinstance(token, str) or not token or not isinstance(seconds, int) or seconds <= 0:
            raise Unavailable("vendor_answer_garbled", line=LINE)
        return Told(token, seconds)

    async def _ask(self, purpose: str, call: Callable[..., Json]) -> JsonObject:
        errand = blocking.Errand(LINE, purpose, new_id(), self._account.timeout)
        try:
            told = await blocking.run(errand, partial(call, api_base_url=self._account.address))
        except WeChatClientException as refused:
            raise _meant(refused.errcode) from None  # the cause quotes an address with our secret in it
        except (RequestException, ValueError, TypeError, RecursionError):
            raise Unavailable("vendor_answer_garbled", line=LINE) from None
        if not isinstance(told, dict):
            raise Unavailable("vendor_answer_garbled", line=LINE)
        return told


def _meant(code: object) -> Exception:
    """An answer without a code of theirs is an HTTP status that is none of theirs."""
    if not isinstance(code, int) or code == BUSY:
        return Unavailable("vendor_busy", line=LINE)
    return Refused(code)


def _is_name(value: Json) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST and value.isascii() and value.isprintable()
