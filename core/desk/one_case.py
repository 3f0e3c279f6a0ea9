"""One case on one screen: only what its item may see, every rule with its values, and what can be done now."""

from core.desk.views import DeskCase
from core.staff import Staff
from core.words import DEFAULT

HANDLING = "handling"


async def case(staff: Staff, case_id: str, purpose: str = HANDLING, language: str = DEFAULT) -> DeskCase:
    """Writes down in the access log that `staff` looked, and why.

    Raises: NotFound `case_unknown`, also for another department's; Conflict `waits_for_another_case`.
    """
    raise NotImplementedError
