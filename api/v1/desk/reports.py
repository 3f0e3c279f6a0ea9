"""What supervisors and auditors read."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.answers import answer
from api.request import V1, Router
from api.staff_auth import AtDesk
from api.v1.bodies import NO_NUL
from api.v1.desk.bodies import Asked, Limit
from core import desk
from core.desk.stats import DAYS, MOST_DAYS

router = Router(prefix=f"{V1}/desk", tags=["desk"])
Days = Annotated[int, Query(ge=1, le=MOST_DAYS)]
Who = Annotated[str, Query(min_length=1, max_length=64, pattern=NO_NUL)]


@router.get("/supervision")
async def supervision(at_desk: AtDesk) -> Response:
    """For supervisors: who is late, who has what in hand, which extensions wait for a second person."""
    return answer(await desk.supervision(at_desk))


@router.get("/stats")
async def stats(at_desk: AtDesk, days: Days = DAYS) -> Response:
    """What came in during the last days, and what became of it."""
    return answer(await desk.stats(at_desk, days))


@router.get("/access")
async def access(at_desk: AtDesk, citizen: Who, limit: Limit = 50, after: Asked = None) -> Response:
    """For auditors: who looked at this citizen's data, and why. `citizen`: an id or an ID number."""
    return answer(await desk.looks(at_desk, citizen, limit=limit, after=after))
