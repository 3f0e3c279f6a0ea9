"""Signing in with a code by text, signing out, and proving who one is; then on to where one wanted to go."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.h5.pages import ANSWERED, SignedIn, Wrong, own_path, page, to, typed, voice_of, wrong_with
from api.h5.questions import Question
from api.h5.words import Words
from api.limits import VERIFICATION
from api.marks import may_call
from api.parts import parts
from api.signing_in import recognised, send_code
from api.visits import Form, Visit, Visitor
from core import citizens
from core.citizens.verifying import THREE_ELEMENTS
from core.refusals import Refusal, TooMany
from core.secret import Phone, tidy_phone

router = APIRouter()
Next = Annotated[str, Query(alias="next")]
CHANNEL = "h5"
_DIGITS = 6  # of the seconds to wait: a day has five
_LONG_S = 120  # longer waits are told in minutes


@router.get("/sign-in")
async def ask_phone(request: Request, visit: Visitor, onward: Next = "/") -> Response:
    if visit.caller:
        return to(own_path(onward))
    return _phone_page(request, visit, own_path(onward), _remembered(visit))


@router.post("/sign-in")
async def send(request: Request, visit: Visitor, form: Form) -> Response:
    """Send the code, the first time or again."""
    again, onward = typed(form, "again"), own_path(form.get("next"))
    phone = _remembered(visit) if again else typed(form, "phone")
    try:
        await send_code(request, phone)
    except TooMany as refusal:
        if _remembered(visit) == phone or refusal.code == "codes_too_often":  # one is on its way: here it goes
            await visit.remember({"phone": phone})
            return to(f"/sign-in/code?next={quote(onward)}&wait={refusal.retry_after}")
        soon = _wait(refusal.retry_after, voice_of(request, visit).words)
        return _phone_page(request, visit, onward, phone, (("phone", soon),))
    except ANSWERED as refusal:
        wrong = wrong_with(refusal, voice_of(request, visit), at="" if again else "phone")
        if again:
            return _code_page(request, visit, onward, wrong)
        return _phone_page(request, visit, onward, phone, wrong)
    await visit.remember({"phone": phone})
    return to(f"/sign-in/code?next={quote(onward)}")


@router.get("/sign-in/code")
async def ask_code(request: Request, visit: Visitor, onward: Next = "/", wait: str = "") -> Response:
    """`wait`: the seconds until another code can be sent, when one asked too soon."""
    if visit.caller:
        return to(own_path(onward))
    if not _remembered(visit):
        return to(f"/sign-in?next={quote(own_path(onward))}")
    seconds = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < _DIGITS else 0
    return _code_page(request, visit, own_path(onward), wait=seconds)


@router.post("/sign-in/code")
async def enter(request: Request, visit: Visitor, form: Form) -> Response:
    onward, code = own_path(form.get("next")), typed(form, "code").strip()
    voice = voice_of(request, visit)
    if not code:
        return _code_page(request, visit, onward, (("code", voice.words("wrong.code")),))
    try:
        citizen = await recognised(request, CHANNEL, {"phone": _remembered(visit), "code": code})
    except ANSWERED as refusal:
        return _code_page(request, visit, onward, wrong_with(refusal, voice, at="code"))
    await visit.sign_in(citizen.id, CHANNEL)
    await visit.remember({"phone": None})
    return to(onward)


@router.get("/sign-out")
@may_call("anyone")
async def before_leaving() -> Response:
    return to("/me")


@router.post("/sign-out")
async def leave(visit: Visitor, form: Form) -> Response:
    """What the browser kept of these pages goes too: the next to hold this phone may be somebody else."""
    await visit.sign_out()
    gone = to("/")
    gone.headers["Clear-Site-Data"] = '"cache"'
    return gone


@router.get("/verify-me")
async def ask_name(request: Request, visit: Visitor, caller: SignedIn, onward: Next = "/me") -> Response:
    if caller.assurance >= THREE_ELEMENTS:
        return to(own_path(onward, "/me"))
    return _name_page(request, visit, own_path(onward, "/me"), {"name": "", "id_number": ""})


@router.post("/verify-me")
async def verify(request: Request, visit: Visitor, caller: SignedIn, form: Form) -> Response:
    here, onward = parts(request), own_path(form.get("next"), "/me")
    values = {name: typed(form, name) for name in ("name", "id_number")}
    try:
        await here.limits.take(VERIFICATION, caller.citizen_id)
        await citizens.verify(caller, values["name"], values["id_number"], here.verifiers)
    except ANSWERED as refusal:
        return _name_page(request, visit, onward, values, refusal)
    return to(onward)


def _remembered(visit: Visit) -> str:
    phone = visit.notes.get("phone")
    return phone if isinstance(phone, str) else ""


def _phone_page(request: Request, visit: Visit, onward: str, phone: str, wrong: Wrong = ()) -> Response:
    say = voice_of(request, visit).words
    question = Question("phone", say("sign_in.title"), "phone", hint=say("sign_in.hint"), autocomplete="tel-national")
    why = say("sign_in.why_apply") if onward.startswith(("/s/", "/a/")) else ""
    return page(
        request,
        visit,
        "sign_in",
        422 if wrong else 200,
        q=question,
        value=phone,
        error=dict(wrong).get("phone", ""),
        errors=wrong,
        next=onward,
        back=_before(onward),
        why=why,
    )


def _wait(seconds: int, say: Words) -> str:
    if seconds <= _LONG_S:
        return say("sign_in.wait", seconds=seconds)
    return say("sign_in.wait_long", minutes=-(-seconds // 60))


def _code_page(request: Request, visit: Visit, onward: str, wrong: Wrong = (), wait: int = 0) -> Response:
    phone = str(Phone(tidy_phone(_remembered(visit))))
    return page(
        request,
        visit,
        "sign_in_code",
        422 if wrong else 200,
        phone=phone,
        next=onward,
        wait=_wait(wait, voice_of(request, visit).words) if wait else "",
        error=dict(wrong).get("code", ""),
        errors=wrong,
    )


def _name_page(
    request: Request, visit: Visit, onward: str, values: dict[str, str], refusal: Refusal | None = None
) -> Response:
    voice = voice_of(request, visit)
    say, wrong = voice.words, wrong_with(refusal, voice) if refusal else ()
    messages = dict(wrong)
    return page(
        request,
        visit,
        "verify_me",
        422 if wrong else 200,
        name=Question("name", say("verify_me.name"), "text", hint=say("verify_me.name_hint"), autocomplete="name"),
        number=Question("id_number", say("verify_me.number"), "id_number"),
        values=values,
        wrong={name: messages.get(name, "") for name in values},
        errors=wrong,
        next=onward,
        back=_before(onward),
    )


def _before(onward: str) -> str:
    """The page one came from: where one was going, unless that would only send one back here."""
    return "/" if onward.startswith(("/me", "/a/", "/letters", "/licences")) else onward
