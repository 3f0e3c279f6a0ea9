"""For auditors: who looked at a person's data, when and why. That they looked is written down too."""

from fastapi import APIRouter
from starlette.responses import Response

from api.desk.line import LONGEST, opened, sealed
from api.desk.pages import to, told, typed
from api.desk.seat import AtSeat, Sent
from api.desk.shown import Happened
from api.desk.visit import DeskForm
from core import desk
from core.house import department_name
from core.refusals import NotFound

router = APIRouter()
ROWS = 50


@router.get("/desk/access")
async def look(seat: AtSeat) -> Response:
    seat.staff.require("auditor")
    whom, wrong, rows = opened(seat.request.query_params.get("found", "")[:400]), "", []
    if whom:
        try:
            found = await desk.looks(seat.staff, whom, limit=ROWS)
            rows = [Happened(one.at, one.who_name, department_name(one.department), one.purpose) for one in found.items]
        except NotFound as refusal:
            wrong = told(refusal, seat.say)
    return seat.page("access", where="access", whom=whom, rows=rows, wrong=wrong, asked_for=bool(whom) and not wrong)


@router.post("/desk/access")
async def ask(seat: Sent, form: DeskForm) -> Response:
    """An ID number goes on sealed."""
    return to(f"/desk/access?found={sealed(typed(form, 'whom', LONGEST))}")
