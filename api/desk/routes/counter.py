"""Money taken at a window: written down in the same books as what was paid by phone."""

from fastapi import APIRouter
from starlette.responses import Response

from api.desk.pages import ANSWERED, to, told, typed
from api.desk.routes.case import case_page
from api.desk.seat import Sent
from api.desk.visit import DeskForm
from core.desk import money
from payments import cashier
from payments.counter import How

router = APIRouter()


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
