"""Where a provider's word and our books differ: written down once, for finance or a supervisor. It moves no money."""

from typing import Protocol

from core.db import Batch
from core.db.batch import Value
from core.ids import new_id
from core.refusals import Conflict
from core.time import business_ms


class About(Protocol):
    """A payment or a refund, as a difference needs it."""

    @property
    def number(self) -> str: ...
    @property
    def provider(self) -> str: ...
    @property
    def fen(self) -> int: ...


def note(batch: Batch, kind: str, about: About, told_fen: int, payment_id: str | None = None) -> None:
    """The same difference told again is the same one. Amounts in fen."""
    row: dict[str, Value] = {
        "id": new_id(),
        "provider": about.provider,
        "number": about.number,
        "kind": kind,
        "ours_fen": about.fen,
        "told_fen": told_fen,
        "payment_id": payment_id,
        "seen_at": business_ms(),
    }
    batch.insert("money_differences", row, ignore_conflict=True)


def amount_differs(ours_fen: int, told_fen: int) -> Conflict:
    return Conflict("amount_differs", ours_fen=ours_fen, told_fen=told_fen)


def transaction_differs() -> Conflict:
    """The money of one payment came twice, or one transaction is said to have paid two."""
    return Conflict("transaction_differs")
