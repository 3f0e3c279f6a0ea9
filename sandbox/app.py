"""The sandbox as one ASGI app, to be mounted anywhere (the house mounts it at `/sandbox`)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import colleagues, controls, offices, phone, platform_controls, till_page, wires
from .clock import Clock
from .demo import CALLBACK_SECRET
from .faults import Faults
from .pace import Pace
from .people import People
from .pushes import Pushes
from .store import Store
from .texts import Texts
from .world import World

STATIC = Path(__file__).parent / "static"
FORGED_SECRET = "guessed"
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Sandbox:
    """The pretend world. `start` and `stop` belong around serving: they run the task that pushes reports and texts."""

    def __init__(self, world: World) -> None:
        self._world = world
        routes = [
            *controls.routes(world),
            *phone.routes(world),
            *till_page.routes(world),
            *colleagues.routes(world),
            *offices.routes(world),
            *platform_controls.routes(world),
            Mount("/wire", routes=list(wires.every(world))),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]
        self._app: ASGIApp = _Guarded(Starlette(routes=routes))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def offset(self) -> timedelta:
        """How far business time is from real time. Cheap: nothing is read."""
        return self._world.clock.offset()

    def people(self) -> list[tuple[str, str, str, str]]:
        """Name, ID number, phone and who this is, of every pretend person."""
        today = self._world.clock.today()
        return [(one.name, one.id_number, one.phone, one.says(today)) for one in self._world.people.all]

    async def start(self) -> None:
        self._world.opens()
        self._world.pushes.start()

    async def stop(self) -> None:
        """Whoever is kept waiting is let go; what was not answered yet is pushed again after the next start."""
        self._world.closes()
        await self._world.pushes.stop()
        self._world.store.close()


class _Guarded:
    """Every answer carries a strict content policy: the phone shows texts that anybody may have written."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await self._app(scope, receive, guarded)


def create(
    callback_base: str, now: Callable[[], float], db_path: Path, *, pace: Pace | None = None, limits: bool = True
) -> Sandbox:
    """Build the pretend world over its own SQLite file, made or found at `db_path`.

    `callback_base`: the city's address without a closing slash, pushed to below `/callbacks`.
    `now`: real time in seconds since 1970. `limits`: whether the gateway keeps its limits per number.
    """
    pace = pace or Pace()
    store = Store(db_path)
    clock = Clock(now, store)
    base = callback_base.rstrip("/")
    pushes = Pushes(store, clock, pace, base, _push_paths(base))
    people = People(store, clock.moment(clock.real_ms()).date())
    return Sandbox(World(store, clock, people, Texts(store, clock), Faults(store), pushes, pace, limits))


def _push_paths(base: str) -> dict[str, str]:
    root = f"{base}/callbacks/sms/aliyun"
    last = {"sms_reports": "reports", "sms_messages": "messages"}
    right = {target: f"{root}/{CALLBACK_SECRET}/{name}" for target, name in last.items()}
    return {**right, **{"forged:" + target: f"{root}/{FORGED_SECRET}/{name}" for target, name in last.items()}}
