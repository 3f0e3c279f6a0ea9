"""A fault of ours: a problem with a trace id for the person, the way to it for the operator, nothing of the person."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message

from api import logs
from api.app import create_app
from api.settings import Settings

SECRET = "张国林 990101196006150113"


async def breaks(request: Request) -> Response:
    raise ValueError(SECRET)


async def breaks_half_way(request: Request) -> Response:
    async def pieces() -> object:
        yield b"half"
        raise ValueError(SECRET)

    return StreamingResponse(pieces())  # type: ignore[arg-type]  # the generator's type is its own


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    app = create_app(Settings(data=tmp_path))
    app.router.routes[:0] = [
        Route("/api/v1/breaks", breaks),
        Route("/api/v1/half", breaks_half_way),
        Route("/b", breaks),
    ]
    return app


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root, out = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.set_up("info", out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = True


async def get(app: FastAPI, path: str, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        return await client.get(path, headers=headers)


async def test_a_fault_is_a_problem_with_a_trace_id_and_without_its_text(app: FastAPI, written: io.StringIO) -> None:
    answer = await get(app, "/api/v1/breaks")
    assert answer.status_code == 500
    problem = answer.json()
    assert problem["code"] == "fault"
    assert SECRET not in answer.text
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    fault = next(line for line in lines if line["event"] == "fault")
    assert (fault["error"], fault["trace"]) == ("ValueError", problem["trace_id"])
    assert any("test_faults.py" in frame for frame in fault["at"])
    assert "张国林" not in written.getvalue()


async def test_a_fault_behind_a_page_is_a_page(app: FastAPI, written: io.StringIO) -> None:
    answer = await get(app, "/b")
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["x-trace-id"] in answer.text
    assert SECRET not in answer.text


async def test_a_fault_in_the_middle_of_an_answer_ends_it_and_is_written_down(
    app: FastAPI, written: io.StringIO
) -> None:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    scope = {"type": "http", "method": "GET", "path": "/api/v1/half", "query_string": b"", "headers": []}
    await app(scope, receive, send)
    assert [message.get("body") for message in told] == [None, b"half"]
    assert '"fault"' in written.getvalue()
    assert "张国林" not in written.getvalue()


async def test_a_fault_is_still_readable_for_who_cannot_read_errors(app: FastAPI, written: io.StringIO) -> None:
    answer = await get(app, "/api/v1/breaks", **{"X-Status-In-Body": "1"})
    assert answer.json()["status"] == 500
    assert answer.status_code == 200
