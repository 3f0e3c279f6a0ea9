"""What an office asked for after sending, everything at once: each put right on a page of its own, all handed back."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.pages import ANSWERED, SignedIn, Wrong, page, to, typed, voice_of, wrong_with
from api.h5.putting_right import by_day, corrections, forget, left_over, opened, owed, renewed
from api.h5.routes.sheet import draft_of
from api.h5.telling import papers_of
from api.visits import Form, Visit, Visitor
from core import applications
from core.applications import ApplicationView
from core.citizens import Caller

router = APIRouter()


@router.get("/a/{application_id}/correct")
async def look(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    say = voice_of(request, visit).words
    return await _page(request, visit, caller, await applications.one(caller, application_id, say.language))


@router.post("/a/{application_id}/correct")
async def hand_back(application_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form) -> Response:
    version, say = typed(form, "version"), voice_of(request, visit).words
    known = int(version) if version.isascii() and version.isdigit() else 0
    view = await applications.one(caller, application_id, say.language)
    if view.state != "needs_you":
        return to(f"/a/{application_id}")
    draft = await draft_of(request, visit, caller, application_id)
    wrong = left_over((*corrections(view, draft, visit, say), *opened(draft, say)), owed(view, draft, say), say)
    if wrong:
        return await _page(request, visit, caller, view, wrong)
    try:
        await applications.correct(caller, application_id, renewed(visit, application_id), known)
    except ANSWERED as refusal:
        view = await applications.one(caller, application_id, say.language)
        said = wrong_with(refusal, voice_of(request, visit))
        there = {fix.id for one in (*corrections(view, draft, visit, say), *opened(draft, say)) for fix in one.fixes}
        lines = ((field.partition("[")[0], says) for field, says in said)
        wrong = tuple((f"fix-{line}" if line in there else "", says) for line, says in lines)
        return await _page(request, visit, caller, view, wrong)
    await forget(visit, application_id)
    return to(f"/a/{application_id}")


async def _page(request: Request, visit: Visit, caller: Caller, view: ApplicationView, wrong: Wrong = ()) -> Response:
    if view.state != "needs_you":
        return to(f"/a/{view.id}")
    say, draft = voice_of(request, visit).words, await draft_of(request, visit, caller, view.id)
    asked, promised = [*corrections(view, draft, visit, say), *opened(draft, say)], owed(view, draft, say)
    loose = any(not one.fixes or not all(fix.href for fix in one.fixes) for one in asked)
    return page(
        request, visit, "correct", 422 if wrong else 200,
        id=view.id, version=view.version, scene=view, asked=asked, owed=promised, by=by_day(view),
        papers=papers_of(draft, (), say) if loose else [], errors=wrong, wrong=dict(wrong),
        ready=not left_over(asked, promised, say),
    )  # fmt: skip
