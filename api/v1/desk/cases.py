"""The queue, one case, claims and moves. A case of another department is not there, whatever is asked of it."""

from fastapi import Request
from starlette.responses import Response

from api.answers import answer
from api.idempotency import OnceOnly
from api.language import Language
from api.problems import of_refusal
from api.request import V1, Router
from api.staff_auth import AtDesk
from api.v1.bodies import Nothing
from api.v1.desk.bodies import Asked, Claim, Limit, Move, Moves, Purpose, Typed
from core import desk
from core.desk import RowMade
from core.json import JsonObject

router = Router(prefix=f"{V1}/desk/cases", tags=["desk"])


@router.get("")
async def queue(
    at_desk: AtDesk,
    state: Asked = None,
    lamp: Asked = None,
    mine: bool = False,
    q: Typed = "",
    limit: Limit = 20,
    after: Asked = None,
) -> Response:
    """Open cases, the most urgent first. `q`: a query code, a case number, an ID number or a phone."""
    return answer(await desk.queue(at_desk, mine=mine, state=state, lamp=lamp, q=q, limit=limit, after=after))


@router.post("/moves")
async def several(body: Moves, request: Request, at_desk: AtDesk, once: OnceOnly) -> Response:
    """Many moves, each for itself: a row that is refused says why, as a problem of its own, and keeps back no other."""

    async def work() -> object:
        done = await desk.make_each(at_desk, [one.wanted(one.case) for one in body.moves])
        return {"items": [_row(one, request) for one in done]}

    return await once(at_desk.id, work)


@router.get("/{case_id}")
async def one(case_id: str, at_desk: AtDesk, language: Language, purpose: Purpose = "handling") -> Response:
    """Everything needed to decide it, and what may be done now. The look is written down with its `purpose`."""
    return answer(await desk.case(at_desk, case_id, purpose, language))


@router.post("/{case_id}/claim")
async def claim(case_id: str, body: Claim, at_desk: AtDesk, once: OnceOnly) -> Response:
    """Take it in hand for a quarter of an hour; again, for another."""
    return await once(at_desk.id, lambda: desk.claim(at_desk, case_id, body.version))


@router.post("/{case_id}/release")
async def release(case_id: str, body: Nothing, at_desk: AtDesk, once: OnceOnly) -> Response:
    """Give it back."""

    async def work() -> object:
        await desk.release(at_desk, case_id)
        return {}

    return await once(at_desk.id, work)


@router.post("/{case_id}/moves")
async def move(case_id: str, body: Move, at_desk: AtDesk, once: OnceOnly) -> Response:
    """Move it along. `version` is the one that was seen; an older one is refused."""
    return await once(at_desk.id, lambda: desk.make(at_desk, body.wanted(case_id)))


def _row(row: RowMade, request: Request) -> JsonObject:
    if row.made is not None:
        made = row.made
        told = {"state": made.state, "result": made.result, "version": made.version}
        return {"case": row.case, "done": True, **told, "application_state": made.application_state}
    assert row.refusal is not None
    return {"case": row.case, "done": False, "problem": of_refusal(row.refusal, request).as_json()}
