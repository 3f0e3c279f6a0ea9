"""Moves from the desk: whoever holds the case makes them, in the strongest of their roles that the edge allows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core import applications, db
from core.applications import Opinion
from core.applications.edges import CLOSED
from core.db import Row
from core.desk.claiming import holder_of, let_go, refuse_held, take
from core.desk.queue import next_case
from core.desk.scope import capacity, seen
from core.desk.views import ItemToCorrect
from core.desk.visible import refuse_unknown
from core.desk.waiting import Made
from core.refusals import Conflict, Defect, Refusal
from core.staff import Staff

TRIES = 4  # for who gave no version: a clock or another branch may write the same case meanwhile
AWAY = CLOSED | {"correction", "returned", "pay_pending"}  # where nobody at the desk has anything to do


@dataclass(frozen=True)
class Said:
    """An opinion. `reason` is a code (of a return, of a stop), `remedy` where the person may turn, `until` the last day
    of a special procedure."""

    text: str = ""
    reason: str | None = None
    remedy: str | None = None
    until: date | None = None


NOTHING_SAID = Said()


@dataclass(frozen=True)
class Wanted:
    """One move, also as one row of a batch. `version`: the case's, as it was seen; None takes it as it is."""

    case: str
    move: str
    said: Said = NOTHING_SAID
    items: tuple[ItemToCorrect, ...] = ()
    version: int | None = None


@dataclass(frozen=True)
class RowMade:
    """What became of one row: one of the two."""

    case: str
    made: Made | None
    refusal: Refusal | None


async def make(staff: Staff, wanted: Wanted) -> Made:
    """Claims the case when nobody holds it, moves it, and lets go of it when it leaves the desk.

    Raises: NotFound `case_unknown`; Conflict `claimed_by_other`, `stale` with the present version, `illegal_move` with
    what is allowed, or a guard's; NotAllowed `move_not_yours`; Invalid for what is missing or no item of this case.
    """
    made = await _made(staff, wanted)
    return replace(made, next=await next_case(staff))


async def make_each(staff: Staff, rows: Sequence[Wanted]) -> tuple[RowMade, ...]:
    """One after the other, each for itself: a row that is refused keeps no other from being done."""
    done = []
    for wanted in rows:
        try:
            done.append(RowMade(wanted.case, await _made(staff, wanted), None))
        except Refusal as refusal:
            done.append(RowMade(wanted.case, None, refusal))
    return tuple(done)


async def _made(staff: Staff, wanted: Wanted) -> Made:
    for attempt in range(TRIES):
        seat = await seen(staff, wanted.case)
        try:
            return await _tried(staff, wanted, seat)
        except Conflict as refused:
            overtaken = refused.code == "stale" and wanted.version is None
            if not overtaken or attempt == TRIES - 1:
                raise await _with_version(refused, staff, wanted.case) from None
    raise AssertionError("unreachable")


async def _tried(staff: Staff, wanted: Wanted, seat: Row) -> Made:
    """The version is what makes a decision the only one; the claim keeps colleagues from working in vain."""
    refuse_held(staff, seat)
    if wanted.version is not None and wanted.version != seat["version"]:
        raise Conflict("stale", version=seat["version"])
    by = capacity(staff, wanted.move, seat["state"])
    await refuse_unknown(seat, wanted.items)
    held = holder_of(staff, seat) is not None
    if seat["opened"]:
        await take(staff, seat)
    try:
        moved = await applications.move(seat["id"], wanted.move, by, opinion=_opinion(wanted), version=seat["version"])
    except Refusal:
        if not held:
            await let_go(staff, seat["id"])  # who only tried keeps no colleague waiting
        raise
    now = await seen(staff, seat["id"])  # what the house did by itself after the move is in it
    if now["state"] in AWAY:
        await let_go(staff, seat["id"])
    return Made(seat["id"], now["state"], now["result"], now["version"], moved.application_state, None)


def _opinion(wanted: Wanted) -> Opinion:
    said, items = wanted.said, tuple(Defect(item.id, "to_correct", {"says": item.says}) for item in wanted.items)
    return Opinion(said.text, said.reason, said.remedy, items, said.until)


async def _with_version(refused: Conflict, staff: Staff, case_id: str) -> Conflict:
    """Who was overtaken is told the present version, whoever it was that noticed."""
    if not isinstance(refused, db.Stale):
        return refused
    return Conflict("stale", version=(await seen(staff, case_id))["version"])
