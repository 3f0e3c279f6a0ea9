"""How much of a body we read: little, and more only where files are given. Counted as it comes."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEGABYTE = 1024 * 1024
FILE_LIMIT = 10 * MEGABYTE  # CONTRACT: uploads
FORM_OVERHEAD = 64 * 1024  # boundaries, names and the other fields beside a file
LIMIT = MEGABYTE


def limit_for(path: str) -> int:
    """Bytes. The API takes files at `.../uploads`, the pages at an application's own fields and papers."""
    return FILE_LIMIT + FORM_OVERHEAD if path.endswith("/uploads") or path.startswith("/a/") else LIMIT


class BodyLimit:
    """Refuses with 413 as soon as a body is read that says it is, or turns out to be, too long."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        limit = limit_for(scope["path"])
        read = _announced(scope)
        read = read if read > limit else 0

        async def counted() -> Message:
            nonlocal read
            if read <= limit:
                message = await receive()
                read += len(message.get("body", b""))
            if read > limit:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0
