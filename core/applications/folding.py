"""How an application looks from its cases: one word, first match wins (DESIGN section 6)."""

from collections.abc import Sequence
from typing import Literal

from core.applications.case import Case
from core.applications.edges import CLOSED

State = Literal["draft", "needs_you", "to_pay", "in_progress", "submitted", "partly_done", "done", "closed"]
NEEDS_YOU = frozenset({"correction", "returned"})


def fold(cases: Sequence[Case], *, owes: bool = False) -> State:
    """`owes`: a promised paper is still owed. No cases at all is a draft."""
    if not cases:
        return "draft"
    states = {case.state for case in cases}
    if states & NEEDS_YOU or owes:
        return "needs_you"
    if "pay_pending" in states:
        return "to_pay"
    if states <= CLOSED:
        return _folded_results({case.result for case in cases})
    return "submitted" if states == {"submitted"} else "in_progress"


def _folded_results(results: set[str | None]) -> State:
    if results == {"approved"}:
        return "done"
    return "partly_done" if len(results) > 1 else "closed"
