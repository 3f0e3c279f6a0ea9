"""Orders held still: inside a transaction nobody else moves their applications, so that money and case go together."""

from core import db
from core.orders.order import Order, by_ids


async def hold(order_ids: list[str]) -> list[Order]:
    """These orders as they are now, by id, their applications locked until the transaction ends.

    Whoever books money holds first, always in the order of applications' ids: then nobody waits in a circle, and no
    guard fails on PostgreSQL, where a failed guard would spoil the whole transaction. SQLite has one writer anyway.
    """
    if not db.in_transaction():
        raise RuntimeError("orders are held inside core.db.tx")
    if db.dialect() == "postgres" and order_ids:
        marks = ", ".join(f"${n}" for n in range(1, len(order_ids) + 1))
        held = f"SELECT o.application_id FROM orders o WHERE o.id IN ({marks})"
        await db.rows(f"SELECT a.id FROM applications a WHERE a.id IN ({held}) ORDER BY a.id FOR UPDATE", *order_ids)
    return await by_ids(order_ids)
