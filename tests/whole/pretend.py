"""The world outside in a few lines: a bureau that decides cases, a gateway that sends texts, both with own books."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.refusals import Unavailable
from core.secret import Phone
from notifications.senders import Message, Sent
from offices import Accepted, Decided, Ended, HandedCase, Later, LetGo, OfficeUpdate, Refused


@dataclass
class Bureau:
    """The medical insurance's own system. `mood`: what it does with a case that is handed over. `gone`: references of
    the cases that were taken back."""

    name: str = "medical_insurance"
    answers: Mapping[str, bytes] = field(default_factory=dict)
    mood: str = "takes"
    cases: dict[str, OfficeUpdate] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    async def hand_over(self, case: HandedCase) -> Accepted | Later | Refused:
        if self.mood == "away":
            raise Unavailable("vendor_unreachable", line=self.name)
        if case.reference not in self.cases:
            if self.mood == "later":
                return Later(60)
            if self.mood == "refuses":
                return Refused("not_ours", "不归我们办")
            number = f"YB{len(self.cases):06d}{case.reference[-6:]}"
            self.cases[case.reference] = OfficeUpdate(number, case.reference, "in_review")
        if self.mood == "mute":
            raise Unavailable("vendor_timed_out", line=self.name)
        return Accepted(self.cases[case.reference].number)

    async def ask(self, number: str, reference: str) -> OfficeUpdate:
        if self.mood in {"away", "mute"}:
            raise Unavailable("vendor_unreachable", line=self.name)
        return self.cases[reference]

    async def take_back(self, number: str | None, reference: str, reason: Ended) -> LetGo | Decided | Later:
        if self.mood == "away":
            raise Unavailable("vendor_unreachable", line=self.name)
        if self.mood == "later":
            return Later(60)
        known = self.cases.get(reference)
        if known and known.state in {"approved", "denied"}:
            return Decided("had_decided")
        if known:
            assert number in (None, known.number)
            self.gone.add(reference)
        if self.mood == "mute":
            raise Unavailable("vendor_timed_out", line=self.name)
        return LetGo()

    async def read(self, headers: Mapping[str, str], body: bytes) -> OfficeUpdate:
        raise NotImplementedError("calls are passed on as they are read")

    def decides(self, n: int) -> OfficeUpdate | None:
        """One of its cases, once and for all; what it says of it."""
        if not self.cases:
            return None
        reference = sorted(self.cases)[n % len(self.cases)]
        known = self.cases[reference]
        if known.state == "in_review" and reference not in self.gone:
            state = ("approved", "approved", "denied", "needs")[n % 4]
            self.cases[reference] = OfficeUpdate(known.number, reference, state, "局里的意见", "可以申请复议")  # type: ignore[arg-type]  # one of the four words
        return self.cases[reference]


@dataclass
class Gateway:
    """Texts by reference, each time it was asked to send them; `mute`: they go out, and nobody hears of it."""

    name: str = "pretend"
    rung: str = "sms"
    down: bool = False
    mute: bool = False
    sent: Counter[str] = field(default_factory=Counter)

    async def send(self, to: Phone, message: Message) -> Sent:
        if self.down:
            raise Unavailable("vendor_unreachable", line=self.name)
        self.sent[message.reference] += 1
        if self.mute:
            raise Unavailable("vendor_timed_out", line=self.name)
        return Sent(message.reference)

    async def sent_before(self, to: Phone, reference: str) -> Sent | None:
        if self.down or self.mute:
            raise Unavailable("vendor_unreachable", line=self.name)
        return Sent(reference) if self.sent[reference] else None
