"""Who looked at a citizen's data, and why: written down at every look, read by the citizen and by auditors."""

from core.desk.reports import Looks
from core.staff import Staff


async def looks(staff: Staff, citizen: str, *, limit: int = 50, after: str | None = None) -> Looks:
    """For auditors. `citizen`: a citizen's id or ID number. Raises: NotAllowed `role_needed`; NotFound."""
    raise NotImplementedError
