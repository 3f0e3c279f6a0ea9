"""Who may call a route. Every route takes one of `Anyone`, `Citizen`, `Vendor`; a guard test reads the mark."""

from typing import Annotated

from fastapi import Depends, Request

from api import sessions
from api.marks import may_call
from api.visits import COOKIE
from core.citizens import Caller
from core.refusals import Unauthenticated


async def _caller(request: Request) -> Caller | None:
    """One SQL. The pages' cookie is taken for reading only, so that no other site can make it act."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        token = request.cookies.get(COOKIE, "") if request.method in ("GET", "HEAD") else ""
    session = await sessions.by_token(token.strip()) if token else None
    return session.caller if session else None


@may_call("anyone")
async def nobody_asked() -> None:
    """Open to all; who is on the line is not even looked at."""


@may_call("anyone")
async def anyone(request: Request) -> Caller | None:
    """Nobody need be signed in; who is, is known. A token that no longer holds is said so, not passed over."""
    caller = await _caller(request)
    if caller is None and "authorization" in request.headers:
        raise Unauthenticated("unauthenticated")
    return caller


@may_call("citizen")
async def citizen(request: Request) -> Caller:
    """Raises: Unauthenticated `unauthenticated`."""
    caller = await _caller(request)
    if caller is None:
        raise Unauthenticated("unauthenticated")
    return caller


@may_call("vendor")
async def vendor() -> None:
    """A vendor's system. What proves it differs by vendor: the channel's or sender's own file checks it."""


@may_call("operator")
async def operator(request: Request) -> None:
    """Whoever watches the house. With `ZB_METRICS_TOKEN` set, it is asked for."""
    token = request.app.state.settings.metrics_token
    if token and request.headers.get("authorization") != f"Bearer {token.get_secret_value()}":
        raise Unauthenticated("unauthenticated")


Open = Annotated[None, Depends(nobody_asked)]
Anyone = Annotated[Caller | None, Depends(anyone)]
Citizen = Annotated[Caller, Depends(citizen)]
Vendor = Annotated[None, Depends(vendor)]
Operator = Annotated[None, Depends(operator)]
