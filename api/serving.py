"""The server, with the order of things: the worker starts once the socket listens, and stops before the streams do.

Our own process calls its own sandbox over HTTP, so nothing may call out before we listen or after we stop listening.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import Settings

Step = Callable[[], Awaitable[None]]
GRACE_S = 10


class Server(uvicorn.Server):
    """Shutdown: worker, streams, server."""

    def __init__(self, config: uvicorn.Config, *, listening: Step, closing: Step) -> None:
        super().__init__(config)
        self._listening = listening
        self._closing = closing

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            await self._listening()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._closing()
        await super().shutdown(sockets=sockets)


def config_for(app: FastAPI, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        _without_traceback(app),
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=30,
        backlog=2048,
    )


def _without_traceback(app: FastAPI) -> ASGIApp:
    """What is wrong with the city's files is said by whoever started us, line by line."""

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return

        async def plainly(message: Message) -> None:
            failed = message["type"] == "lifespan.startup.failed" and app.state.unreadable
            await send({**message, "message": ""} if failed else message)

        await app(scope, receive, plainly)

    return asgi


def serve(app: FastAPI, settings: Settings, announce: Step) -> bool:
    """Until a signal. Answers whether it ever listened: a port that is taken is said by uvicorn in the log."""

    async def listening() -> None:
        await app.state.house.listening()
        await announce()

    async def closing() -> None:
        await app.state.house.closing()

    server = Server(config_for(app, settings), listening=listening, closing=closing)
    with asyncio.Runner(loop_factory=fast_loop) as runner:
        try:
            runner.run(server.serve())
        except SystemExit:
            return False
    return bool(server.started)


def fast_loop() -> asyncio.AbstractEventLoop:
    import uvloop

    return uvloop.new_event_loop()
