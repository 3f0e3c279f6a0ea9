"""A provider in a few lines, with books of its own: what it was asked, what went wrong on the way, what it believes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.ids import new_id
from core.json import decode
from core.refusals import Unavailable
from payments.providers import (
    ClientParams,
    RefundUpdate,
    Refused,
    Till,
    ToGiveBack,
    ToPay,
    Unknown,
    Unreadable,
    Update,
)


@dataclass
class Bank:
    """`down`: acts that do not get through. `mute`: acts that get through and are never answered."""

    name: str = "bank"
    receipt: bytes = b"ok"
    tills: frozenset[Till] = frozenset({"browser", "mini"})
    down: set[str] = field(default_factory=set)
    mute: set[str] = field(default_factory=set)
    refuses: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    payments: dict[str, Update] = field(default_factory=dict)
    refunds: dict[str, tuple[str, RefundUpdate]] = field(default_factory=dict)
    opened_as: dict[str, ToPay] = field(default_factory=dict)

    def _met(self, act: str, number: str) -> None:
        self.calls.append((act, number))
        if act in self.down:
            raise Unavailable("vendor_unreachable", line=self.name)
        if act in self.refuses:
            raise Refused(self.refuses[act])

    def _answers(self, act: str) -> None:
        if act in self.mute:
            raise Unavailable("vendor_timed_out", line=self.name)

    async def start(self, to_pay: ToPay, till: Till) -> ClientParams:
        self._met("start", to_pay.number)
        self.payments.setdefault(to_pay.number, Update(to_pay.number, "opened", to_pay.fen))
        self.opened_as[to_pay.number] = to_pay
        self._answers("start")
        if self.payments[to_pay.number].state != "opened":
            raise Refused(self.payments[to_pay.number].state)
        return {"url": f"/bank/{to_pay.number}"}

    async def ask(self, number: str) -> Update:
        self._met("ask", number)
        self._answers("ask")
        return self._known(number)

    async def close(self, number: str) -> Update:
        self._met("close", number)
        if self._known(number).state == "opened":
            self.payments[number] = replace(self.payments[number], state="closed")
        self._answers("close")
        return self.payments[number]

    async def refund(self, to_give_back: ToGiveBack) -> RefundUpdate:
        self._met("refund", to_give_back.number)
        under_way = RefundUpdate(to_give_back.number, "accepted", to_give_back.fen, f"B{to_give_back.number}")
        self.refunds.setdefault(to_give_back.number, (to_give_back.payment, under_way))
        assert self.given_back(to_give_back.payment) <= self.payments[to_give_back.payment].fen, "more than was paid"
        self._answers("refund")
        return self.refunds[to_give_back.number][1]

    async def ask_refund(self, number: str) -> RefundUpdate:
        self._met("ask_refund", number)
        self._answers("ask_refund")
        if number not in self.refunds:
            raise Unknown(number)
        return self.refunds[number][1]

    def read(self, headers: Mapping[str, str], body: bytes) -> Update:
        if headers.get("sign") != "the bank":
            raise Unreadable("signature")
        told = decode(body)
        assert isinstance(told, Mapping)
        return Update(**told)

    def read_refund(self, headers: Mapping[str, str], body: bytes) -> RefundUpdate:
        raise Unreadable("not needed here")

    def _known(self, number: str) -> Update:
        if number not in self.payments:
            raise Unknown(number)
        return self.payments[number]

    def pays(self, number: str) -> Update:
        """The person pays, whatever else was said of it; a second time changes nothing."""
        before = self.payments[number]
        if before.state != "paid":
            self.payments[number] = replace(before, state="paid", transaction_id=f"T{new_id()}")
        return self.payments[number]

    def does(self, number: str) -> RefundUpdate:
        """A refund arrives."""
        payment, before = self.refunds[number]
        self.refunds[number] = (payment, replace(before, state="done"))
        return self.refunds[number][1]

    def does_all(self) -> None:
        for number in self.refunds:
            self.does(number)

    def given_back(self, payment: str) -> int:
        return sum(told.fen for of, told in self.refunds.values() if of == payment and told.state != "failed")

    @property
    def holds(self) -> int:
        """What it has taken in and not given back, in fen."""
        taken = sum(told.fen for told in self.payments.values() if told.state == "paid")
        return taken - sum(told.fen for _, told in self.refunds.values() if told.state == "done")
