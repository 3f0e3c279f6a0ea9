"""Too early today: to be told when the day comes, and to say that it need not be after all."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.pages import SignedIn, page, to, voice_of
from api.parts import parts
from api.visits import Form, Visitor
from core import applications, reminders
from core.citizens import Caller
from core.refusals import Conflict
from core.reminders import DROPPED, ReminderView

router = APIRouter()


@router.get("/s/{slug}/remind")
async def look(slug: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    """Which day it is; without a reminder, the answer page."""
    scene, found = applications.current(slug), await _mine(caller, slug)
    if found is None:
        return to(f"/s/{slug}/answer")
    say = voice_of(request, visit).words
    possible, tell = say.day(found.possible_on, year=True), say.day(found.tell_on, year=True)
    more = say(f"remind.more_{found.state}", date=possible)
    return page(request, visit, "remind", scene=scene, reminder=found, says=say("remind.says", date=tell), more=more)


@router.post("/s/{slug}/remind")
async def ask(slug: str, request: Request, caller: SignedIn, form: Form) -> Response:
    """Whoever need not wait is shown what stands in the way instead."""
    try:
        await reminders.ask(caller, slug, knowledge=parts(request).knowledge)
    except Conflict:
        return to(f"/s/{slug}/answer")
    return to(f"/s/{slug}/remind")


@router.post("/s/{slug}/remind/drop")
async def drop(slug: str, caller: SignedIn, form: Form) -> Response:
    found = await _mine(caller, slug)
    if found is None:
        return to(f"/s/{slug}/answer")
    try:
        await reminders.drop(caller, found.id)
    except Conflict:  # told meanwhile: the page says so
        return to(f"/s/{slug}/remind")
    return to(f"/s/{slug}/answer")


async def _mine(caller: Caller, slug: str) -> ReminderView | None:
    return next((one for one in await reminders.mine(caller) if one.scene == slug and one.state != DROPPED), None)
