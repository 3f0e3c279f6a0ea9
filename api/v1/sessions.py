"""Signing in and out, and the devices one is signed in on. No call here sets a cookie."""

from fastapi import Request
from pydantic import RootModel
from starlette.responses import Response

from api import sessions
from api.answers import answer
from api.auth import Citizen, Open
from api.request import V1, Router
from api.signing_in import recognised, send_code
from api.v1.bodies import AskCode, Nothing
from api.visits import device_of
from core import citizens
from core.citizens import Caller
from core.time import rfc3339

router = Router(prefix=f"{V1}/sessions", tags=["sessions"])


class Proof(RootModel[dict[str, str]]):
    """What the channel wants: `sms` wants `phone` and `code`."""


@router.post("/sms/codes", status_code=202)
async def ask_code(body: AskCode, request: Request, _: Open) -> Response:
    """Send a sign-in code: 1 a minute, 5 an hour, 10 a day a phone. The same answer for every phone."""
    await send_code(request, body.phone)
    return answer({}, 202)


@router.post("/current/end")
async def end_current(body: Nothing, caller: Citizen) -> Response:
    """Sign out here."""
    await citizens.end_session(caller, caller.session_id)
    return answer({})


@router.post("/{channel}", status_code=201)
async def sign_in(channel: str, body: Proof, request: Request, _: Open) -> Response:
    """Sign in by a channel's proof; the answer's `token` goes into `Authorization: Bearer`."""
    citizen = await recognised(request, channel, body.root)
    token = sessions.new_token()
    device = device_of(request.headers.get("user-agent", ""))
    expires_at = await sessions.begin(token, citizen_id=citizen.id, channel=channel, face="api", device=device)
    me = await citizens.me(Caller(citizen.id, "", channel, citizen.assurance))
    return answer({"token": token, "expires_at": rfc3339(expires_at), "citizen": me}, 201)


@router.get("")
async def devices(caller: Citizen) -> Response:
    """Where one is signed in."""
    return answer({"items": await citizens.sessions_of(caller), "next": None})


@router.post("/{session_id}/end")
async def end(session_id: str, body: Nothing, caller: Citizen) -> Response:
    """Sign another device of one's own out."""
    await citizens.end_session(caller, session_id)
    return answer({})
