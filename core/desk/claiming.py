"""A case is in one pair of hands at a time: claimed with a lease, given back, or free again by itself. Real time."""

from core.desk.views import Claimed
from core.staff import Staff

LEASE_MS = 15 * 60_000


async def claim(staff: Staff, case_id: str, version: int | None = None) -> Claimed:
    """Take a case in hand, or hold on to it for another quarter of an hour.

    Raises: NotFound `case_unknown`; Conflict `claimed_by_other` {who, until}, `stale`, `case_closed`.
    """
    raise NotImplementedError


async def release(staff: Staff, case_id: str) -> None:
    """Give it back; what one does not hold stays as it is. Raises: NotFound `case_unknown`."""
    raise NotImplementedError
