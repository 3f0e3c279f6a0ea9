"""A post office over the sandbox's gateway, on both databases, with the callbacks where the house would have them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

import sandbox
from core import crypto, words
from notifications import inbound, letters, reports, senders
from notifications.post import forget_listeners, open_post
from notifications.senders import Unreadable
from tests.conftest import ROOT
from tests.vendors.pretend import World, world

LETTERS = ROOT / "city" / "letters"


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path) -> Iterator[None]:
    words.load(ROOT / "city" / "words")
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        yield


def callbacks() -> list[BaseRoute]:
    """What the house answers a gateway with."""

    async def pushed(request: Request) -> Response:
        if request.path_params["secret"] != sandbox.CALLBACK_SECRET:
            return Response(status_code=404)
        receive = {"reports": reports.receive, "messages": inbound.receive}[request.path_params["what"]]
        try:
            return Response(await receive("aliyun", await request.body()), media_type="application/json")
        except Unreadable:
            return Response(status_code=500)

    return [Route("/callbacks/sms/aliyun/{secret}/{what}", pushed, methods=["POST"])]


@cache
def city_letters() -> letters.Letters:
    """Read once: nothing of them ever changes."""
    return letters.load(LETTERS)


def reopen(pretend: World) -> None:
    """The post office anew: senders read their settings again."""
    open_post(city_letters(), senders.every(pretend.outside))


@asynccontextmanager
async def opened_office(folder: Path, *, limits: bool = False) -> AsyncIterator[World]:
    async with world(folder, callbacks, limits=limits) as pretend:
        reopen(pretend)
        try:
            yield pretend
        finally:
            forget_listeners()


@pytest.fixture
async def pretend(tmp_path: Path, database: str) -> AsyncIterator[World]:
    """The sandbox, the database and the post office, all open."""
    async with opened_office(tmp_path) as opened:
        yield opened
