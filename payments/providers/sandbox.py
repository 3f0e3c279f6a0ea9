"""The pretend provider of the demo: a till at `/sandbox/till/…`. Without a pretend world it is not there."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import SecretStr

from core.json import JsonObject
from core.refusals import Unavailable
from payments.providers import (
    ClientParams,
    PaymentState,
    RefundState,
    RefundUpdate,
    Refused,
    Till,
    ToGiveBack,
    ToPay,
    Unknown,
    Unreadable,
    Update,
)
from vendors import till as wire
from vendors.outside import Outside

TIMEOUT_S = 5.0
# What `wx.requestPayment` and `my.tradePay` take: one payment may be begun in one and finished in the other.
MINI = frozenset({"timeStamp", "nonceStr", "package", "signType", "paySign", "tradeNO"})
STATES: Mapping[str, PaymentState] = {"open": "opened", "paid": "paid", "closed": "closed"}
REFUND_STATES: Mapping[str, RefundState] = {"accepted": "accepted", "done": "done", "failed": "failed"}


@dataclass(frozen=True)
class SandboxTill:
    line: wire.Line
    name: str = "sandbox"
    receipt: bytes = b'{"code":"0000"}'
    tills: frozenset[Till] = frozenset({"mini", "in_wechat", "in_alipay", "browser"})

    async def start(self, to_pay: ToPay, till: Till) -> ClientParams:
        asked: JsonObject = {
            "attach": to_pay.payment,
            "fen": to_pay.fen,
            "payee": to_pay.payee,
            "subject": to_pay.subject,
            "return_to": to_pay.return_to,
            "expires_at": to_pay.expires_at,
        }
        try:
            told = await wire.act_on_payment(self.line, "open", to_pay.number, asked)
        except wire.Refused as refused:
            raise Refused(refused.code) from None
        if told.state != "open":
            raise Refused(told.state)
        if not told.url.startswith("/") or told.fen != to_pay.fen or not told.mini.keys() >= MINI:
            raise Unavailable("vendor_answer_garbled", line=self.line.name)
        return told.mini if till == "mini" else {"url": told.url}

    def read(self, headers: Mapping[str, str], body: bytes) -> Update:
        try:
            return _update(wire.read_payment(self.line, headers, body))
        except wire.NotTheirs as wrong:
            raise Unreadable(str(wrong)) from None

    async def ask(self, number: str) -> Update:
        return await self._act("ask", number)

    async def close(self, number: str) -> Update:
        return await self._act("close", number)

    async def refund(self, to_give_back: ToGiveBack) -> RefundUpdate:
        asked: JsonObject = {"payment": to_give_back.payment, "fen": to_give_back.fen, "reason": to_give_back.because}
        try:
            return _refund(await wire.act_on_refund(self.line, "refund", to_give_back.number, asked))
        except wire.Refused as refused:
            raise Refused(refused.code) from None

    async def ask_refund(self, number: str) -> RefundUpdate:
        try:
            return _refund(await wire.act_on_refund(self.line, "ask_refund", number))
        except wire.NoSuch:
            raise Unknown(number) from None
        except wire.Refused as refused:
            raise Unavailable(refused.code) from None

    def read_refund(self, headers: Mapping[str, str], body: bytes) -> RefundUpdate:
        try:
            return _refund(wire.read_refund(self.line, headers, body))
        except wire.NotTheirs as wrong:
            raise Unreadable(str(wrong)) from None

    async def _act(self, act: str, number: str) -> Update:
        try:
            return _update(await wire.act_on_payment(self.line, act, number))
        except wire.NoSuch:
            raise Unknown(number) from None
        except wire.Refused as refused:
            raise Unavailable(refused.code) from None


def _update(told: wire.Paying) -> Update:
    return Update(told.number, STATES[told.state], told.fen, told.transaction_id or None)


def _refund(told: wire.GivingBack) -> RefundUpdate:
    return RefundUpdate(told.number, REFUND_STATES[told.state], told.fen, told.vendor_ref)


def make(outside: Outside | None) -> SandboxTill | None:
    if outside is None:
        return None
    merchant, secret = outside.secrets["till_merchant"], SecretStr(outside.secrets["till_secret"])
    return SandboxTill(wire.Line("till", f"{outside.base}/till", merchant, secret, TIMEOUT_S))
