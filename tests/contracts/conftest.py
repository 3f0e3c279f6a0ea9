"""The pretend outside world, for contracts that every plug-in of a kind has to keep."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from tests.vendors.pretend import World, world

Call = tuple[str, dict[str, str], bytes]


@pytest.fixture
def calls() -> list[Call]:
    """What the outside called us about: path, headers, body."""
    return []


@pytest.fixture
async def pretend(tmp_path: Path, calls: list[Call]) -> AsyncIterator[World]:
    """The sandbox, and an ear beside it that only notes down."""

    async def hear(request: Request) -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        calls.append((request.url.path, headers, await request.body()))
        return Response(b'{"code":"0000"}', media_type="application/json")

    def callbacks() -> list[BaseRoute]:
        return [Route("/callbacks/{rest:path}", hear, methods=["POST"])]

    async with world(tmp_path, callbacks) as opened:
        yield opened
