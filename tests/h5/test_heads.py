"""HEAD of an answer that has no end: its head comes, and nobody is kept waiting for the rest."""

from collections.abc import AsyncIterator, MutableMapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import StreamingResponse

from api.edge.heads import Heads


async def endless() -> AsyncIterator[bytes]:
    while True:
        yield b": still here\n\n"


async def test_the_head_of_an_endless_stream_is_answered_and_the_stream_left() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert Request(scope).method == "GET"
        await StreamingResponse(endless(), media_type="text/event-stream")(scope, receive, send)

    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "HEAD",
        "path": "/",
        "headers": [],
        "asgi": {"version": "3.0", "spec_version": "2.4"},
    }
    try:
        await Heads(app)(scope, receive, send)
    except ClientDisconnect:
        pass  # what api/edge/seen.py takes for an asker who has gone
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[1]["body"] == b""
    assert scope["method"] == "HEAD"
