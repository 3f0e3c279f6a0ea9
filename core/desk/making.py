"""Moves from the desk: whoever holds the case makes them, in the strongest of their roles that the edge allows."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.desk.views import ItemToCorrect, Made
from core.refusals import Refusal
from core.staff import Staff


@dataclass(frozen=True)
class Said:
    """An opinion. `reason` is a code (of a return, of a stop), `remedy` where the person may turn."""

    text: str = ""
    reason: str | None = None
    remedy: str | None = None


NOTHING_SAID = Said()


@dataclass(frozen=True)
class Wanted:
    """One row of a batch. `version`: the case's, as it was seen; None takes it as it is."""

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
    raise NotImplementedError


async def make_each(staff: Staff, rows: Sequence[Wanted]) -> tuple[RowMade, ...]:
    """One after the other, each for itself: a row that is refused keeps no other from being done."""
    raise NotImplementedError
