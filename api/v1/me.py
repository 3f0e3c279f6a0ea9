"""Who one is here, and proving it."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from api.answers import answer
from api.auth import Citizen
from api.idempotency import OnceOnly
from api.language import Language
from api.limits import BINDING, VERIFICATION
from api.parts import parts
from api.request import V1, Router
from api.signing_in import proved_phone
from api.v1.bodies import PhoneProof, Verification
from core import citizens

router = Router(prefix=f"{V1}/me", tags=["me"])
Limit = Annotated[int, Query(ge=1, le=100)]
After = Annotated[str | None, Query(max_length=64)]


@router.get("")
async def me(caller: Citizen) -> Response:
    """Oneself, the number and the phone masked."""
    return answer(await citizens.me(caller))


@router.get("/access")
async def access(caller: Citizen, language: Language, limit: Limit = 20, after: After = None) -> Response:
    """Who looked at one's data: when, from which department, at what, and what for. The newest first."""
    return answer(await citizens.looks_at(caller.citizen_id, limit, after, language))


@router.post("/phone")
async def phone(body: PhoneProof, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """Take this phone for one's own: letters go there, and it is a way to sign in. Answers oneself."""
    here = parts(request)

    async def work() -> object:
        await here.limits.take(BINDING, caller.citizen_id)
        await citizens.bind_phone(caller, await proved_phone(request, body.phone, body.channel, body.code))
        return await citizens.me(caller)

    return await once(caller.citizen_id, work)


@router.post("/verification")
async def verify(body: Verification, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """Name, ID number and one's phone are checked against those who know: operator and population."""
    here = parts(request)

    async def work() -> object:
        await here.limits.take(VERIFICATION, caller.citizen_id)
        return {"assurance": await citizens.verify(caller, body.name, body.id_number, here.verifiers)}

    return await once(caller.citizen_id, work)
