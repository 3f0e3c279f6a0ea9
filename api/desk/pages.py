"""From a route of the desk to a page and back: how a page is answered, where a form leads to, refusals in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.desk.drawing import desk_drawing, words
from api.desk.visit import DeskVisit, known_visit, visit_of
from api.h5.voice import Voice
from api.h5.words import Words, chosen
from api.problems import Problem
from api.words import spoken
from core.house import department_name
from core.refusals import Conflict, Invalid, NotAllowed, Refusal, TooMany, Unavailable
from core.staff import Staff

ANSWERED = (Invalid, Conflict, NotAllowed, TooMany, Unavailable)
"""Refusals that belong on the page they came from."""
HOME = "/desk"
LOOKING = ("GET", "HEAD")
_HEADERS = {"Cache-Control": "no-store"}
_ODD = frozenset({"invalid", "malformed", "method_not_allowed", "not_acceptable", "media_type", "not_found"})
_ROOMS: Mapping[str, tuple[str, ...]] = {
    "queue": ("clerk", "officer", "supervisor"),
    "approvals": ("supervisor", "finance"),
    "supervision": ("supervisor",),
    "access": ("auditor",),
}
_KEYS: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "queue": (
        (("j", "k"), "move"),
        (("Enter",), "open"),
        (("c",), "hold"),
        (("x",), "pick"),
        (("*",), "pick_all"),
        (("b",), "batch"),
    ),
    "case": (
        (("a",), "primary"),
        (("b",), "letter"),
        (("d",), "refuse"),
        (("t",), "return"),
        (("s",), "suspend"),
        (("e",), "extend"),
        (("o",), "opinion"),
        (("f",), "forward"),
        (("c", "r"), "claim"),
        (("j", "k"), "move"),
        (("q",), "back"),
        (("Ctrl", "Enter"), "send"),
    ),
    "list": ((("j", "k"), "move"), (("Enter",), "open")),
}
_EVERYWHERE = ((("/",), "find"), (("Esc",), "leave"), (("?",), "help"))


@dataclass(frozen=True)
class Me:
    """The officer, as the bar on top shows them; `rooms` are the pages they may open."""

    name: str
    department: str
    roles: str
    rooms: tuple[str, ...]


def rooms_of(staff: Staff) -> tuple[str, ...]:
    return tuple(room for room, roles in _ROOMS.items() if staff.is_any(*roles))


def say_of(request: Request) -> Words:
    return words(chosen(None, request.headers.get("accept-language", "")))


def page(
    request: Request, visit: DeskVisit | None, name: str, /, status: int = 200, keys: str = "", **shown: object
) -> Response:
    """The page `templates/pages/<name>.html`. `keys`: which table of keys it keeps to."""
    say = say_of(request)
    voice = Voice(words=say, csrf=visit.csrf if visit else "", path=request.url.path, demo=_is_demo(request))
    staff = visit.staff if visit else None
    around = {
        "me": _me(staff, say) if staff else None,
        "where": "",
        "did": "",
        "was": "",
        "wrong": "",
        "keys": keys_of(keys, say),
    }
    answer = HTMLResponse(desk_drawing().draw(name, voice, **{**around, **shown}), status, _HEADERS)
    answer.headers["Content-Language"] = say.language
    return visit.leave_cookie(answer) if visit else answer


def keys_of(table: str, say: Words) -> list[tuple[tuple[str, ...], str]]:
    """The keys of one kind of page and what they do, as the page itself tells them."""
    return [(keys, say(f"keys.{what}")) for keys, what in (*_KEYS.get(table, ()), *_EVERYWHERE)]


def to(path: str) -> Response:
    """After a form: look at `path` (303), so that going back or reloading sends nothing twice."""
    return RedirectResponse(path, 303)


def typed(form: FormData, name: str, most: int = 4000) -> str:
    """What stands in a box, at most `most` characters; "" for none."""
    given = form.get(name)
    return given[:most].replace("\r\n", "\n").strip() if isinstance(given, str) else ""


def desk_path(given: object, otherwise: str = HOME) -> str:
    """A page of the desk that a form or address named; anything else becomes `otherwise`."""
    path = given if isinstance(given, str) else ""
    fine = path.startswith("/desk") and path.isascii() and path.isprintable() and "\\" not in path and "//" not in path
    return path if fine and len(path) <= 500 and path[5:6] in ("", "/", "?") else otherwise


def told(refusal: Refusal, say: Words) -> str:
    """A refusal in a sentence or two."""
    said = spoken(say.language)
    if isinstance(refusal, Invalid):
        return said.joins["sentences"].join(said.defect(one.code, one.values) for one in refusal.defects)
    values = dict(refusal.values)
    if isinstance(refusal, TooMany | Unavailable):
        values["retry_after"] = refusal.retry_after
    both = said.refusal(refusal.code, values)
    return say("refused.both", title=both.title, detail=both.detail)


async def draw_problem(request: Request, problem: Problem) -> Response:
    """A refusal or a fault as a page of the desk. Who must sign in first is led there and back again."""
    if problem.status == 401:
        here = desk_path(request.url.path) if request.method in LOOKING else HOME
        return to(f"/desk/sign-in?next={here}")
    visit = await visit_of(request) if problem.status < 500 else known_visit(request)
    say, title, detail = say_of(request), problem.title, problem.detail
    if problem.code in _ODD:  # what a program would do about it helps nobody who looks at a page
        title, detail = say("refused.odd"), say("refused.odd_help")
    trace = problem.trace_id if problem.status >= 500 else ""
    return page(request, visit, "refused", problem.status, title=title, detail=detail, trace=trace)


def _me(staff: Staff, say: Words) -> Me:
    roles = say("finding.and").join(say(f"roles.{role}") for role in staff.roles)
    return Me(staff.shown_name, department_name(staff.department), roles, rooms_of(staff))


def _is_demo(request: Request) -> bool:
    settings = getattr(getattr(request.app.state, "parts", None), "settings", None)
    return bool(getattr(settings, "has_sandbox", False))
