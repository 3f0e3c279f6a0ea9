"""A decision: one move of one case, with what the officer says to it; then the next case, or the same one again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.responses import Response

from api.desk.deciding import Typed
from api.desk.pages import ANSWERED, HOME, to, told, typed
from api.desk.routes.case import case_page, neighbours
from api.desk.seat import Seat, Sent
from api.desk.visit import DeskForm
from core import desk
from core.desk import ItemToCorrect, Made, Said, Wanted
from core.refusals import Defect, Invalid

router = APIRouter()
MOST_ITEMS = 60


@router.post("/desk/cases/{case_id}/moves")
async def move(case_id: str, seat: Sent, form: DeskForm) -> Response:
    name, asked, version = typed(form, "move", 32), _asked(form), typed(form, "version", 9)
    items = tuple(ItemToCorrect(target, says) for target, says in asked.items())
    seen = int(version) if version.isascii() and version.isdigit() else None
    stays = typed(form, "then", 8) == "stay"
    _, after = ("", "") if stays else await neighbours(seat, case_id)
    before = _typed(form, name, asked)
    try:
        made = await desk.make(seat.staff, Wanted(case_id, name, _said(before), items, seen))
    except ANSWERED as refusal:
        wrong = told(refusal, seat.say)
        at_boxes = isinstance(refusal, Invalid)
        status = 422 if at_boxes else 409
        before = replace(before, wrong=wrong if at_boxes else "")
        return await case_page(seat, case_id, before, status=status, wrong="" if at_boxes else wrong)
    if stays:
        return to(seat.line.at(f"/desk/cases/{case_id}", did=f"here.{name}"))
    await desk.release(seat.staff, case_id)  # who goes on to the next keeps no colleague from this one
    return to(_onward(seat, made, name, after))


def _typed(form: FormData, move: str, asked: Mapping[str, str]) -> Typed:
    opinion, remedy = typed(form, "opinion"), typed(form, "remedy") or None
    return Typed(move, opinion, typed(form, "reason", 32), remedy, typed(form, "until", 32), asked)


def _said(given: Typed) -> Said:
    """Raises: Invalid when the last day is no date."""
    try:
        until = date.fromisoformat(given.until) if given.until else None
    except ValueError:
        raise Invalid([Defect("until", "not_a_date")]) from None
    return Said(given.opinion or "", given.reason or None, given.remedy, until)


def _asked(form: FormData) -> Mapping[str, str]:
    """The lines of the letter that are ticked, in the officer's words."""
    ticked = [one for one in form.getlist("ask") if isinstance(one, str)][:MOST_ITEMS]
    return {target: typed(form, f"says.{target}", 500) for target in ticked}


def _onward(seat: Seat, made: Made, move: str, after: str) -> str:
    """The next case of the line, else the most urgent one anywhere, else the queue: always saying what was done."""
    if not after and made.next and not seat.line.query():
        after = f"/desk/cases/{made.next}"
    path = after.partition("?")[0] or HOME
    return seat.line.at(path, did=move, was=made.case)
