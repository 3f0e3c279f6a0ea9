"""Double entry: money a provider holds for a payee. It only grows, every entry balances, and none is written twice.

`provider:<name>` is debited with what the provider has taken in, `payee:<department>` credited; a refund the other way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core import db
from core.db import Batch
from core.db.batch import Value
from core.ids import new_id


@dataclass(frozen=True)
class Line:
    """One side of an entry; one of the two amounts is zero. Integer fen."""

    account: str
    debit_fen: int
    credit_fen: int
    order_id: str | None = None


def taken(provider: str, payee: str, orders: Mapping[str, int]) -> list[Line]:
    """A payment has settled: fen by order id."""
    lines = [Line(f"provider:{provider}", sum(orders.values()), 0)]
    return lines + [Line(f"payee:{payee}", 0, fen, order) for order, fen in orders.items()]


def given_back(provider: str, payee: str, order_id: str, fen: int) -> list[Line]:
    """A refund is done."""
    return [Line(f"payee:{payee}", fen, 0, order_id), Line(f"provider:{provider}", 0, fen, order_id)]


def post(
    batch: Batch, key: str, lines: list[Line], at: int, *, payment_id: str | None = None, refund_id: str | None = None
) -> None:
    """One entry under its `key`: written a second time it is Taken, and the whole batch with it.

    Raises: ValueError when debits and credits differ.
    """
    if sum(line.debit_fen for line in lines) != sum(line.credit_fen for line in lines):
        raise ValueError(f"{key} does not balance")
    rows: list[dict[str, Value]] = [
        {
            "id": new_id(),
            "entry_key": key,
            "line": number,
            "account": line.account,
            "debit_fen": line.debit_fen,
            "credit_fen": line.credit_fen,
            "order_id": line.order_id,
            "payment_id": payment_id,
            "refund_id": refund_id,
            "at": at,
        }
        for number, line in enumerate(lines, 1)
    ]
    batch.insert_many("ledger", rows)


@dataclass(frozen=True)
class Balance:
    """What is on one account, in fen: debits less credits."""

    account: str
    fen: int


async def balances() -> list[Balance]:
    """Every account. Their sum is zero."""
    sql = "SELECT account, sum(debit_fen) - sum(credit_fen) AS fen FROM ledger GROUP BY account ORDER BY account"
    return [Balance(row["account"], int(row["fen"])) for row in await db.rows(sql)]


async def overdrawn() -> list[str]:
    """Orders of which more has gone back than ever came in: there should be none, ever."""
    sql = """SELECT order_id FROM ledger WHERE order_id IS NOT NULL
    GROUP BY order_id HAVING sum(debit_fen) > sum(credit_fen)"""
    return [f"order {row['order_id']}" for row in await db.rows(sql)]


async def crooked() -> list[str]:
    """Keys of entries that do not balance: there should be none, ever."""
    sql = "SELECT entry_key FROM ledger GROUP BY entry_key HAVING sum(debit_fen) <> sum(credit_fen)"
    return [row["entry_key"] for row in await db.rows(sql)]
