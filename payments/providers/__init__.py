"""Who takes a citizen's money and gives it back. One file each; a new provider is found by being here.

A provider knows no order and no record: it takes and returns the types below. One that is not set up is not there.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, cast

from core.json import JsonObject
from vendors.outside import Outside

PaymentState = Literal["opened", "paid", "closed", "failed"]
RefundState = Literal["accepted", "done", "failed"]
Till = Literal["mini", "in_wechat", "in_alipay", "browser"]
ClientParams = JsonObject


class Unreadable(ValueError):
    """What came is not what this provider sends: forged, old, or without sense."""


class Unknown(Exception):
    """The provider does not know this number."""


class Refused(Exception):
    """The provider says no, and would say it again. `code` is its own."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class ToPay:
    """One payment to open. `number` is the same however often it is tried; `payment` is our own id, which comes back.

    `fen` is integer fen, `expires_at` milliseconds UTC, `return_to` a path of ours or nothing.
    """

    number: str
    payment: str
    fen: int
    payee: str
    subject: str
    return_to: str
    expires_at: int


@dataclass(frozen=True)
class ToGiveBack:
    """One refund. `number` is the same however often it is tried; `because` a code, nothing personal."""

    number: str
    payment: str
    payment_fen: int
    fen: int
    because: str


@dataclass(frozen=True)
class Update:
    """What a provider says of a payment. Whatever is `paid` has its `transaction_id` and the `fen` that were paid."""

    number: str
    state: PaymentState
    fen: int
    transaction_id: str | None = None


@dataclass(frozen=True)
class RefundUpdate:
    """What a provider says of a refund. `accepted` is not done yet."""

    number: str
    state: RefundState
    fen: int
    vendor_ref: str | None = None
    error: str | None = None


class Provider(Protocol):
    """`receipt` is what it wants for an answer to its calls; anything else makes it call again. `tills`: where its
    payments can be made."""

    name: str
    receipt: bytes
    tills: frozenset[Till]

    async def start(self, to_pay: ToPay, till: Till) -> ClientParams:
        """Open it; the same number again is the same payment. Raises: Unavailable (it may be open), Refused."""
        ...

    def read(self, headers: Mapping[str, str], body: bytes) -> Update:
        """A call of the provider's. `headers` by lower case names. Raises: Unreadable."""
        ...

    async def ask(self, number: str) -> Update:
        """Raises: Unavailable, Unknown."""
        ...

    async def close(self, number: str) -> Update:
        """Nobody can pay it any more, unless somebody has: then it says `paid`. What was never opened is closed too.

        Raises: Unavailable, Unknown.
        """
        ...

    async def refund(self, to_give_back: ToGiveBack) -> RefundUpdate:
        """The same number again is the same refund. Raises: Unavailable (it may be under way), Refused."""
        ...

    async def ask_refund(self, number: str) -> RefundUpdate:
        """Raises: Unavailable, Unknown."""
        ...

    def read_refund(self, headers: Mapping[str, str], body: bytes) -> RefundUpdate:
        """A call of the provider's about a refund. Raises: Unreadable."""
        ...


def names() -> list[str]:
    """All that lie here, set up or not."""
    return sorted(found.name for found in pkgutil.iter_modules(__path__))


def every(outside: Outside | None = None) -> list[Provider]:
    """All providers that are set up, each from its own settings; `outside` is the pretend world of the demo."""
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names())
    made = (module.make(outside) for module in modules)
    return [cast(Provider, provider) for provider in made if provider is not None]
