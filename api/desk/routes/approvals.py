"""What waits for a second person: extensions of time, and money to be given back."""

from fastapi import APIRouter
from starlette.responses import Response

from api.desk.line import Line
from api.desk.seat import AtSeat, Seat
from api.desk.shown import InLine, Refund
from api.desk.telling import in_line
from core import desk

router = APIRouter()
REFUNDS = ("supervisor", "finance")


@router.get("/desk/approvals")
async def look(seat: AtSeat) -> Response:
    return await _page(seat)


async def _page(seat: Seat, *, status: int = 200, wrong: str = "") -> Response:
    seat.staff.require(*REFUNDS)
    return seat.page(
        "approvals", status, keys="list", where="approvals", extensions=await _extensions(seat),
        refunds=await _refunds(seat), did=seat.did(), was=seat.was(), wrong=wrong,
    )  # fmt: skip


async def _extensions(seat: Seat) -> list[InLine] | None:
    """None for who may approve none."""
    if not seat.staff.is_any("supervisor"):
        return None
    waiting = (await desk.supervision(seat.staff)).to_approve
    return [in_line(one, Line(), seat.say) for one in waiting]


async def _refunds(seat: Seat) -> list[Refund]:
    return []
