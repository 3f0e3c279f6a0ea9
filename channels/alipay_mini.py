"""The mini-program in Alipay: signs in silently with `my.getAuthCode`'s code (`auth_base`).

Source: opendocs.alipay.com, alipay.system.oauth.token with its error codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from channels import HalfSetUp, Visitor
from channels.platforms import Meaning, checked_code, refusal
from vendors import alipay
from vendors.alipay import Account, Alipay, KeyUnreadable, Refused
from vendors.outside import Outside

ACCOUNT = "alipay"
MEANS: Mapping[str, Meaning] = {
    "isv.code-invalid": "code_over",  # wrong, used, expired
    "isv.unmatched-app-id": "code_over",  # of another app
    "isv.missing-code": "code_over",
    "isp.unknow-error": "busy",  # spelled so by Alipay
    "isp.unknown-error": "busy",
    "aop.unknow-error": "busy",
    "isv.app-call-limited": "busy",
    "isv.method-call-limited": "busy",
}


class Settings(BaseSettings):
    """`ZB_ALIPAY_MINI_...`. Without an app_id the channel is not there. `timeout` in seconds.

    Keys as Alipay's tool gives them, PEM or bare base64: our app's private one and Alipay's public one, not our app's.
    """

    model_config = SettingsConfigDict(env_prefix="ZB_ALIPAY_MINI_")
    address: str = alipay.ADDRESS
    app_id: str = ""
    app_private_key: SecretStr = SecretStr("")
    alipay_public_key: str = ""
    timeout: float = 3.0


@dataclass(frozen=True)
class AlipayMini:
    wire: Alipay
    name: str = "alipay_mini"
    title: str = "支付宝"
    proof: tuple[str, ...] = ("code",)
    pays_with: tuple[str, ...] = ("mini",)
    told_by: tuple[str, ...] = ("sms",)
    guessable: bool = False

    async def recognise(self, proof: Mapping[str, str]) -> Visitor:
        """New apps are told an open_id, which is the app's own; older ones a user_id, the same in all of Alipay."""
        try:
            person = await self.wire.who_signed_in(checked_code(proof["code"]))
        except Refused as refused:
            raise refusal(self.name, refused.code, MEANS.get(refused.code)) from None
        own = [f"{self.wire.app_id}:{person.open_id}"] if person.open_id else []
        known_as = own + ([f"user_id:{person.user_id}"] if person.user_id else [])
        return Visitor(ACCOUNT, known_as[0], also=tuple(known_as[1:]))


def make(outside: Outside | None) -> AlipayMini | None:
    settings = Settings()
    if settings.app_id:
        key, theirs = settings.app_private_key, settings.alipay_public_key
        return _reached(Account(settings.address, settings.app_id, key, theirs, settings.timeout))
    if outside is None:
        return None
    secrets = outside.secrets
    key, theirs = SecretStr(secrets["alipay_app_private_key"]), secrets["alipay_public_key"]
    return _reached(
        Account(f"{outside.base}/alipay/gateway.do", secrets["alipay_app_id"], key, theirs, settings.timeout)
    )


def _reached(account: Account) -> AlipayMini:
    try:
        return AlipayMini(Alipay(account))
    except KeyUnreadable as wrong:
        raise HalfSetUp(
            f"ZB_ALIPAY_MINI_APP_PRIVATE_KEY or ZB_ALIPAY_MINI_ALIPAY_PUBLIC_KEY cannot be used: {wrong}"
        ) from None
