"""For clients that cannot read error answers (Alipay): with `X-Status-In-Body: 1` the answer is always 200.

It holds `{status, headers, body}`.
"""

import base64
from collections.abc import Iterable, Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.json import Json, decode, encode

_KEPT = frozenset(
    {"content-type", "etag", "retry-after", "location", "x-trace-id", "idempotency-replayed", "www-authenticate"}
)


class StatusInBody:
    """Collects the answer and wraps it. An event stream is left as it is: it has no end to wait for.

    The answer is asked for unsqueezed, whatever the client takes: what is wrapped must be readable.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or (b"x-status-in-body", b"1") not in scope["headers"]:
            await self.app(scope, receive, send)
            return
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app(scope, receive, _Wrapper(send))


class _Wrapper:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: Message | None = None
        self._body = bytearray()
        self._through = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
            self._through = _type_of(message["headers"]).startswith("text/event-stream")
        elif not self._through and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()
            return
        if self._through:
            await self._send(message)

    async def _finish(self) -> None:
        assert self._head is not None
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in self._head["headers"]}
        told: Mapping[str, Json] = {
            "status": self._head["status"],
            "headers": {name: value for name, value in headers.items() if name in _KEPT},
            "body": _readable(headers.get("content-type", ""), bytes(self._body)),
        }
        body = encode(told)
        dropped = {"content-type", "content-length", "content-encoding", "etag"}
        kept = [(name.encode(), value.encode("latin-1")) for name, value in headers.items() if name not in dropped]
        kept += [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await self._send({"type": "http.response.start", "status": 200, "headers": kept})
        await self._send({"type": "http.response.body", "body": body})


def _readable(media_type: str, body: bytes) -> Json:
    """JSON as JSON, text as text, anything else as base64."""
    if not body:
        return None
    if "json" in media_type:
        return decode(body)
    return body.decode() if media_type.startswith("text/") else base64.b64encode(body).decode()


def _type_of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    return next((value.decode("latin-1") for name, value in headers if name.lower() == b"content-type"), "")
