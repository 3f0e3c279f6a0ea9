"""Being told when the day comes: asked for at a scene that came too early, seen among one's own, dropped at will."""

from fastapi import Request
from starlette.responses import Response

from api.answers import answer
from api.auth import Citizen
from api.idempotency import OnceOnly
from api.limits import CHECKS
from api.parts import parts
from api.request import V1, Router
from api.v1.bodies import Nothing
from core import reminders

router = Router(prefix=V1, tags=["reminders"])


@router.post("/scenes/{slug}/reminders", status_code=201)
async def ask(slug: str, body: Nothing, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """Tell me when I may have it. Asking twice changes nothing; 409 when no day stands in the way."""
    here = parts(request)
    await here.limits.take(CHECKS, caller.citizen_id)

    async def work() -> object:
        return await reminders.ask(caller, slug, knowledge=here.knowledge)

    return await once(caller.citizen_id, work, status=201)


@router.get("/me/reminders")
async def mine(caller: Citizen) -> Response:
    """All I asked for, the nearest day first; `state` is waiting, told or dropped."""
    return answer({"items": await reminders.mine(caller)})


@router.post("/reminders/{reminder_id}/drop")
async def drop(reminder_id: str, body: Nothing, caller: Citizen, once: OnceOnly) -> Response:
    """Do not tell me after all."""

    async def work() -> object:
        return await reminders.drop(caller, reminder_id)

    return await once(caller.citizen_id, work)
