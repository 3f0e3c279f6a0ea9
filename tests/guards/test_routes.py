"""Every route says who may call it, and only GET and POST are spoken: mini-programs know no others."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from api.app import create_app
from api.auth import Anyone
from api.marks import served
from api.settings import Settings
from tests.guards.tree import holds

KNOWN = {"anyone", "citizen", "vendor", "staff", "operator"}
SPOKEN = {"GET", "HEAD", "POST", "OPTIONS"}
PRETEND = "/sandbox"  # the pretend outside world asks nobody
LEAST_ROUTES = 30


def unmarked(app: FastAPI) -> Iterator[str]:
    for route in served(app):
        if not route.who:
            yield f"{route.path}: says not who may call it; api.auth has the words"
        elif strange := route.who - KNOWN:
            yield f"{route.path}: nobody is called {', '.join(sorted(strange))}"
        if strange_methods := route.methods - SPOKEN:
            yield f"{route.path}: mini-programs cannot speak {', '.join(sorted(strange_methods))}"


def mounted(app: FastAPI) -> Iterator[str]:
    """Apps within the app: files that anybody may read are fine, anything else would be served without a mark."""
    for route in app.routes:
        if isinstance(route, Mount) and route.path != PRETEND and not isinstance(route.app, StaticFiles):
            yield f"{route.path}: is mounted, so nothing says who may call it"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Settings(data=tmp_path_factory.mktemp("routes")))


def test_every_route_says_who_may_call_it(app: FastAPI) -> None:
    assert len(list(served(app))) >= LEAST_ROUTES
    holds(unmarked(app))
    holds(mounted(app))


def test_an_unmarked_route_a_strange_method_and_a_mounted_app_are_seen() -> None:
    app = FastAPI(openapi_url=None)

    @app.get("/open")
    async def open_to_whom() -> None: ...

    @app.put("/marked")
    async def marked(who: Anyone) -> None: ...

    app.mount("/inner", FastAPI())
    assert sorted(words.split(":")[0] for words in unmarked(app)) == ["/marked", "/open"]
    assert list(mounted(app)) == ["/inner: is mounted, so nothing says who may call it"]
