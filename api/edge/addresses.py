"""Addresses that may not be (with a NUL in it: PostgreSQL takes none in a text), and those a slash away from one."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import answered
from api.problems import of_status


class PlainAddress:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and ("\0" in scope["path"] or b"%00" in scope["query_string"]):
            request = Request(scope, receive)
            answer = await answered(request, of_status(404, "not_found", request))
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)


def lead_on_by_path(app: Starlette) -> None:
    """`/me/` leads to `/me`, by path alone: the framework itself would name the host that the caller made up."""
    router = app.router
    router.redirect_slashes, not_found = False, router.default

    async def lead_on(scope: Scope, receive: Receive, send: Send) -> None:
        path = _a_slash_away(app, scope) if scope["type"] == "http" else None
        answer = not_found if path is None else RedirectResponse(path)
        await answer(scope, receive, send)

    router.default = lead_on


def _a_slash_away(app: Starlette, scope: Scope) -> str | None:
    """Where this address would be served, query and all; None when nowhere."""
    path: str = scope["path"]
    other = path.rstrip("/") if path.endswith("/") else f"{path}/"
    if not other.strip("/") or other.startswith(("//", "/\\")):
        return None
    if all(route.matches({**scope, "path": other})[0] is Match.NONE for route in app.routes):
        return None
    query = scope["query_string"].decode("latin-1")
    return f"{other}?{query}" if query else other
