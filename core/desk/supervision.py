"""Who is late and who has what in hand: for supervisors."""

from core.desk.reports import Supervision
from core.staff import Staff


async def supervision(staff: Staff) -> Supervision:
    """Raises: NotAllowed `role_needed`."""
    raise NotImplementedError
