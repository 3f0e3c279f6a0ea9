"""The outermost layer: a trace id, security headers, one line in the log, one count; and the last net for faults."""

import os
import time
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import metrics
from api.logs import request_line, trace

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[bytes, bytes] = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"geolocation=(), microphone=(), payment=(), usb=()",
    b"content-security-policy": CSP.encode(),
}
HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
Broken = Callable[[Request, Exception], Awaitable[Response]]
_QUIET = ("/healthz", "/readyz", "/metrics", "/static/")


class Seen:
    """`https` adds HSTS. Paths are logged as their route's pattern: a real path may carry a code or an id.

    `broken` turns a fault of ours into an answer, and tells the operator.
    """

    def __init__(self, app: ASGIApp, *, https: bool, broken: Broken) -> None:
        self.app = app
        self._broken = broken
        self._headers = [*HEADERS.items(), *([HSTS] if https else [])]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        trace_id = scope["trace_id"] = os.urandom(16).hex()
        trace.set(trace_id)
        watched = _Answer(send, trace_id.encode(), self._headers)
        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            pass  # they hung up while still sending: nobody is there to answer
        except Exception as error:  # noqa: BLE001  the last net: the server would log the text, perhaps a person's
            answer = await self._broken(Request(scope, receive), error)
            if not watched.status:
                await answer(scope, receive, watched)
        finally:
            _note(scope, watched)


class _Answer:
    """Sends on, and remembers when the head left and with what status."""

    def __init__(self, send: Send, trace_id: bytes, headers: list[tuple[bytes, bytes]]) -> None:
        self._send, self._trace_id, self._headers = send, trace_id, headers
        self._began = time.perf_counter()
        self.status, self.seconds = 0, 0.0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.seconds = message["status"], time.perf_counter() - self._began
            given = message.get("headers", ())
            own = {name for name, _ in given if name in HEADERS}
            ours = [header for header in self._headers if header[0] not in own] if own else self._headers
            message = {**message, "headers": [*given, *ours, (b"x-trace-id", self._trace_id)]}
        await self._send(message)


def _note(scope: Scope, watched: _Answer) -> None:
    route, method, status = _pattern(scope), scope["method"], watched.status
    metrics.count_request(route, method, status, watched.seconds)
    if not scope["path"].startswith(_QUIET):
        request_line(route=route, method=method, status=status, ms=round(watched.seconds * 1000, 1))


def _pattern(scope: Scope) -> str:
    """As the route is written, with what it is mounted or included under."""
    pattern: str | None = scope.get("pattern") or getattr(scope.get("route"), "path", None)
    return f"{scope.get('root_path', '')}{pattern}" if pattern else "(none)"
