"""The money of a case: taken at a window, in the same books as what was paid by phone; asked back, in part or whole,
for a second person to let it go.
"""

import re

from fastapi import APIRouter
from starlette.responses import Response

from api.desk.pages import ANSWERED, HOME, to, told, typed
from api.desk.routes.case import case_page
from api.desk.seat import AtSeat, Sent
from api.desk.visit import DeskForm
from core.desk import money
from core.refusals import Invalid
from payments import cashier
from payments.counter import How

router = APIRouter()
_YUAN = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?", re.ASCII)


@router.post("/desk/orders/{order_id}/counter")
async def take(order_id: str, seat: Sent, form: DeskForm) -> Response:
    how: How = "pos" if typed(form, "how", 8) == "pos" else "cash"
    case_id = typed(form, "case", 40)
    await money.order_at_window(seat.staff, order_id)
    try:
        await cashier.counter_payment(seat.staff.id, order_id, how, typed(form, "receipt", 64))
    except ANSWERED as refusal:
        return await case_page(seat, case_id, status=409, wrong=told(refusal, seat.say))
    return to(seat.line.at(f"/desk/cases/{case_id}", did="paid"))


@router.post("/desk/orders/{order_id}/refund")
async def ask_back(order_id: str, seat: Sent, form: DeskForm) -> Response:
    case_id, fen = typed(form, "case", 40), fen_of(typed(form, "yuan", 16))
    await money.order_at_window(seat.staff, order_id, money.REFUNDS)
    try:
        await cashier.ask_refund(seat.staff.id, order_id, fen)
    except ANSWERED as refusal:
        status = 422 if isinstance(refusal, Invalid) else 409
        return await case_page(seat, case_id, status=status, wrong=told(refusal, seat.say))
    return to(seat.line.at(f"/desk/cases/{case_id}", did="refund_asked"))


@router.get("/desk/orders/{order_id}/counter")
@router.get("/desk/orders/{order_id}/refund")
async def before_sending(seat: AtSeat) -> Response:
    """The address of a form leads back to the line: which case it was, only the form knew."""
    return to(HOME)


def fen_of(yuan: str) -> int:
    """`20`, `20.5` and `20.50` yuan in fen; 0 for what is no amount, which nobody gives back."""
    found = _YUAN.fullmatch(yuan)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
