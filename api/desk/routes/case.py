"""One case: everything on one screen, taken in hand and given back; and its files."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import paper
from api.desk.deciding import Typed
from api.desk.pages import ANSWERED, to, told, typed
from api.desk.routes.queue import line_up
from api.desk.seat import AtSeat, Seat, Sent
from api.desk.sheet import sheet_of
from api.desk.telling import May
from api.desk.visit import DeskForm
from api.v1.desk.uploads import opened
from api.v1.uploads import sent
from core import desk, documents
from core.desk import Waiting, money

router = APIRouter()
NEAR = 50  # how far along the line one steps from a case to its neighbours


@router.get("/desk/cases/{case_id}")
async def look(case_id: str, seat: AtSeat) -> Response:
    return await case_page(seat, case_id, Typed(move=seat.asked("open"), phrase=seat.asked("say")))


@router.post("/desk/cases/{case_id}/claim")
async def claim(case_id: str, seat: Sent, form: DeskForm) -> Response:
    try:
        await desk.claim(seat.staff, case_id)
    except ANSWERED as refusal:
        return await case_page(seat, case_id, status=409, wrong=told(refusal, seat.say))
    return to(_back(seat, case_id, form, "claim"))


@router.post("/desk/cases/{case_id}/release")
async def release(case_id: str, seat: Sent, form: DeskForm) -> Response:
    await desk.release(seat.staff, case_id)
    return to(_back(seat, case_id, form, "release"))


@router.get("/desk/cases/{case_id}/claim")
@router.get("/desk/cases/{case_id}/release")
@router.get("/desk/cases/{case_id}/moves")
async def before_sending(case_id: str, seat: AtSeat) -> Response:
    """The address of a form leads to its page."""
    return to(seat.line.at(f"/desk/cases/{case_id}"))


@router.get("/desk/uploads/{upload_id}")
async def file(upload_id: str, request: Request, seat: AtSeat) -> Response:
    """A file of a case; core writes down that it was looked at."""
    return sent(await opened(request, seat.staff, upload_id))


@router.get("/desk/documents/{document_id}.pdf")
async def notice(document_id: str, seat: AtSeat) -> Response:
    """A notice of law as it was sent; core writes down that it was looked at."""
    document = await desk.notice(seat.staff, document_id)
    return paper(document.title, await asyncio.to_thread(documents.pdf, document))


async def case_page(
    seat: Seat, case_id: str, typed_before: Typed | None = None, *, status: int = 200, wrong: str = ""
) -> Response:
    """`typed_before`: what was refused, to be put right where it was typed."""
    case = await desk.case(seat.staff, case_id, language=seat.say.language)
    before, after = await neighbours(seat, case_id)
    may = May(seat.staff.is_any(*money.COUNTER), seat.staff.is_any(*money.REFUNDS))
    made = await desk.notices(seat.staff, case_id)
    sheet = sheet_of(case, seat.line, typed_before or Typed(), seat.say, may, notices=made)
    return seat.page(
        "case", status, keys="case", where="queue", it=sheet, back=seat.line.at(), before=before, after=after,
        did=seat.did(), was=seat.was(), wrong=wrong,
    )  # fmt: skip


async def neighbours(seat: Seat, case_id: str) -> tuple[str, str]:
    """The addresses of the case before and the case after in the officer's line; "" where there is none."""
    if seat.line.q:  # looking for a person is written down each time; stepping along is no new search
        return "", ""
    items = (await line_up(seat, NEAR)).items
    at = next((n for n, one in enumerate(items) if one.id == case_id), -1)
    before = items[at - 1] if at > 0 else None
    after = next((one for one in items[at + 1 :] if one.id != case_id and not _elsewhere(one)), None)
    path = (seat.line.at(f"/desk/cases/{one.id}") if one else "" for one in (before, after))
    return next(path), next(path)


def _elsewhere(one: Waiting) -> bool:
    """A colleague has it in hand."""
    return one.holder is not None and not one.holder.mine


def _back(seat: Seat, case_id: str, form: DeskForm, did: str) -> str:
    path = "/desk" if typed(form, "back", 8) == "queue" else f"/desk/cases/{case_id}"
    return seat.line.at(path, did=did)
