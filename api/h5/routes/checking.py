"""What anyone may check without an account: a licence or notice shown to them, and a text that says it is from us."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.pages import ANSWERED, Wrong, page, to, typed, voice_of, wrong_with
from api.h5.shown import Fact
from api.h5.words import Words
from api.limits import PUBLIC_CHECK
from api.parts import address_of, parts
from api.visits import Form, Visit, Visitor
from core import documents
from core.documents import Checked
from core.licences import Verification
from core.refusals import NotFound
from core.time import business_ms
from notifications.real import NotOurs, Real, is_this_real

router = APIRouter()
LONGEST = 200  # characters of a code; ours are far shorter


@router.get("/verify")
async def ask(request: Request, visit: Visitor, code: str | None = None) -> Response:
    """The code goes into the address, as it does when a camera reads it."""
    if code is None:
        return _verify_page(request, visit)
    if not code.strip():
        say = voice_of(request, visit).words
        return _verify_page(request, visit, (("code", say("wrong.empty", label=say("verify.code"))),))
    return to(f"/verify/{quote(code.strip()[:LONGEST], safe='')}")


@router.get("/verify/{code}")
async def verify(code: str, request: Request, visit: Visitor) -> Response:
    voice = voice_of(request, visit)
    try:
        await parts(request).limits.take(PUBLIC_CHECK, address_of(request))
    except ANSWERED as refusal:
        return _verify_page(request, visit, wrong_with(refusal, voice, at="code"))
    try:
        found = await documents.checked(code)
    except NotFound:
        nothing, printed = {"valid": False, "status": "unknown"}, documents.is_of_notice(code)
        return page(request, visit, "verified", 404, found=nothing, facts=[], checked_at=business_ms(), printed=printed)
    facts, printed = _facts(found, voice.words), isinstance(found, Checked)
    return page(request, visit, "verified", found=found, facts=facts, checked_at=found.checked_at, printed=printed)


@router.get("/real")
async def ask_real(request: Request, visit: Visitor) -> Response:
    return _real_page(request, visit)


@router.post("/real")
async def real(request: Request, visit: Visitor, form: Form) -> Response:
    """Drawn in the answer: it says the same when asked again, and changes nothing."""
    code, voice = typed(form, "code")[:64], voice_of(request, visit)
    if not code.strip():
        wrong = (("code", voice.words("wrong.empty", label=voice.words("real.title"))),)
        return _real_page(request, visit, wrong=wrong)
    try:
        await parts(request).limits.take(PUBLIC_CHECK, address_of(request))
    except ANSWERED as refusal:
        return _real_page(request, visit, code, wrong=wrong_with(refusal, voice, at="code"))
    return _real_page(request, visit, code, await is_this_real(code))


def _verify_page(request: Request, visit: Visit, wrong: Wrong = ()) -> Response:
    error = dict(wrong).get("code", "")
    return page(request, visit, "verify", 422 if wrong else 200, value="", error=error, errors=wrong)


def _real_page(
    request: Request, visit: Visit, code: str = "", found: Real | NotOurs | None = None, wrong: Wrong = ()
) -> Response:
    error = dict(wrong).get("code", "")
    return page(
        request, visit, "real", 422 if wrong else 200,
        value=code if wrong or (found and not found.known) else "", found=found, error=error, errors=wrong,
    )  # fmt: skip


def _facts(found: Checked | Verification, say: Words) -> list[Fact]:
    """As little as tells a true one from a false one."""
    if isinstance(found, Checked):
        return [
            Fact("paper", say("verified.document"), found.title, [found.number]),
            Fact("person", say("verified.to"), found.holder),
            Fact("office", say("verified.made_by"), found.issued_by, [say.plain_day(found.issued_on)]),
        ]
    return [
        Fact("card", say("verified.kind"), found.title),
        Fact("person", say("verified.holder"), found.holder),
        Fact("office", say("verified.issued_by"), found.issued_by, [say.plain_day(found.issued_on)]),
        Fact("clock", say("licence.valid_until"), _last_day(found.valid_until, say)),
    ]


def _last_day(valid_until: str | None, say: Words) -> str:
    return say.plain_day(valid_until) if valid_until else say("licence.forever")
