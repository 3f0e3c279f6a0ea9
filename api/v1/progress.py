"""Following an application: as it happens for its owner, masked and without an account for whoever holds its code."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from api import live
from api.answers import answer
from api.auth import Citizen, Open
from api.idempotency import OnceOnly
from api.language import Language
from api.parts import parts, stranger
from api.request import V1, Router
from api.tracking import tracked
from api.v1.bodies import Track
from core import applications

router = Router(prefix=V1, tags=["progress"])
After = Annotated[int, Query(ge=0, le=live.LAST)]
Wait = Annotated[float, Query(ge=0, le=60)]


@router.get("/applications/{application_id}/events")
async def events(
    application_id: str, request: Request, caller: Citizen, *, language: Language, after: After = 0, wait: Wait = 0
) -> Response:
    """What happened after `after`; waits up to `wait` seconds for it. `Accept: text/event-stream` streams."""

    async def look(seq: int) -> live.Page:
        return await applications.events_after(caller, application_id, seq, language)

    nudges = parts(request).nudges
    if live.wants_stream(request):
        await look(live.LAST)  # whose it is: a refusal has to come before the stream's head
        return live.stream(nudges, application_id, look, after=live.last_event_id(request, after))
    page = await live.poll(request, nudges, application_id, look, after=after, wait=wait)
    return answer(page) if page else Response(status_code=204)


@router.post("/track")
async def track(body: Track, request: Request, _: Open, once: OnceOnly, language: Language) -> Response:
    """Progress by query code and the last four digits of the phone, masked. Five tries, then a pause."""

    async def work() -> object:
        return await tracked(request, body.query_code, body.phone_tail, language)

    return await once(stranger(request), work)
