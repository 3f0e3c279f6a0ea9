"""What can be done with a case now, and by whom: every move of one's roles is tried on a copy, guards and all."""

from copy import deepcopy

from core.applications.application import Application
from core.applications.case import Case
from core.applications.edges import BY_MOVE
from core.applications.guards import RETURN_REASONS, Opinion
from core.applications.limits import Limited
from core.applications.moving import Moment, apply
from core.clocks.clock import STOP_REASONS
from core.desk.opinions import templates
from core.desk.scope import allowed, capacity
from core.desk.views import MoveSeen
from core.refusals import Defect, Refusal
from core.staff import Staff

NEEDS = {"opinion": "text", "remedy": "remedy", "returnable": "reason"}  # what a guard wants of an opinion
REASONS = {"return": tuple(sorted(RETURN_REASONS)), "suspend": STOP_REASONS}
_MOST = {"return": "unreadable"}  # a reason that the move takes


def moves_of(staff: Staff, application: Application, case: Case, when: Moment, limits: Limited) -> tuple[MoveSeen, ...]:
    """In the order of the table of edges."""
    return tuple(
        MoveSeen(
            move,
            _needs(case, move),
            REASONS.get(move, ()),
            _refusal(staff, application, case, move, when=when, limits=limits),
            templates(move, limits.scene, case.item),
        )
        for move in allowed(staff, case.state)
    )


def _needs(case: Case, move: str) -> tuple[str, ...]:
    guards = {name for edge in BY_MOVE.get((move, case.state), ()) for name in edge.guards}
    needs = tuple(need for guard, need in NEEDS.items() if guard in guards)
    return (*needs, "items") if move == "ask_correction" else needs


def _refusal(
    staff: Staff, application: Application, case: Case, move: str, *, when: Moment, limits: Limited
) -> str | None:
    """The code of what stands against it, were everything said that has to be said."""
    full = Opinion("…", _MOST.get(move), "…", (Defect("x", "to_correct", {"says": "…"}),))
    try:
        by = capacity(staff, move, case.state)
        apply(deepcopy(application), case.id, move, by, when=when, limits=limits, opinion=full)
    except Refusal as refusal:
        return refusal.code
    return None
