"""A person settles what did not fit between a provider's word and our books. It moves no money: what has to go back is
asked for as a refund. Who settled it, how and why is a line in the history of every case whose money it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core import db, faults, outbox
from core.applications.history import By
from core.applications.loading import load
from core.applications.writing import insisting
from core.db import Batch
from core.json import JsonObject
from core.orders import Order, hold
from core.refusals import Conflict, Defect, Invalid, NotFound
from core.time import business_ms, rfc3339

Outcome = Literal["explained", "settled"]
EVENT = "difference_settled"
MOST_LISTED = 200


@dataclass(frozen=True)
class OfCase:
    """A case whose money it is about."""

    id: str
    number: str


@dataclass(frozen=True)
class Difference:
    """What a provider told of a payment or a refund, and what our books say. Amounts are integer fen.

    `number` is what the provider knows it by, `about` payment or refund, `kind` amount_differs or transaction_differs;
    `seen_at` RFC 3339.
    """

    id: str
    provider: str
    number: str
    about: str
    kind: str
    ours_fen: int | None
    told_fen: int | None
    payee: str
    seen_at: str
    cases: tuple[OfCase, ...]


_OPEN = """
SELECT d.id, d.provider, d.number, d.kind, d.ours_fen, d.told_fen, p.payee, d.seen_at, r.id AS refund_id
FROM money_differences d JOIN payments p ON p.id = d.payment_id
LEFT JOIN refunds r ON r.provider = d.provider AND r.number = d.number
WHERE d.settled_at IS NULL AND p.payee IN ({marks}) ORDER BY d.seen_at, d.id LIMIT {most}
"""
_ORDERS = """
SELECT d.id AS difference_id, o.id, o.application_id, o.case_id, c.number FROM money_differences d
LEFT JOIN refunds r ON r.provider = d.provider AND r.number = d.number
JOIN payment_orders po ON po.payment_id = d.payment_id
JOIN orders o ON o.id = po.order_id AND (r.id IS NULL OR r.order_id = o.id) JOIN cases c ON c.id = o.case_id
WHERE d.id IN ({marks}) ORDER BY o.id
"""
_SETTLED = "UPDATE money_differences SET settled_at = $1, settled_by = $2 WHERE id = $3 AND settled_at IS NULL"


async def to_explain(departments: Sequence[str]) -> tuple[Difference, ...]:
    """What nobody has settled yet of these departments' money, the oldest first."""
    if not departments:
        return ()
    marks = ", ".join(f"${n}" for n in range(1, len(departments) + 1))
    found = await db.rows(_OPEN.format(marks=marks, most=MOST_LISTED), *departments)
    cases = await _cases([row["id"] for row in found])
    return tuple(_difference(row, cases.get(row["id"], ())) for row in found)


def _difference(row: db.Row, cases: tuple[OfCase, ...]) -> Difference:
    about = "refund" if row["refund_id"] else "payment"
    ours, told, seen = row["ours_fen"], row["told_fen"], rfc3339(row["seen_at"])
    named = (row["id"], row["provider"], row["number"], about, row["kind"])
    return Difference(*named, ours, told, row["payee"], seen, cases)


async def _cases(ids: Sequence[str]) -> Mapping[str, tuple[OfCase, ...]]:
    if not ids:
        return {}
    marks = ", ".join(f"${n}" for n in range(1, len(ids) + 1))
    found: dict[str, tuple[OfCase, ...]] = {}
    for row in await db.rows(_ORDERS.format(marks=marks), *ids):
        known = found.get(row["difference_id"], ())
        found[row["difference_id"]] = (*known, OfCase(row["case_id"], row["number"]))
    return found


async def settle_difference(by: By, difference_id: str, outcome: Outcome, opinion: str) -> None:
    """`by` says that it is explained, or that it has been put right elsewhere, and how. Once.

    Raises: NotFound `difference_unknown`; Invalid `opinion_needed`; Conflict `difference_settled_already`.
    """
    if not opinion.strip():
        raise Invalid([Defect("opinion", "opinion_needed")])
    said: JsonObject = {"opinion": opinion.strip()}
    await insisting(lambda: db.tx(lambda: _settled(by, difference_id, outcome, said)))


async def _settled(by: By, difference_id: str, outcome: Outcome, said: JsonObject) -> None:
    rows = await db.rows(_ORDERS.format(marks="$1"), difference_id)
    orders = await hold([row["id"] for row in rows])  # whoever books for them waits, and finds their sheets moved
    known = await db.row("SELECT * FROM money_differences WHERE id = $1", difference_id)
    if known is None:
        raise NotFound("difference_unknown")
    if known["settled_at"] is not None:
        raise Conflict("difference_settled_already")
    at, batch = business_ms(), Batch()
    batch.run(_SETTLED, at, by.id, difference_id, expect=1)
    await db.commit(batch)
    data: JsonObject = {"difference": difference_id, "outcome": outcome, "kind": known["kind"]}
    amounts: JsonObject = {"ours_fen": known["ours_fen"], "told_fen": known["told_fen"]}
    faults.point("difference_settled")
    for application_id in sorted({order.application_id for order in orders}):
        of_it = [order for order in orders if order.application_id == application_id]
        await _written_down(application_id, of_it, by, at, (said, {**data, **amounts}))


async def _written_down(
    application_id: str, orders: Sequence[Order], by: By, at: int, told: tuple[JsonObject, JsonObject]
) -> None:
    """One line for each case, in the chain that nobody can change afterwards."""
    application = (await load(application_id)).application
    note, data = told
    for case_id in dict.fromkeys(order.case_id for order in orders):
        application.record(EVENT, by, at, case=application.cases[case_id], note=note, data=data)
    await db.commit(application.batch(at))
    db.after_commit(lambda: outbox.news(application_id))
