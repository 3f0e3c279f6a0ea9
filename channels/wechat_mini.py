"""The mini-program in WeChat: signs in silently with `wx.login`'s code, and can tell a person's phone when they let it.

Sources: developers.weixin.qq.com, code2Session and getPhoneNumber with their error codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from channels import HalfSetUp, Visitor
from channels.platforms import Meaning, checked_code, refusal
from core.refusals import Defect, Invalid
from core.secret import Phone
from vendors import wechat
from vendors.outside import Outside
from vendors.wechat import Account, Refused, WeChat

ACCOUNT = "wechat"
MEANS: Mapping[int, Meaning] = {
    40029: "code_over",  # invalid, expired, or of another app
    40163: "code_over",  # used already
    41008: "code_over",  # none at all
    42003: "code_over",
    40226: "barred",  # the platform thinks this person a danger
    45011: "too_often",  # 100 a minute for one person
    45009: "busy",  # the day's quota of calls
    50001: "set_up_wrong",
    1400001: "set_up_wrong",  # the account has no quota for phones left
}


class Settings(BaseSettings):
    """`ZB_WECHAT_MINI_...`. Without an app_id the channel is not there. `timeout` in seconds."""

    model_config = SettingsConfigDict(env_prefix="ZB_WECHAT_MINI_")
    address: str = wechat.ADDRESS
    app_id: str = ""
    secret: SecretStr = SecretStr("")
    timeout: float = 3.0


@dataclass(frozen=True)
class WeChatMini:
    wire: WeChat
    name: str = "wechat_mini"
    title: str = "微信"
    proof: tuple[str, ...] = ("code",)
    pays_with: tuple[str, ...] = ("mini",)
    told_by: tuple[str, ...] = ("sms",)
    guessable: bool = False

    async def recognise(self, proof: Mapping[str, str]) -> Visitor:
        """An openid is one app's own; the unionid, where there is one, is the same in all of the city's."""
        try:
            person = await self.wire.who_signed_in(checked_code(proof["code"]))
        except Refused as refused:
            raise self._said(refused) from None
        also = (f"unionid:{person.unionid}",) if person.unionid else ()
        return Visitor(ACCOUNT, f"{self.wire.app_id}:{person.openid}", also=also)

    async def phone_of(self, code: str) -> Phone:
        """Raises: Invalid `phone_wrong` for one that is not of the mainland."""
        try:
            phone = await self.wire.phone(checked_code(code))
        except Refused as refused:
            raise self._said(refused) from None
        if phone is None:
            raise Invalid([Defect("phone", "phone_wrong")])
        return phone

    def _said(self, refused: Refused) -> Exception:
        return refusal(self.name, str(refused.code), MEANS.get(refused.code))


def make(outside: Outside | None) -> WeChatMini | None:
    settings = Settings()
    if settings.app_id:
        if not settings.secret.get_secret_value():
            raise HalfSetUp("ZB_WECHAT_MINI_SECRET is missing: the app's secret goes with ZB_WECHAT_MINI_APP_ID")
        return _reached(Account(settings.address, settings.app_id, settings.secret, settings.timeout))
    if outside is None:
        return None
    app_id, secret = outside.secrets["wechat_app_id"], SecretStr(outside.secrets["wechat_secret"])
    return _reached(Account(f"{outside.base}/wechat", app_id, secret, settings.timeout))


def _reached(account: Account) -> WeChatMini:
    return WeChatMini(WeChat(account))
