"""Where it stands: what is happening now, the date, one line per office, what one can do; and taking it back."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.money import each
from api.h5.pages import ANSWERED, SignedIn, Wrong, page, to, typed, voice_of, wrong_with
from api.h5.questions import Question
from api.h5.shown import Row
from api.h5.standing import (
    APPLICANT,
    OVER,
    act_of,
    actions,
    branches,
    delivered,
    headline,
    history,
    licence_rows,
    live_at,
    moved,
    notices,
    office,
    people,
    query_says,
)
from api.h5.telling import scene_row
from api.h5.visiting import visit_facts
from api.h5.words import Words
from api.parts import parts
from api.tracking import tracked
from api.visits import Form, Visit, Visitor
from core import applications
from core.applications import ApplicationView
from core.citizens import Caller
from core.house import house
from core.refusals import NotFound

router = APIRouter()
_BOXES = ("query_code", "phone_tail")


@router.get("/a/{application_id}")
async def show(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    say = voice_of(request, visit).words
    view = await applications.one(caller, application_id, say.language)
    if view.state == "draft":
        return to(f"/a/{application_id}/next")
    over, owns = view.state in OVER, view.role == APPLICANT
    return page(
        request, visit, "progress", scene=view, live=live_at(view), head=headline(view, say),
        due_on=None if over else view.due_on, act=act_of(view, say), several=len(view.cases) > 1,
        late=view.late, moved=moved(view, say),
        visits=visit_facts(view.visits, say), licences=licence_rows(view, say), actions=actions(view, say),
        branches=branches(view, say),
        delivered=delivered(view, say), bills=each(view.orders, say),
        refund=any(one.refunds for one in view.orders), notices=notices(view, say),
        people=people(view.parties, say) if any(not party.you for party in view.parties) else [],
        timeline=history(view), query_code=(view.query_code or "") if owns else "", query_says=query_says(view, say),
        over=over, next_scenes=await _next(request, caller, view, say) if over and owns else [],
    )  # fmt: skip


@router.get("/a/{application_id}/withdraw")
async def ask_why(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    return await _withdraw_page(request, visit, await applications.one(caller, application_id))


@router.post("/a/{application_id}/withdraw")
async def withdraw(application_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form) -> Response:
    reason = typed(form, "reason")
    try:
        await applications.withdraw(caller, application_id, reason)
    except ANSWERED as refusal:
        view = await applications.one(caller, application_id)
        wrong = wrong_with(refusal, voice_of(request, visit), at="reason")
        return await _withdraw_page(request, visit, view, reason, wrong)
    return to(f"/a/{application_id}")


@router.get("/track")
async def ask_code(request: Request, visit: Visitor) -> Response:
    return _track_page(request, visit, dict.fromkeys(_BOXES, ""))


@router.post("/track")
async def track(request: Request, visit: Visitor, form: Form) -> Response:
    """Progress without an account. It is drawn in the answer: the code and the digits stand in no address."""
    voice = voice_of(request, visit)
    values = {name: typed(form, name)[:64] for name in _BOXES}
    labels = {"query_code": voice.words("track.code"), "phone_tail": voice.words("track.tail")}
    empty = [(name, voice.words("wrong.empty", label=labels[name])) for name in _BOXES if not values[name].strip()]
    if empty:
        return _track_page(request, visit, values, tuple(empty))
    try:
        found = await tracked(request, values["query_code"], values["phone_tail"], voice.words.language)
    except (NotFound, *ANSWERED) as refusal:
        return _track_page(request, visit, values, wrong_with(refusal, voice, at="query_code"))
    say = voice.words
    return page(
        request, visit, "tracked", scene=found, holder="", outcome=OVER.get(found.state, ""),
        says=say(f"progress.state.{found.state}"), more=say(f"progress.more.{found.state}"),
        due_on=None if found.state in OVER else found.due_on, act=act_of(found, say),
        cases=[office(case, say) for case in found.cases],
    )  # fmt: skip


async def _next(request: Request, caller: Caller, view: ApplicationView, say: Words) -> Sequence[Row]:
    """What people in this position do after it, judged on the facts that were frozen at submission."""
    draft = await applications.open_draft(caller, view.id, parts(request).knowledge)
    scenes = house().city.scenes
    return [scene_row(scenes[slug], say) for slug in draft.judgement.next if slug in scenes]


async def _withdraw_page(
    request: Request, visit: Visit, view: ApplicationView, value: str = "", wrong: Wrong = ()
) -> Response:
    if "withdraw" not in view.actions:
        return to(f"/a/{view.id}")
    say = voice_of(request, visit).words
    question = Question(
        "reason", say("withdraw.reason"), "text", hint=say("withdraw.reason_hint"), optional=True, long=True
    )
    return page(
        request, visit, "withdraw", 422 if wrong else 200,
        id=view.id, scene=view, q=question, value=value, error=dict(wrong).get("reason", ""), errors=wrong,
    )  # fmt: skip


def _track_page(request: Request, visit: Visit, values: dict[str, str], wrong: Wrong = ()) -> Response:
    messages = {name: dict(wrong).get(name, "") for name in _BOXES}
    return page(request, visit, "track", 422 if wrong else 200, values=values, wrong=messages, errors=wrong)
