"""Every route says who may call it, and the API is GET and POST only."""

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.marks import Served, served
from api.settings import Settings

KNOWN = {"anyone", "citizen", "vendor", "operator", "staff"}
# CONTRACT: the calls of the first story, as faces know them.
PROMISED = """
POST /api/v1/sessions/sms/codes
POST /api/v1/sessions/{channel}
GET /api/v1/sessions
POST /api/v1/sessions/current/end
POST /api/v1/sessions/{}/end
GET /api/v1/me
POST /api/v1/me/verification
POST /api/v1/me/phone
GET /api/v1/me/access
GET /api/v1/scenes
GET /api/v1/scenes/{}
POST /api/v1/scenes/{}/check
GET /schemas/{}.json
POST /api/v1/applications
POST /api/v1/applications/{}/answers
POST /api/v1/applications/{}/uploads
POST /api/v1/uploads/{}/remove
GET /api/v1/uploads/{}
POST /api/v1/applications/{}/parties/{}/confirm
POST /api/v1/applications/{}/submit
GET /api/v1/applications
GET /api/v1/applications/{}
GET /api/v1/applications/{}/events
POST /api/v1/applications/{}/withdraw
POST /api/v1/applications/{}/correct
POST /api/v1/track
POST /api/v1/orders/pay
GET /api/v1/payments/{}
POST /callbacks/payments/{}
POST /callbacks/refunds/{}
GET /api/v1/licences
GET /api/v1/licences/{}
GET /api/v1/licences/{}.pdf
POST /api/v1/licences/{}/show
GET /api/v1/verify/{}
GET /verify/{}
POST /api/v1/is_this_real
GET /api/v1/letters
POST /api/v1/letters/{}/read
POST /callbacks/sms/{}/{}/{}
POST /callbacks/offices/{}
POST /api/v1/desk/sessions
GET /api/v1/desk/cases
GET /api/v1/desk/cases/{}
GET /api/v1/desk/uploads/{}
POST /api/v1/desk/cases/{}/claim
POST /api/v1/desk/cases/{}/release
POST /api/v1/desk/cases/{}/moves
POST /api/v1/desk/cases/moves
POST /api/v1/desk/orders/{}/counter_payment
GET /api/v1/desk/supervision
GET /api/v1/desk/stats
GET /healthz
GET /readyz
GET /metrics
GET /openapi.json
GET /docs
"""
# Ours beyond the contract: the reminder that a scene promises who is too early, notices of law, the sheet of what is
# to be put right, the picture on a licence.
OURS = """
POST /api/v1/scenes/{}/reminders
GET /api/v1/me/reminders
POST /api/v1/reminders/{}/drop
GET /api/v1/documents/{}.pdf
GET /api/v1/applications/{}/sheet
GET /api/v1/licences/{}/photo
GET /api/v1/desk/me
POST /api/v1/desk/sessions/current/end
GET /api/v1/desk/access
GET /api/v1/desk/refunds
POST /api/v1/desk/refunds/{}/approve
POST /api/v1/desk/refunds/{}/refuse
POST /api/v1/desk/orders/{}/refunds
GET /api/v1/desk/differences
POST /api/v1/desk/differences/{}/settle
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Settings(data=tmp_path_factory.mktemp("routes")))


@pytest.fixture(scope="module")
def routes(app: FastAPI) -> list[Served]:
    return list(served(app))


def shape(path: str) -> str:
    """The path with its names taken out."""
    out, depth = "", 0
    for sign in path:
        depth += (sign == "{") - (sign == "}")
        out += sign if not depth or sign == "{" else ""
    return out


def test_every_route_says_who_may_call_it(routes: list[Served]) -> None:
    assert not [route for route in routes if not route.who]
    assert not [route for route in routes if route.who - KNOWN]


def test_only_get_and_post_are_taken(routes: list[Served]) -> None:
    assert not [route for route in routes if route.methods - {"GET", "POST", "HEAD"}]


def test_every_promised_call_is_there_under_its_own_name(routes: list[Served]) -> None:
    here = {f"{method} {shape(route.path)}" for route in routes for method in route.methods}
    promised = {f"{line.split()[0]} {shape(line.split()[1])}" for line in (PROMISED + OURS).split("\n") if line}
    assert not promised - here


def test_what_belongs_to_a_person_needs_that_person(routes: list[Served]) -> None:
    theirs = (
        "/api/v1/me",
        "/api/v1/applications",
        "/api/v1/licences",
        "/api/v1/documents",
        "/api/v1/letters",
        "/api/v1/uploads",
        "/api/v1/reminders",
        "/api/v1/orders",
        "/api/v1/payments",
    )
    assert not [route for route in routes if route.path.startswith(theirs) and "citizen" not in route.who]


def test_what_is_of_the_desk_needs_somebody_who_sits_there(routes: list[Served]) -> None:
    open_doors = [route.path for route in routes if route.path.startswith("/api/v1/desk") and "staff" not in route.who]
    assert open_doors == ["/api/v1/desk/sessions"]


def test_no_path_is_served_twice(routes: list[Served]) -> None:
    seen = [f"{method} {shape(route.path)}" for route in routes for method in route.methods]
    assert len(seen) == len(set(seen))
