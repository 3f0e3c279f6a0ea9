"""What an office asked for after sending: said in its words, brought, handed back."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.pages import ANSWERED, SignedIn, Wrong, page, to, typed, voice_of, wrong_with
from api.h5.routes.sheet import draft_of
from api.h5.telling import papers_of
from api.visits import Form, Visit, Visitor
from core import applications
from core.applications import ApplicationView
from core.citizens import Caller

router = APIRouter()
_WAITS = frozenset({"correction", "returned"})


@router.get("/a/{application_id}/correct")
async def look(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    return await _page(request, visit, caller, await applications.one(caller, application_id))


@router.post("/a/{application_id}/correct")
async def hand_back(application_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form) -> Response:
    version = typed(form, "version")
    known = int(version) if version.isascii() and version.isdigit() else 0
    try:
        await applications.correct(caller, application_id, {}, known)
    except ANSWERED as refusal:
        view = await applications.one(caller, application_id)
        wrong = wrong_with(refusal, voice_of(request, visit))
        return await _page(request, visit, caller, view, tuple(("", says) for _, says in wrong))
    return to(f"/a/{application_id}")


async def _page(request: Request, visit: Visit, caller: Caller, view: ApplicationView, wrong: Wrong = ()) -> Response:
    if view.state != "needs_you":
        return to(f"/a/{view.id}")
    draft = await draft_of(request, caller, view.id)
    asked = [case.timeline[-1] for case in view.cases if case.state in _WAITS and case.timeline]
    papers = papers_of(draft, (), voice_of(request, visit).words)
    return page(
        request, visit, "correct", 422 if wrong else 200,
        id=view.id, version=view.version, scene=view, asked=asked, papers=papers, errors=wrong,
    )  # fmt: skip
