"""Following without an account, the same for API and pages: wrong tries are few, right ones cost nothing."""

from fastapi import Request

from api.limits import TRACKING, TRACKING_BY_ADDRESS
from api.parts import address_of, parts
from core import applications
from core.applications import Tracked
from core.ids import tidy_code


async def tracked(request: Request, query_code: str, phone_tail: str, language: str) -> Tracked:
    """Raises: NotFound `track_unknown`, the same for a wrong code and a wrong phone; TooMany after five wrong tries."""
    limits, code = parts(request).limits, tidy_code(query_code)
    await limits.take(TRACKING_BY_ADDRESS, address_of(request))
    await limits.take(TRACKING, code)
    found = await applications.track(query_code, phone_tail, language)
    await limits.give_back(TRACKING, code)
    await limits.give_back(TRACKING_BY_ADDRESS, address_of(request))
    return found
