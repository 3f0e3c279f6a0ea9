"""Signing in to the desk and out of it, and who one is there. No call here sets a cookie."""

from fastapi import Request
from starlette.responses import Response

from api.answers import answer
from api.auth import Open
from api.limits import DESK_BY_ADDRESS
from api.parts import address_of, parts
from api.request import V1, Router
from api.staff_auth import AtDesk
from api.v1.bodies import Nothing
from api.v1.desk.bodies import SignIn
from core import staff
from core.house import department_name
from core.json import JsonObject
from core.staff import Staff
from core.time import now_ms, rfc3339

router = Router(prefix=f"{V1}/desk", tags=["desk"])


@router.post("/sessions", status_code=201)
async def sign_in(body: SignIn, request: Request, _: Open) -> Response:
    """Password and the present TOTP code, each code once. Five wrong tries close the name for fifteen minutes."""
    await parts(request).limits.take(DESK_BY_ADDRESS, address_of(request))
    who = await staff.sign_in(body.name, body.password, body.totp, now_ms() / 1000)
    token, expires_at = await staff.begin_session(who)
    return answer({"token": token, "expires_at": rfc3339(expires_at), "staff": _told(who)}, 201)


@router.post("/sessions/current/end")
async def end(body: Nothing, at_desk: AtDesk) -> Response:
    """Sign out here."""
    await staff.end_session(at_desk.session_id)
    return answer({})


@router.get("/me")
async def me(at_desk: AtDesk) -> Response:
    """Who one is, and whose cases one sees."""
    return answer({**_told(at_desk), "sees": list(at_desk.sees)})


def _told(who: Staff) -> JsonObject:
    return {
        "id": who.id,
        "name": who.name,
        "shown_name": who.shown_name,
        "department": who.department,
        "department_name": department_name(who.department),
        "region": who.region,
        "roles": list(who.roles),
    }
