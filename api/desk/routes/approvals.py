"""What waits for a second person: extensions of time, money to be given back, and accounts that do not fit."""

from fastapi import APIRouter
from starlette.responses import Response

from api.desk.line import Line
from api.desk.listed import InLine, Refund, Unfit
from api.desk.pages import ANSWERED, to, told, typed
from api.desk.seat import AtSeat, Seat, Sent
from api.desk.telling import day_of, in_line
from api.desk.visit import DeskForm
from core import desk
from core.desk import money
from core.refusals import Invalid
from payments import cashier
from payments.cashier import Difference, Waiting
from payments.explaining import Outcome

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


@router.post("/desk/differences/{difference_id}/settle")
async def settle(difference_id: str, seat: Sent, form: DeskForm) -> Response:
    outcome: Outcome = "settled" if typed(form, "outcome", 16) == "settled" else "explained"
    opinion = typed(form, "opinion", 2000)
    by = await money.difference_to_settle(seat.staff, difference_id)
    try:
        await cashier.settle_difference(by, difference_id, outcome, opinion)
    except Invalid as refusal:
        return await _page(seat, status=422, at=(difference_id, opinion, told(refusal, seat.say)))
    except ANSWERED as refusal:
        return await _page(seat, status=409, wrong=told(refusal, seat.say))
    return to(f"{PAGE}?did=difference")


@router.get("/desk/differences/{difference_id}/settle")
@router.get("/desk/refunds/{refund_id}/approve")
@router.get("/desk/refunds/{refund_id}/refuse")
async def before_sending(seat: AtSeat) -> Response:
    """The address of a form leads to its page."""
    return to(PAGE)


async def _page(seat: Seat, *, status: int = 200, wrong: str = "", at: tuple[str, str, str] = ("", "", "")) -> Response:
    """`at`: the difference whose words were refused, those words, and why."""
    seat.staff.require(*money.REFUNDS)
    waiting, unfit = await cashier.to_approve(seat.staff.sees), await cashier.to_explain(seat.staff.sees)
    return seat.page(
        "approvals", status, keys="list", where="approvals", extensions=await _extensions(seat), did=seat.did(),
        refunds=[refund_of(one, seat) for one in waiting], was=seat.was(), wrong=wrong,
        differences=[difference_of(one, seat, at if one.id == at[0] else ("", "", "")) for one in unfit],
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
        case_href=_case(one.case_id, seat),
        mine=one.asked_by == seat.staff.id,
        failed=say("approvals.failed") if one.state == "failed" else "",
    )


def difference_of(one: Difference, seat: Seat, at: tuple[str, str, str]) -> Unfit:
    """One of the list; `at`: what was typed there and refused."""
    _, opinion, wrong = at
    return Unfit(
        one.id,
        seat.say(f"differences.{one.about}.{one.kind}"),
        one.number,
        one.ours_fen,
        one.told_fen,
        day_of(one.seen_at),
        [(_case(case.id, seat), case.number) for case in one.cases],
        opinion,
        wrong,
    )


def _case(case_id: str, seat: Seat) -> str:
    return f"/desk/cases/{case_id}" if seat.staff.is_any("supervisor") else ""
