"""What waits for a second person: extensions of time, and money to be given back."""

from fastapi import APIRouter
from starlette.responses import Response

from api.desk.line import Line
from api.desk.listed import InLine, Refund
from api.desk.pages import ANSWERED, to, told
from api.desk.seat import AtSeat, Seat, Sent
from api.desk.telling import day_of, in_line
from core import desk
from core.desk import money
from payments import cashier
from payments.cashier import Waiting

router = APIRouter()
PAGE = "/desk/approvals"


@router.get("/desk/approvals")
async def look(seat: AtSeat) -> Response:
    return await _page(seat)


@router.post("/desk/refunds/{refund_id}/approve")
async def approve(refund_id: str, seat: Sent) -> Response:
    await money.refund_to_look_at(seat.staff, refund_id)
    try:
        await cashier.approve_refund(seat.staff.id, refund_id)
    except ANSWERED as refusal:
        return await _page(seat, status=409, wrong=told(refusal, seat.say))
    return to(f"{PAGE}?did=refund")


@router.post("/desk/refunds/{refund_id}/refuse")
async def refuse(refund_id: str, seat: Sent) -> Response:
    await money.refund_to_look_at(seat.staff, refund_id)
    try:
        await cashier.refuse_refund(seat.staff.id, refund_id)
    except ANSWERED as refusal:
        return await _page(seat, status=409, wrong=told(refusal, seat.say))
    return to(f"{PAGE}?did=no_refund")


async def _page(seat: Seat, *, status: int = 200, wrong: str = "") -> Response:
    seat.staff.require(*money.REFUNDS)
    waiting = await cashier.to_approve(seat.staff.sees)
    return seat.page(
        "approvals", status, keys="list", where="approvals", extensions=await _extensions(seat), did=seat.did(),
        refunds=[refund_of(one, seat) for one in waiting], was=seat.was(), wrong=wrong,
    )  # fmt: skip


async def _extensions(seat: Seat) -> list[InLine] | None:
    """None for who may approve none."""
    if not seat.staff.is_any("supervisor"):
        return None
    waiting = (await desk.supervision(seat.staff)).to_approve
    return [in_line(one, Line(), seat.say) for one in waiting]


def refund_of(one: Waiting, seat: Seat) -> Refund:
    """One line of the list. Finance decides about money and sees no case; a supervisor sees both."""
    say = seat.say
    return Refund(
        one.id,
        one.number,
        one.order_name,
        one.fen,
        say.first(f"approvals.because.{one.because}", "approvals.because.other"),
        day_of(one.asked_at),
        case_number=one.case_number,
        case_href=f"/desk/cases/{one.case_id}" if seat.staff.is_any("supervisor") else "",
        mine=one.asked_by == seat.staff.id,
        failed=say("approvals.failed") if one.state == "failed" else "",
    )
