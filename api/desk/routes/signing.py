"""Signing in to the desk and out of it. What was wrong is never said, nor who exists."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.desk.pages import desk_path, page, rooms_of, say_of, to, told, typed
from api.desk.visit import AtDesk, DeskForm, DeskVisit
from api.limits import DESK_BY_ADDRESS
from api.parts import address_of, parts
from core import staff as people
from core.refusals import TooMany, Unauthenticated
from core.staff import Staff
from core.time import now_ms

router = APIRouter()


@router.get("/desk/sign-in")
async def ask(request: Request, visit: AtDesk, next: str = "") -> Response:  # noqa: A002  the name it has in the address
    if visit.staff is not None:
        return to(desk_path(next, first_room(visit.staff)))
    return _page(request, visit, desk_path(next, ""))


@router.post("/desk/sign-in")
async def sign_in(request: Request, visit: AtDesk, form: DeskForm) -> Response:
    name, then = typed(form, "name", 64), desk_path(typed(form, "next"), "")
    password, totp = form.get("password"), typed(form, "totp", 12).replace(" ", "")
    try:
        await parts(request).limits.take(DESK_BY_ADDRESS, address_of(request))
        staff = await people.sign_in(name, password if isinstance(password, str) else "", totp, now_ms() / 1000)
    except (Unauthenticated, TooMany) as refusal:
        status = 429 if isinstance(refusal, TooMany) else 422
        return _page(request, visit, then, name=name, wrong=told(refusal, say_of(request)), status=status)
    await visit.sign_in(staff)
    return visit.leave_cookie(to(then or first_room(staff)))


@router.post("/desk/sign-out")
async def sign_out(visit: AtDesk, form: DeskForm) -> Response:
    await visit.sign_out()
    return visit.leave_cookie(to("/desk/sign-in"))


def first_room(staff: Staff) -> str:
    """Where this officer's day begins."""
    room = next(iter(rooms_of(staff)), "queue")
    return "/desk" if room == "queue" else f"/desk/{room}"


def _page(
    request: Request, visit: DeskVisit, then: str, *, name: str = "", wrong: str = "", status: int = 200
) -> Response:
    return page(request, visit, "sign_in", status, next=then, name=name, wrong=wrong)
