"""Texts through Aliyun's gateway: templates, sending, reports, and the texts that citizens send.

Sources: Alibaba Cloud SendSms, SmsReport (HTTP push), SmsUp (HTTP push), error codes of Dysmsapi 2017-05-25.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.refusals import Unavailable
from core.secret import Phone, tidy_phone
from core.time import now_ms, on_date
from notifications.senders import Arrived, Message, Report, Sent, Undeliverable, Unreadable, Wording
from vendors import aliyun_sms
from vendors.aliyun_sms import Account, Refused
from vendors.outside import Outside

LONGEST_VALUE = 35  # characters of one variable that the vendor lets through
LOOK_AGAIN_MS = 60_000  # how long a template that was not there is not looked for again
NEVER = frozenset(  # refusals of this very text: another try would be refused as well
    {
        "isv.MOBILE_NUMBER_ILLEGAL",
        "isv.MOBILE_COUNT_OVER_LIMIT",
        "isv.BLACK_KEY_CONTROL_LIMIT",
        "isv.SMS_CONTENT_ILLEGAL",
        "isv.PARAM_LENGTH_LIMIT",
        "isv.PARAM_NOT_SUPPORT_URL",
        "isv.INVALID_JSON_PARAM",
        "isv.INVALID_PARAMETERS",
        "isv.TEMPLATE_MISSING_PARAMETERS",
        "isv.TEMPLATE_PARAMS_ILLEGAL",
    }
)
RETRY_AFTER = {"isv.BUSINESS_LIMIT_CONTROL": 60, "isv.AMOUNT_NOT_ENOUGH": 300, "isv.OUT_OF_SERVICE": 300}  # seconds
SOON = 5


class Settings(BaseSettings):
    """`ZB_ALIYUN_SMS_...`. Without a key the gateway is not there. `timeout` in seconds.

    `may_ask_for_templates`: we submit wordings the account lacks for approval; else an operator does.
    """

    model_config = SettingsConfigDict(env_prefix="ZB_ALIYUN_SMS_")
    address: str = aliyun_sms.ADDRESS
    key_id: str = ""
    key_secret: SecretStr = SecretStr("")
    sign_name: str = "掌办"
    timeout: float = 5.0
    may_ask_for_templates: bool = False


_Word = Annotated[str, Field(max_length=64, pattern=r"^[!-~ ]+$", coerce_numbers_to_str=True)]


class _Pushed(BaseModel):
    """The vendor may add fields; we read these."""

    model_config = ConfigDict(extra="ignore")


class _SmsReport(_Pushed):
    success: bool
    err_code: _Word
    out_id: Annotated[str, Field(max_length=64)] = ""


class _SmsUp(_Pushed):
    phone_number: _Word
    content: str
    sequence_id: _Word


_REPORTS = TypeAdapter(list[_SmsReport])
_MESSAGES = TypeAdapter(list[_SmsUp])


@dataclass
class AliyunSms:
    account: Account
    may_ask_for_templates: bool
    name: str = "aliyun"
    rung: str = "sms"
    receipt: bytes = '{"code":0,"msg":"接收成功"}'.encode()
    _codes: dict[str, str] = field(default_factory=dict)
    _missing: dict[str, int] = field(default_factory=dict)
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send(self, to: Phone, message: Message) -> Sent:
        code = await self._code_of(message.wording)
        values = {name: _short(value) for name, value in message.values.items()}
        try:
            return Sent(await aliyun_sms.send_sms(self.account, aliyun_sms.Text(to, code, values, message.reference)))
        except Refused as refused:
            if refused.code in NEVER:
                raise Undeliverable(refused.code) from None
            raise _later(refused) from None

    async def sent_before(self, to: Phone, reference: str) -> Sent | None:
        """Looks at today and yesterday: no text is tried for longer."""
        today = on_date(now_ms())
        try:
            for day in (today, today - timedelta(days=1)):
                if await aliyun_sms.sent_before(self.account, to, reference, day):
                    return Sent(None)
        except Refused as refused:
            raise _later(refused) from None
        return None

    def read_reports(self, body: bytes) -> list[Report]:
        try:
            told = _REPORTS.validate_json(body)
        except ValidationError:
            raise Unreadable from None
        return [Report(one.out_id, one.success, one.err_code) for one in told if one.out_id]

    def read_messages(self, body: bytes) -> list[Arrived]:
        try:
            told = _MESSAGES.validate_json(body)
        except ValidationError:
            raise Unreadable from None
        return [Arrived(one.sequence_id, Phone(tidy_phone(one.phone_number)), one.content) for one in told]

    async def _code_of(self, wording: Wording) -> str:
        """The vendor's code for this wording. Raises: Unavailable `wording_not_approved`."""
        if wording.name in self._codes:
            return self._codes[wording.name]
        async with self._looking:
            if wording.name not in self._codes and self._missing.get(wording.name, 0) <= now_ms():
                await self._look_for(wording)
        if wording.name not in self._codes:
            raise Unavailable("wording_not_approved", 60, wording=wording.name)
        return self._codes[wording.name]

    async def _look_for(self, wording: Wording) -> None:
        try:
            held = await aliyun_sms.templates(self.account)
            self._codes |= {one.name: one.code for one in reversed(held) if one.approved}
            waits = any(one.name == wording.name and one.approved is None for one in held)
            if wording.name not in self._codes and not waits and self.may_ask_for_templates:
                await self._ask_for(wording)
        except Refused as refused:
            raise _later(refused) from None
        if wording.name not in self._codes:
            self._missing[wording.name] = now_ms() + LOOK_AGAIN_MS

    async def _ask_for(self, wording: Wording) -> None:
        """Submit it; where approval is immediate it can be used at once."""
        kind = "0" if wording.to_type_in else "1"
        await aliyun_sms.create_template(self.account, wording.name, wording.content, kind=kind, remark=wording.about)
        held = await aliyun_sms.templates(self.account)
        self._codes |= {one.name: one.code for one in reversed(held) if one.approved}


def _later(refused: Refused) -> Unavailable:
    return Unavailable(refused.code, RETRY_AFTER.get(refused.code, SOON))


def _short(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"


def make(outside: Outside | None) -> AliyunSms | None:
    settings = Settings()
    if settings.key_id:
        account = Account(settings.address, settings.key_id, settings.key_secret, settings.sign_name, settings.timeout)
        return AliyunSms(account, settings.may_ask_for_templates)
    if outside is None:
        return None
    key_id, secret = outside.secrets["aliyun_sms_key_id"], SecretStr(outside.secrets["aliyun_sms_key_secret"])
    address = f"{outside.base}/aliyun-sms/"
    return AliyunSms(Account(address, key_id, secret, settings.sign_name, settings.timeout), True)
