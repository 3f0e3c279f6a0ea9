"""The citizen's own licences: seen, saved as PDF, shown to a stranger for a minute."""

import asyncio

from fastapi import Request
from starlette.responses import Response

from api.answers import PRIVATE, answer, paper
from api.auth import Citizen
from api.idempotency import OnceOnly
from api.limits import SHOW_LICENCE
from api.parts import parts
from api.request import V1, Router
from api.v1.bodies import Nothing
from core import licences
from core.refusals import NotFound

PNG = b"\x89PNG"  # how every PNG begins

router = Router(prefix=f"{V1}/licences", tags=["licences"])


@router.get("")
async def mine(caller: Citizen) -> Response:
    """What the city has issued to one."""
    return answer({"items": await licences.of_citizen(caller.citizen_id), "next": None})


@router.get("/{licence_id}.pdf")
async def pdf(licence_id: str, caller: Citizen) -> Response:
    """The licence as a page to save or print."""
    licence = await licences.one(caller.citizen_id, licence_id)
    return paper(licence.title, await asyncio.to_thread(licences.pdf, licence))


@router.get("/{licence_id}")
async def one(licence_id: str, caller: Citizen) -> Response:
    return answer(await licences.one(caller.citizen_id, licence_id))


@router.get("/{licence_id}/photo")
async def photo(licence_id: str, caller: Citizen) -> Response:
    """The holder's picture as it stands on the licence."""
    picture = (await licences.one(caller.citizen_id, licence_id)).about.photo
    if picture is None:
        raise NotFound("licence_unknown")
    kind = "image/png" if picture.startswith(PNG) else "image/jpeg"
    return Response(picture, 200, {"Cache-Control": PRIVATE}, kind)


@router.post("/{licence_id}/show")
async def show(licence_id: str, body: Nothing, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """A code and its picture for whoever wants to check the licence; it lives 60 seconds."""
    await parts(request).limits.take(SHOW_LICENCE, caller.citizen_id)

    async def work() -> object:
        return await licences.show(caller.citizen_id, licence_id)

    return await once(caller.citizen_id, work)
