"""Applications: begun, filled, handed in, followed. Another person's is not there."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from api.answers import answer
from api.auth import Citizen
from api.conditions import etag_of, if_match
from api.idempotency import OnceOnly
from api.language import Language
from api.parts import parts
from api.request import V1, Router
from api.v1.bodies import Answer, Begin, Confirm, Correct, Submit, Withdraw
from core import applications
from core.applications import Sheet
from core.citizens import Caller
from core.json import JsonObject
from core.refusals import NotFound
from notifications.ladder import told

router = Router(prefix=f"{V1}/applications", tags=["applications"])
Limit = Annotated[int, Query(ge=1, le=100)]


@router.post("", status_code=201)
async def begin(body: Begin, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """Open a sheet for a scene, filled with what the city knows, each value with its source."""
    _for_oneself(caller, body.for_)
    knowledge = parts(request).knowledge

    async def work() -> object:
        sheet = await applications.begin(caller, body.scene, body.answers, knowledge=knowledge)
        return replace(sheet, told=await _told(caller, sheet))

    return await once(caller.citizen_id, work, status=201)


@router.post("/{application_id}/answers")
async def fill(application_id: str, body: Answer, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """Merge answers into the sheet. `version` is the one they were given to; an older one is refused."""
    knowledge = parts(request).knowledge

    async def work() -> object:
        sheet = await applications.answer(caller, application_id, body.answers, body.version, knowledge=knowledge)
        return replace(sheet, told=await _told(caller, sheet))

    return await once(caller.citizen_id, lambda: if_match(request, body.version, work))


@router.post("/{application_id}/submit")
async def submit(application_id: str, body: Submit, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """Hand the sheet in. Everything that is still wrong is said at once."""
    knowledge = parts(request).knowledge

    async def work() -> object:
        return await applications.submit(
            caller,
            application_id,
            body.version,
            consents=body.consents,
            promises=body.promises,
            knowledge=knowledge,
        )

    return await once(caller.citizen_id, lambda: if_match(request, body.version, work))


@router.get("")
async def listing(
    caller: Citizen,
    state: applications.State | None = None,
    limit: Limit = 20,
    after: Annotated[str | None, Query(max_length=64)] = None,
) -> Response:
    """One's applications and those one was asked to confirm, the newest change first."""
    return answer(await applications.listing(caller, state, limit, after))


@router.get("/{application_id}")
async def one(application_id: str, caller: Citizen, language: Language) -> Response:
    """Where it stands: one line per office, the expected date, what can be done now."""
    view = await applications.one(caller, application_id, language)
    return answer(view, headers={"ETag": etag_of(view.version)})


@router.get("/{application_id}/sheet")
async def sheet(application_id: str, request: Request, caller: Citizen) -> Response:
    """The sheet as it was filled in, for whoever sent it: what a face needs to put right what an office asked for."""
    found = await applications.sheet(caller, application_id, knowledge=parts(request).knowledge)
    return answer(replace(found, told=await _told(caller, found)), headers={"ETag": etag_of(found.version)})


@router.post("/{application_id}/parties/{role}/confirm")
async def confirm(application_id: str, role: str, body: Confirm, caller: Citizen, once: OnceOnly) -> Response:
    """Say yes to a sheet that names one, or no with a reason, by one's own sign-in. Nobody can say it for another."""

    async def work() -> object:
        state = await applications.confirm(caller, application_id, role, agree=body.agree, reason=body.reason)
        return {"id": application_id, "state": state}

    return await once(caller.citizen_id, work)


@router.post("/{application_id}/withdraw")
async def withdraw(application_id: str, body: Withdraw, caller: Citizen, once: OnceOnly) -> Response:
    """Take it back, as a whole or for some of its cases, before they are decided."""

    async def work() -> object:
        state = await applications.withdraw(caller, application_id, body.reason, tuple(body.cases or ()))
        return {"id": application_id, "state": state}

    return await once(caller.citizen_id, work)


@router.post("/{application_id}/correct")
async def correct(application_id: str, body: Correct, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """Put right what an office asked for, or bring what was promised."""

    async def work() -> object:
        state = await applications.correct(caller, application_id, body.answers, body.version)
        return {"id": application_id, "state": state}

    return await once(caller.citizen_id, lambda: if_match(request, body.version, work))


async def _told(caller: Caller, sheet: Sheet) -> tuple[JsonObject, ...]:
    return tuple({"party": one.party, "how": one.how} for one in await told(caller.citizen_id, sheet.parties))


def _for_oneself(caller: Caller, for_: str | None) -> None:
    """Acting for somebody needs their leave, and nobody has given any yet: they are not there for this caller."""
    if for_ is not None and for_ != caller.citizen_id:
        raise NotFound("citizen_unknown")
