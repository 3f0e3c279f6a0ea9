"""The inbox: everything the city told a citizen, whether or not a text got through."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.answers import answer
from api.auth import Citizen
from api.idempotency import OnceOnly
from api.request import V1, Router
from api.v1.bodies import Nothing
from notifications import inbox

router = Router(prefix=f"{V1}/letters", tags=["letters"])


@router.get("")
async def letters(
    caller: Citizen,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    after: Annotated[str | None, Query(max_length=64)] = None,
) -> Response:
    """Newest first. `code` is the one the text of this letter carries."""
    return answer(await inbox.inbox(caller.citizen_id, limit, after))


@router.post("/{letter_id}/read")
async def read(letter_id: str, body: Nothing, caller: Citizen, once: OnceOnly) -> Response:
    """Mark as read."""

    async def work() -> object:
        return await inbox.read(caller.citizen_id, letter_id)

    return await once(caller.citizen_id, work)
