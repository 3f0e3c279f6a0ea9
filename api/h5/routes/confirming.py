"""A second person's page: what the sheet says of them, what happens when they agree; yes, or no with a reason."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.pages import ANSWERED, SignedIn, Wrong, page, to, typed, voice_of, wrong_with
from api.h5.questions import Question
from api.h5.shown import Line, Row
from api.h5.standing import APPLICANT, people
from api.h5.words import Words
from api.visits import Form, Visit, Visitor
from core import applications
from core.applications import ApplicationView, PartyView
from core.citizens import Caller

router = APIRouter()


@router.get("/a/{application_id}/confirm")
async def look(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    return _page(request, visit, await _view(request, visit, caller, application_id))


@router.post("/a/{application_id}/confirm")
async def agree(application_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form) -> Response:
    view = await _view(request, visit, caller, application_id)
    if view.role == APPLICANT:
        return to(f"/a/{application_id}")
    try:
        await applications.confirm(caller, application_id, view.role)
    except ANSWERED as refusal:
        view = await _view(request, visit, caller, application_id)
        return _page(request, visit, view, wrong_with(refusal, voice_of(request, visit)))
    return to(f"/a/{application_id}")


@router.get("/a/{application_id}/decline")
async def ask_why(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    return _decline_page(request, visit, await _view(request, visit, caller, application_id))


@router.post("/a/{application_id}/decline")
async def decline(application_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form) -> Response:
    view, reason = await _view(request, visit, caller, application_id), typed(form, "reason")
    if view.role == APPLICANT:
        return to(f"/a/{application_id}")
    try:
        await applications.confirm(caller, application_id, view.role, agree=False, reason=reason)
    except ANSWERED as refusal:
        view = await _view(request, visit, caller, application_id)
        wrong = wrong_with(refusal, voice_of(request, visit), at="reason")
        return _decline_page(request, visit, view, reason, wrong)
    return to(f"/a/{application_id}")


async def _view(request: Request, visit: Visit, caller: Caller, application_id: str) -> ApplicationView:
    return await applications.one(caller, application_id, voice_of(request, visit).words.language)


def _page(request: Request, visit: Visit, view: ApplicationView, wrong: Wrong = ()) -> Response:
    own = _open_to(view)
    if own is None:
        return to(f"/a/{view.id}")
    say = voice_of(request, visit).words
    return page(
        request, visit, "confirm", 422 if wrong else 200,
        id=view.id, scene=view, who=_who(view, say), role=own.says, by=own.confirm_by, errors=wrong,
        said=[Line(one.label, one.value) for one in own.said],
        others=people((party for party in view.parties if party is not own), say),
        steps=[Row("", case.item_name, case.department_name) for case in view.cases],
    )  # fmt: skip


def _decline_page(
    request: Request, visit: Visit, view: ApplicationView, value: str = "", wrong: Wrong = ()
) -> Response:
    if _open_to(view) is None:
        return to(f"/a/{view.id}")
    say = voice_of(request, visit).words
    question = Question(
        "reason", say("decline.reason"), "text", hint=say("decline.reason_hint"), optional=True, long=True
    )
    return page(
        request, visit, "decline", 422 if wrong else 200,
        id=view.id, scene=view, who=_who(view, say), q=question, value=value,
        error=dict(wrong).get("reason", ""), errors=wrong,
    )  # fmt: skip


def _open_to(view: ApplicationView) -> PartyView | None:
    """The one who looks, while their word is waited for."""
    return next((party for party in view.parties if party.you), None) if "confirm" in view.actions else None


def _who(view: ApplicationView, say: Words) -> str:
    """Who filled it in, as far as it is told."""
    applicant = next((party for party in view.parties if party.role == APPLICANT), None)
    return (applicant.name or applicant.says) if applicant else say("confirm.somebody")
