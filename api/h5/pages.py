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

HEADERS = {"Cache-Control": "private, no-cache"}  # what else a page says to browsers, api/edge adds to every answer
ANSWERED = (Invalid, TooMany, Unavailable, Conflict)
"""Refusals that belong on the page they came from."""
Wrong = tuple[tuple[str, str], ...]
"""What is wrong, in the order of the page: (field id or "", words)."""


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
        path=request.url.path,
        demo=_is_demo(request),
    )


def page(request: Request, visit: Visit | None, name: str, /, status: int = 200, **shown: object) -> Response:
    """The page `templates/pages/<name>.html` in the voice of this visit."""
    voice = voice_of(request, visit)
    html = drawing().draw(name, voice, **shown)
    return HTMLResponse(html, status, {**HEADERS, "Content-Language": voice.words.language})


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
    visit = await visit_of(request) if problem.status < 500 else _known_visit(request)
    again = request.url.path if request.method == "GET" and problem.status >= 429 else ""
    trace = problem.trace_id if problem.status >= 500 else ""
    return page(
        request, visit, "refused", problem.status, says=problem.title, more=problem.detail, again=again, trace=trace
    )


def _looked_at(request: Request) -> str:
    """The page this person was on: the one asked for, or the one whose form was sent."""
    if request.method in ("GET", "HEAD"):
        return request.url.path
    try:
        came_from = urlsplit(request.headers.get("referer", ""))
    except ValueError:  # "//[" is no address at all
        return "/"
    return came_from.path if came_from.netloc == request.url.netloc else "/"


def _known_visit(request: Request) -> Visit | None:
    """The visit if it is known already: after a fault the database is not asked again."""
    visit = getattr(request.state, "visit", None)
    return visit if isinstance(visit, Visit) else None


def _is_demo(request: Request) -> bool:
    settings = getattr(getattr(request.app.state, "parts", None), "settings", None)
    return bool(getattr(settings, "has_sandbox", False))
