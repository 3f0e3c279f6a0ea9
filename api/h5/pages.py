"""From a route to a page and back: how a page is answered, where a form leads to, and what is wrong in words."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.h5.drawing import drawing
from api.h5.voice import Voice
from api.h5.words import chosen, words
from api.marks import may_call
from api.problems import Problem
from api.visits import Visit, Visitor, visit_of
from api.words import spoken
from core.citizens import Caller
from core.refusals import Conflict, Invalid, Refusal, TooMany, Unavailable

HEADERS = {"Cache-Control": "no-store"}  # of what is a person's own; what else a page says, api/edge adds
_OPEN = {"Cache-Control": "private, no-cache"}
_OWN = frozenset({"sign_in", "sign_in_code", "tracked"})  # a person's own though nobody is signed in
_PAGE_OF = {"submit": "summary", "begin": "answer", "face": ""}  # where the form of a form's address stands
_ODD = frozenset({"invalid", "malformed", "method_not_allowed", "not_acceptable", "media_type"})
_SENT = frozenset({"submitted_already", "not_a_draft", "not_open"})
ANSWERED = (Invalid, TooMany, Unavailable, Conflict)
"""Refusals that belong on the page they came from."""
Wrong = tuple[tuple[str, str], ...]
"""What is wrong, in the order of the page: (field id or "", words)."""
LOOKING = ("GET", "HEAD")


@may_call("citizen")
async def signed_in(visit: Visitor) -> Caller:
    """Raises: Unauthenticated; the pages then ask to sign in and come back."""
    return visit.signed_in()


SignedIn = Annotated[Caller, Depends(signed_in)]


def voice_of(request: Request, visit: Visit | None) -> Voice:
    """The person's own choice first, the browser's language second. Without a visit a page has no forms that work."""
    notes = visit.notes if visit else {}
    asked, size = notes.get("language"), notes.get("size")
    caller = visit.caller if visit else None
    return Voice(
        words=words(chosen(asked if isinstance(asked, str) else None, request.headers.get("accept-language", ""))),
        elder=notes.get("elder") is True,
        size=size if isinstance(size, int) else 0,
        csrf=visit.csrf if visit else "",
        signed_in=caller is not None,
        path=_address(request),
        demo=_is_demo(request),
    )


def page(request: Request, visit: Visit | None, name: str, /, status: int = 200, **shown: object) -> Response:
    """The page `templates/pages/<name>.html` in the voice of this visit."""
    voice = voice_of(request, visit)
    html = drawing().draw(name, voice, **shown)
    kept = HEADERS if voice.signed_in or name in _OWN else _OPEN
    return HTMLResponse(html, status, {**kept, "Content-Language": voice.words.language})


def to(path: str) -> Response:
    """After a form: look at `path` (303), so that going back or reloading sends nothing twice."""
    return RedirectResponse(path, 303)


def own_path(given: object, otherwise: str = "/") -> str:
    """A path of ours that a form or address named; anything that could lead elsewhere becomes `otherwise`."""
    path = given if isinstance(given, str) else ""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if fine and len(path) <= 500 else otherwise


def typed(form: FormData, name: str) -> str:
    """What stands in a box; "" for none and for a file."""
    given = form.get(name)
    return given if isinstance(given, str) else ""


def wrong_with(refusal: Refusal, voice: Voice, *, at: str = "") -> Wrong:
    """A refusal as the lines of an error summary. `at`: the field that a refusal without defects belongs to."""
    said = spoken(voice.words.language)
    if isinstance(refusal, Invalid):
        return tuple((one.field, said.defect(one.code, one.values)) for one in refusal.defects)
    values = dict(refusal.values)
    if isinstance(refusal, TooMany | Unavailable):
        values["retry_after"] = refusal.retry_after
    told = said.refusal(refusal.code, values)
    return ((at, voice.words("refused.both", title=told.title, detail=told.detail)),)


async def draw_problem(request: Request, problem: Problem) -> Response:
    """A refusal or a fault as a page. Who must sign in or be verified first is led there and back again."""
    here = own_path(_looked_at(request))
    if problem.status == 401:
        return to(f"/sign-in?next={here}")
    if problem.code == "assurance_needed":
        return to(f"/verify-me?next={here}")
    progress = _progress_of(request) if problem.code in _SENT else ""
    if progress and request.method in LOOKING:
        return to(progress)
    visit = await visit_of(request) if problem.status < 500 else _known_visit(request)
    return _refused(request, visit, problem, progress)


def _refused(request: Request, visit: Visit | None, problem: Problem, progress: str) -> Response:
    says, more, say = problem.title, problem.detail, voice_of(request, visit).words
    if problem.code in _ODD:  # what a program would do about it helps nobody who looks at a page
        says, more = say("refused.odd"), say("refused.odd_help")
    return page(
        request, visit, "refused", problem.status,
        says=says, more=more, progress=progress, find=problem.status in (400, 404, 405, 406, 415, 422),
        again=request.url.path if request.method in LOOKING and problem.status >= 429 else "",
        trace=problem.trace_id if problem.status >= 500 else "",
    )  # fmt: skip


def _progress_of(request: Request) -> str:
    """Where the application stands whose page or form this is."""
    start, _, rest = request.url.path.removeprefix("/a/").partition("/")
    return f"/a/{start}" if request.url.path.startswith("/a/") and rest else ""


def _address(request: Request) -> str:
    """This page, to come back to: with its query, since that is what was looked for."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query and request.method in LOOKING else request.url.path


def _looked_at(request: Request) -> str:
    """The page this person was on: the one asked for, or the one whose form was sent."""
    if request.method in LOOKING:
        return request.url.path
    try:
        came_from = urlsplit(request.headers.get("referer", ""))
    except ValueError:  # "//[" is no address at all
        return "/"
    return page_at(came_from.path) if came_from.netloc == request.url.netloc else "/"


def page_at(path: str) -> str:
    """The page that `path` is, or the one whose form is sent to it."""
    above, _, last = path.rpartition("/")
    return f"{above}/{_PAGE_OF[last]}".rstrip("/") if above and last in _PAGE_OF else path


def _known_visit(request: Request) -> Visit | None:
    """The visit if it is known already: after a fault the database is not asked again."""
    visit = getattr(request.state, "visit", None)
    return visit if isinstance(visit, Visit) else None


def _is_demo(request: Request) -> bool:
    settings = getattr(getattr(request.app.state, "parts", None), "settings", None)
    return bool(getattr(settings, "has_sandbox", False))
