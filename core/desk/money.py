"""Whose fees and refunds somebody at a desk may touch: those of the departments they see. The books are elsewhere."""

from core import db
from core.applications.history import By
from core.refusals import NotFound
from core.staff import Staff

COUNTER = ("clerk", "finance", "supervisor")  # who takes money at a window
REFUNDS = ("finance", "supervisor")  # who says that a fee goes back, and lets it go; who settles what does not fit
_PAYEE = "SELECT payee FROM {table} WHERE id = $1"
_OF_DIFFERENCE = "SELECT p.payee FROM money_differences d JOIN payments p ON p.id = d.payment_id WHERE d.id = $1"


async def order_at_window(staff: Staff, order_id: str, roles: tuple[str, ...] = COUNTER) -> None:
    """Raises: NotAllowed `role_needed`; NotFound `order_unknown`, also for another department's."""
    await _of_ours(staff, roles, order_id, _PAYEE.format(table="orders"), "order_unknown")


async def refund_to_look_at(staff: Staff, refund_id: str) -> None:
    """Raises: NotAllowed `role_needed`; NotFound `refund_unknown`, also for another department's."""
    await _of_ours(staff, REFUNDS, refund_id, _PAYEE.format(table="refunds"), "refund_unknown")


async def difference_to_settle(staff: Staff, difference_id: str) -> By:
    """As whom they settle it. Raises: NotAllowed `role_needed`; NotFound `difference_unknown`, also for another
    department's."""
    await _of_ours(staff, REFUNDS, difference_id, _OF_DIFFERENCE, "difference_unknown")
    return By("finance" if staff.is_any("finance") else "supervisor", staff.id)


async def _of_ours(staff: Staff, roles: tuple[str, ...], key: str, payee_of: str, unknown: str) -> None:
    staff.require(*roles)
    found = await db.row(payee_of, key)
    if found is None or found["payee"] not in staff.sees:
        raise NotFound(unknown)
