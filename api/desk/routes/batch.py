"""One move for many cases, each for itself: what was refused says why, row by row."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from api.desk.listed import Done
from api.desk.pages import HOME, to, told, typed
from api.desk.seat import AtSeat, Sent
from api.desk.visit import DeskForm
from api.marks import may_call
from core import desk
from core.desk import RowMade, Said, Wanted
from core.refusals import Defect, Invalid

router = APIRouter()
MOST = 50  # rows: more than a page of the queue holds
TOGETHER = ("accept", "approve", "deliver", "close")
"""Moves that a whole batch may make: those that ask for no words."""


@router.get("/desk/batch")
@may_call("anyone")
async def before_moving() -> Response:
    return to(HOME)


@router.post("/desk/batch")
async def move_together(seat: Sent, form: DeskForm) -> Response:
    """Raises: Invalid for a move that the form does not offer."""
    move, opinion = typed(form, "move", 32), typed(form, "opinion")
    if move not in TOGETHER:
        raise Invalid([Defect("move", "not_one_of", {"expected": "、".join(TOGETHER)})])
    chosen = [one for one in form.getlist("case") if isinstance(one, str)][:MOST]
    made = await desk.make_each(seat.staff, [_wanted(one, move, opinion) for one in chosen])
    for row in made:
        if row.made:
            await desk.release(seat.staff, row.case)  # nobody sits before fifty cases at once
    rows = _rows(seat, move, made, [_number(one) for one in chosen])
    good = sum(row.good for row in rows)
    return seat.page(
        "batch", keys="list", where="queue", rows=rows, good=good, bad=len(rows) - good, back=seat.line.at()
    )


def _wanted(chosen: str, move: str, opinion: str) -> Wanted:
    """A box's value is the case's id, its version and its number."""
    case, _, rest = chosen.partition(":")
    version = rest.partition(":")[0]
    seen = int(version[:9]) if version.isascii() and version.isdigit() else None
    return Wanted(case[:64], move, Said(opinion), version=seen)


def _number(chosen: str) -> str:
    return chosen.rpartition(":")[2][:64]


def _rows(seat: AtSeat, move: str, made: Sequence[RowMade], numbers: Sequence[str]) -> list[Done]:
    done = seat.say("batch.done", move=seat.say(f"moves.{move}"))
    return [
        Done(
            number,
            told(row.refusal, seat.say) if row.refusal else done,
            seat.line.at(f"/desk/cases/{row.case}"),
            row.made is not None,
        )
        for row, number in zip(made, numbers, strict=True)
    ]
