"""The queue of a desk: open cases that have begun, the most urgent first, at the same cost however many there are."""

from core.desk.views import Queue
from core.staff import Staff


async def queue(
    staff: Staff,
    *,
    mine: bool = False,
    state: str | None = None,
    lamp: str | None = None,
    q: str = "",
    limit: int = 20,
    after: str | None = None,
) -> Queue:
    """`q`: a query code, a case number, an ID number or a phone; then closed cases are found too. `after`: a `next`.

    Raises: NotAllowed `role_needed`; Invalid for an `after` that is none.
    """
    raise NotImplementedError


async def next_case(staff: Staff) -> str | None:
    """The most urgent case that waits for an office and that nobody else holds."""
    raise NotImplementedError
