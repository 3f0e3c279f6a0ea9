"""What a case asks for becomes an order, and what it no longer asks for is closed: rows for the batch that moves it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from core.db.batch import Batch, Value, Values
from core.ids import new_code, new_id
from core.json import encode
from core.scenes import Item
from core.scenes.judgement import FeePart
from core.time import on_date

RANDOM = 12  # signs of an order's number that nobody guesses


class Sheet(Protocol):
    """What an order needs of its application."""

    id: str
    citizen_id: str


class Asking(Protocol):
    """What an order needs of the case that asks for it."""

    @property
    def id(self) -> str: ...
    @property
    def department(self) -> str: ...


def plan(
    application: Sheet,
    case: Asking,
    item: Item,
    lines: Sequence[FeePart],
    basis: Sequence[str] | str,
    *,
    at: int,
    pay_by: str | None,
) -> Values:
    """The row of one order: `due`, or `waived` when the waivers leave nothing. `lines` are those of this item's fee.

    `at` in milliseconds UTC, `pay_by` the last day to pay as ISO text. Raises: ValueError without a line: an item
    that asks for nothing has no order.
    """
    if not lines:
        raise ValueError(f"{item.slug} asks for nothing: no order is made")
    fen = sum(line.fen for line in lines)
    asked: dict[str, Value] = {
        "payee": case.department,
        "kind": item.fee.kind,
        "name": item.fee.name or item.name,
        "basis": encode([basis] if isinstance(basis, str) else list(basis)).decode(),
        "lines": encode([{"id": line.id, "label": line.label, "fen": line.fen} for line in lines]).decode(),
        "refund_rule": item.fee.refund,
        "fen": fen,
        "state": "due" if fen > 0 else "waived",
        "due_on": pay_by,
    }
    return {**_of(application, case, at), **asked}


def _of(application: Sheet, case: Asking, at: int) -> Values:
    return {
        "id": new_id(),
        "application_id": application.id,
        "case_id": case.id,
        "citizen_id": application.citizen_id,
        "number": new_number(on_date(at)),
        "paid_fen": 0,
        "refunded_fen": 0,
        "version": 1,
        "created_at": at,
    }


def new_number(on: date, letter: str = "P") -> str:
    """`P202611227KM4...`: 21 signs, for people to read out and for providers to know it by.

    `letter`: P an order, Z a payment, R a refund.
    """
    return f"{letter}{on:%Y%m%d}{new_code(RANDOM)}"


def close_unpaid(batch: Batch, case_id: str, at: int) -> None:
    """In the batch that ends the case: what it still asked for is asked for no more. Paid orders stay as they are."""
    batch.run(
        "UPDATE orders SET state = 'closed', closed_at = $1, version = version + 1"
        " WHERE case_id = $2 AND state IN ('due', 'paying')",
        at,
        case_id,
    )
