"""The app factory: one FastAPI app with every face on it. What the parts are is decided in api/bootstrap.py."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api import callbacks, desk, docs, errors, h5, health, office_callbacks, openapi, payment_callbacks
from api.bootstrap import SANDBOX, House, opened
from api.city import UNREADABLE
from api.edge import addresses
from api.edge.addresses import PlainAddress
from api.edge.bodies import BodyLimit
from api.edge.heads import Heads
from api.edge.hot import Hot
from api.edge.seen import Seen
from api.edge.status_in_body import StatusInBody
from api.settings import Settings
from api.v1 import (
    applications,
    documents,
    letters,
    licences,
    me,
    orders,
    progress,
    reminders,
    scenes,
    schemas,
    sessions,
    uploads,
    verify,
)
from api.v1.desk import NOUNS as AT_DESK
from api.visits import PageCookie

SAYS = "What every face of the city hall relies on. JSON, GET and POST only; errors are RFC 9457 problem details."
NOUNS = (sessions, me, scenes, applications, progress, uploads, licences, documents, letters, reminders, verify, orders)


def create_app(settings: Settings) -> FastAPI:
    """The whole house for `settings`. Raises: Misconfigured with everything that is wrong at once."""
    app = FastAPI(
        title="掌办 Zhangban",
        description=SAYS,
        version=openapi.VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # ours are in api/edge/seen.py
        lifespan=_lifespan,
    )
    app.state.settings = settings.checked()
    app.state.unreadable = ""
    errors.install(app)
    openapi.install(app)
    for router in (
        *(noun.router for noun in (*NOUNS, *AT_DESK)),
        health.router,
        callbacks.router,
        office_callbacks.router,
        payment_callbacks.router,
        schemas.router,
        docs.router,
    ):
        app.router.routes.extend(router.routes)  # flat: included routers are matched level by level, at 90 us a request
    h5.mount(app)
    desk.mount(app)
    addresses.lead_on_by_path(app)
    app.add_middleware(_Edge, settings=settings)
    return app


class _Edge:
    """What a request passes, outermost first. One middleware to the framework, so that the order stands here."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        squeezed = GZipMiddleware(PageCookie(PlainAddress(app)), minimum_size=1000, compresslevel=5)
        https = settings.public_address.startswith("https://")
        inner = Heads(Hot(BodyLimit(squeezed)))
        self._app = StatusInBody(Seen(inner, https=https, broken=errors.broken))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        try:
            house = await stack.enter_async_context(opened(app.state.settings))
        except UNREADABLE as wrong:
            app.state.unreadable = str(wrong)  # for whoever started us: plain lines say more than a traceback
            raise
        _attach(app, house)
        yield


def _attach(app: FastAPI, house: House) -> None:
    app.state.parts, app.state.house = house.parts, house
    if house.sandbox is not None:
        app.mount(SANDBOX, house.sandbox)
