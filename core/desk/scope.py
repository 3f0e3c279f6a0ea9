"""Which cases are there for somebody at a desk, and in what capacity they act on one. All else is not there."""

from collections.abc import Mapping

from core import db
from core.applications.edges import BY_MOVE, EDGES, STAFF, Actor, moves_from
from core.applications.history import By
from core.db import Row
from core.refusals import Conflict, Defect, Invalid, NotAllowed, NotFound
from core.staff import HANDLES, Staff

_SEAT = """SELECT c.id, c.application_id, c.citizen_id, c.department, c.item, c.state, c.result, c.version, c.opened,
c.submitted_at, c.claimed_by, c.claimed_until, s.shown_name AS holder_name
FROM cases c LEFT JOIN staff s ON s.id = c.claimed_by WHERE c.id = $1"""
MOVES = frozenset(edge.move for edge in EDGES if edge.who & STAFF)
_ACTORS: Mapping[str, Actor] = {"supervisor": "supervisor", "officer": "officer", "clerk": "clerk"}


async def seen(staff: Staff, case_id: str) -> Row:
    """The case as claims and moves need it.

    Raises: NotAllowed `role_needed`; NotFound `case_unknown`; Conflict `waits_for_another_case` before it has begun.
    """
    staff.require(*HANDLES)
    found = await db.row(_SEAT, case_id)
    if found is None or found["department"] not in staff.sees:
        raise NotFound("case_unknown")
    if found["submitted_at"] is None:
        raise Conflict("waits_for_another_case")
    return found


def capacity(staff: Staff, move: str, state: str) -> By:
    """The strongest of one's roles that an edge from here allows.

    Raises: Invalid for a move that no desk makes; Conflict `illegal_move`, NotAllowed `move_not_yours`, both with what
    is allowed.
    """
    if move not in MOVES:
        raise Invalid([Defect("move", "not_one_of", {"expected": "、".join(sorted(MOVES))})])
    edges = BY_MOVE.get((move, state), ())
    if not any(edge.who & STAFF for edge in edges):
        raise Conflict("illegal_move", move=move, state=state, allowed=list(allowed(staff, state)))
    for role in HANDLES:
        if role in staff.roles and any(role in edge.who for edge in edges):
            return By(role, staff.id)
    raise NotAllowed("move_not_yours", move=move, allowed=list(allowed(staff, state)))


def allowed(staff: Staff, state: str) -> tuple[str, ...]:
    """Every move that one of their roles may try from `state`; guards are another matter."""
    return tuple(
        dict.fromkeys(move for role in HANDLES if role in staff.roles for move in moves_from(state, _ACTORS[role]))
    )
