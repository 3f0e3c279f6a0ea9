"""Whose fees and refunds somebody at a desk may touch: those of the departments they see. The books are elsewhere."""

from core import db
from core.refusals import NotFound
from core.staff import Staff

COUNTER = ("clerk", "finance", "supervisor")  # who takes money at a window
REFUNDS = ("finance", "supervisor")  # who says that a fee goes back, and lets it go


async def order_at_window(staff: Staff, order_id: str, roles: tuple[str, ...] = COUNTER) -> None:
    """Raises: NotAllowed `role_needed`; NotFound `order_unknown`, also for another department's."""
    await _of_ours(staff, roles, order_id, "orders", "order_unknown")


async def refund_to_look_at(staff: Staff, refund_id: str) -> None:
    """Raises: NotAllowed `role_needed`; NotFound `refund_unknown`, also for another department's."""
    await _of_ours(staff, REFUNDS, refund_id, "refunds", "refund_unknown")


async def _of_ours(staff: Staff, roles: tuple[str, ...], key: str, table: str, unknown: str) -> None:
    staff.require(*roles)
    found = await db.row(f"SELECT payee FROM {table} WHERE id = $1", key)
    if found is None or found["payee"] not in staff.sees:
        raise NotFound(unknown)
