"""HEAD wherever GET is: the same head, no body, and nothing set in the asker's browser."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    """Asks inside as GET, marked `head_only`. An answer without end is left as soon as its head is known."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        inner = {**scope, "method": "GET", "head_only": True}
        try:
            await self.app(inner, receive, _Bodiless(send))
        finally:
            for name in ("route", "pattern", "root_path"):  # for the log, which names routes and not addresses
                if name in inner:
                    scope[name] = inner[name]


class _Bodiless:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._ended = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._send(message)
            return
        if self._ended:
            raise OSError("the asker wanted the head alone")  # what a server says when nobody listens any more
        self._ended = True
        await self._send({"type": "http.response.body", "body": b""})
