"""Every route says who may call it, and only GET and POST are spoken: mini-programs know no others."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount

from api.app import create_app
from api.auth import Anyone
from api.marks import who_may_call
from api.settings import Settings
from tests.guards.tree import holds

KNOWN = {"anyone", "citizen", "vendor", "staff", "operator"}
SPOKEN = {"GET", "HEAD", "POST", "OPTIONS"}
OPEN_FOLDERS = {"/static", "/sandbox"}  # files that anybody may read; and the pretend world, which asks nobody
LEAST_ROUTES = 20


def every_route(routes: Iterable[BaseRoute], under: str = "") -> Iterator[tuple[str, BaseRoute]]:
    for route in routes:
        path = under + str(getattr(route, "path", ""))
        inner = getattr(route, "routes", None)
        if path in OPEN_FOLDERS:
            continue
        if inner and not hasattr(route, "endpoint"):
            yield from every_route(inner, path)
        else:
            yield path, route


def unmarked(app: FastAPI) -> Iterator[str]:
    for path, route in every_route(app.routes):
        who = who_may_call(route)
        if not who:
            yield f"{path}: says not who may call it ({'a mounted app' if isinstance(route, Mount) else 'api.auth'})"
        elif strange := who - KNOWN:
            yield f"{path}: nobody is called {', '.join(sorted(strange))}"
        if strange_methods := set(getattr(route, "methods", None) or ()) - SPOKEN:
            yield f"{path}: mini-programs cannot speak {', '.join(sorted(strange_methods))}"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Settings(data=Path(tmp_path_factory.mktemp("routes"))))


def test_every_route_says_who_may_call_it(app: FastAPI) -> None:
    assert len(list(every_route(app.routes))) >= LEAST_ROUTES
    holds(unmarked(app))


def test_an_unmarked_route_and_a_strange_method_are_seen() -> None:
    app = FastAPI(openapi_url=None)

    @app.get("/open")
    async def open_to_whom() -> None: ...

    @app.put("/marked")
    async def marked(who: Anyone) -> None: ...

    assert sorted(words.split(":")[0] for words in unmarked(app)) == ["/marked", "/open"]
