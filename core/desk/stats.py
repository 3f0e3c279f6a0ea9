"""What came in and what became of it, counted by item. No person is in it."""

from core.desk.reports import Stats
from core.staff import Staff

DAYS = 30


async def stats(staff: Staff, days: int = DAYS) -> Stats:
    """Raises: NotAllowed `role_needed`."""
    raise NotImplementedError
