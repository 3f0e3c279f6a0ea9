"""The pretend outside world on a real loopback socket, and a bare wire for what no vendor does on purpose."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

import sandbox
from core.json import Json
from sandbox.pace import Pace
from vendors import http
from vendors.outside import Outside

QUICK = Pace(report_after=0.02, slow=0.6, late=0.5, timeout=2.0, retries=(0.05, 0.05, 0.1, 0.1))


@dataclass(frozen=True)
class World:
    """`ask` speaks to the sandbox's own API as a tester does."""

    address: str
    outside: Outside
    ask: httpx.AsyncClient

    async def people(self) -> dict[str, dict[str, str]]:
        return {one["id"]: one for one in (await self.ask.get("/sandbox/people")).json()["items"]}

    async def fault(self, target: str, kind: str, times: int = 1, code: str = "") -> None:
        order: dict[str, Json] = {"target": target, "kind": kind, "times": times}
        answer = await self.ask.post("/sandbox/faults", json={**order, **({"code": code} if code else {})})
        assert answer.status_code < 300, answer.text

    async def texts(self, phone: str) -> list[dict[str, str]]:
        """What landed on this phone, the newest first."""
        return list((await self.ask.get("/sandbox/sms", params={"phone": phone})).json()["items"])

    async def text_the_city(self, phone: str, text: str) -> None:
        assert (await self.ask.post("/sandbox/sms", json={"from": phone, "text": text})).status_code < 300


@contextlib.asynccontextmanager
async def served(app: Starlette) -> AsyncIterator[str]:
    """`app` on a free port of this machine."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", lifespan="off", access_log=False)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[method-assign]  # the test runner has its own
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells nobody when it is ready
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


@contextlib.asynccontextmanager
async def world(
    folder: Path, callbacks: Callable[[], list[BaseRoute]] = list, *, pace: Pace = QUICK, limits: bool = False
) -> AsyncIterator[World]:
    """The sandbox at `/sandbox`, `callbacks` beside it (where the house would listen), and the one client opened."""
    app = Starlette(routes=callbacks())
    async with served(app) as address, http.opened():
        pretend = sandbox.create(address, time.time, folder / "sandbox.sqlite3", pace=pace, limits=limits)
        app.router.routes.append(Mount("/sandbox", pretend))
        await pretend.start()
        outside = Outside(f"{address}/sandbox/wire", sandbox.DEMO_SECRETS)
        async with httpx.AsyncClient(base_url=address, trust_env=False) as ask:
            try:
                yield World(address, outside, ask)
            finally:
                await pretend.stop()


Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextlib.asynccontextmanager
async def wire(talk: Talk) -> AsyncIterator[str]:
    """A bare socket that says whatever `talk` writes, once the request's head has arrived."""

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            await talk(reader, writer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(met, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
