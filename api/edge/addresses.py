"""An address with a NUL in it leads nowhere: no path of ours has one, and PostgreSQL takes none in a text."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import of_status


class PlainAddress:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and ("\0" in scope["path"] or b"%00" in scope["query_string"]):
            await of_status(404, "not_found", Request(scope)).answer()(scope, receive, send)
            return
        await self.app(scope, receive, send)
