"""Who one is here, and proving it."""

from fastapi import Request
from starlette.responses import Response

from api.answers import answer
from api.auth import Citizen
from api.idempotency import OnceOnly
from api.limits import VERIFICATION
from api.parts import parts
from api.request import V1, Router
from api.v1.bodies import Verification
from core import citizens

router = Router(prefix=f"{V1}/me", tags=["me"])


@router.get("")
async def me(caller: Citizen) -> Response:
    """Oneself, the number and the phone masked."""
    return answer(await citizens.me(caller))


@router.post("/verification")
async def verify(body: Verification, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """Name, ID number and the phone one signed in with are checked against those who know: operator and population."""
    here = parts(request)

    async def work() -> object:
        await here.limits.take(VERIFICATION, caller.citizen_id)
        return {"assurance": await citizens.verify(caller, body.name, body.id_number, here.verifiers)}

    return await once(caller.citizen_id, work)
