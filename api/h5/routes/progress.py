"""Where it stands: what is happening now, the date, one line per office, what one can do; and taking it back."""

from collections.abc import Sequence
from typing import Protocol

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.pages import ANSWERED, SignedIn, Wrong, page, to, typed, voice_of, wrong_with
from api.h5.questions import Question
from api.h5.shown import Action, Happened, Office, Row
from api.h5.telling import scene_row
from api.h5.words import Words
from api.parts import parts
from api.tracking import tracked
from api.visits import Form, Visit, Visitor
from core import applications
from core.applications import ApplicationView, Line
from core.citizens import Caller
from core.house import house
from core.json import Json
from core.refusals import NotFound

router = APIRouter()
_TONE = {"approved": "good", "denied": "stop", "not_accepted": "stop", "not_corrected": "stop", "unpaid": "stop"}
_WAITS = frozenset({"correction", "returned", "pay_pending"})
OVER = {"done": "yes", "closed": "no", "partly_done": "maybe"}
_ACTIONS = {"withdraw": "withdraw", "correct": "correct", "resubmit": "correct"}  # what this face has pages for
_BOXES = ("query_code", "phone_tail")


class Standing(Protocol):
    """A case as its owner or a stranger with the code sees it."""

    @property
    def item_name(self) -> str: ...
    @property
    def department_name(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def result(self) -> str | None: ...
    @property
    def due_on(self) -> str | None: ...


@router.get("/a/{application_id}")
async def show(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    say = voice_of(request, visit).words
    view = await applications.one(caller, application_id, say.language)
    if view.state == "draft":
        return to(f"/a/{application_id}/next")
    over = view.state in OVER
    return page(
        request, visit, "progress", scene=view, live=live_at(view), outcome=OVER.get(view.state, ""),
        says=say(f"progress.state.{view.state}"), more=say(f"progress.more.{view.state}"),
        due_on=None if over else view.due_on, late=view.late, licences=licence_rows(view, say),
        cases=[office(case, say, waits=bool(case.waits_for)) for case in view.cases],
        timeline=_history(view), query_code=view.query_code or "", query_says=query_says(view, say), over=over,
        actions=_actions(view),
        next_scenes=await _next(request, caller, view, say) if over else [],
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
        due_on=None if found.state in OVER else found.due_on, cases=[office(case, say) for case in found.cases],
    )  # fmt: skip


def live_at(view: ApplicationView) -> str:
    """Where a script waits for news: after the last line this page shows."""
    last = max((line.seq for line in _lines(view)), default=0)
    return f"/api/v1/applications/{view.id}/events?after={last}&wait=20"


def office(case: Standing, say: Words, *, waits: bool = False) -> Office:
    says = say(f"progress.result.{case.result}") if case.result else say(f"progress.case.{case.state}")
    tone = _TONE.get(case.result or "", "mind" if case.state in _WAITS else "")
    when = say("progress.case_due", date=say.day(case.due_on)) if case.due_on and not case.result else ""
    return Office(case.department_name, case.item_name, say("progress.waits") if waits else says, tone, when)


def _lines(view: ApplicationView) -> list[Line]:
    return [*view.timeline, *(line for case in view.cases for line in case.timeline)]


def _history(view: ApplicationView) -> list[Happened]:
    """Newest first; where a rule decided, what it looked at and saw."""
    lines = sorted(_lines(view), key=lambda line: -line.seq)
    return [Happened(line.at, line.says, line.by, [_said(rule.get("says")) for rule in line.rules]) for line in lines]


def _said(value: Json) -> str:
    return value if isinstance(value, str) else ""


def licence_rows(view: ApplicationView, say: Words) -> list[Row]:
    return [
        Row(f"/licences/{one.id}", one.title, say("progress.licence_says"), "card", "good") for one in view.licences
    ]


def query_says(view: ApplicationView, say: Words) -> str:
    return say("progress.query_says", code=view.query_code or "")


def _actions(view: ApplicationView) -> list[Action]:
    names = dict.fromkeys(_ACTIONS[name] for name in view.actions if name in _ACTIONS)
    return [Action(name, f"/a/{view.id}/{name}", main=name == "correct") for name in sorted(names)]


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
