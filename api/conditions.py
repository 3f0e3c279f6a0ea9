"""`If-Match`: change it only if it is still as I saw it (RFC 9110, 13.1.1). The body's `version` says the same."""

from collections.abc import Awaitable, Callable

from fastapi import Request

from api.face import matches
from api.problems import Changed
from core.db import Stale
from core.refusals import Conflict


def etag_of(version: int) -> str:
    return f'"{version}"'


async def if_match(request: Request, version: int, work: Callable[[], Awaitable[object]]) -> object:
    """`work`, with a clash of versions told as 412 to who asked by header. `version` is the one the body names.

    Raises: Changed `changed` with the present version; what `work` raises.
    """
    wished = request.headers.get("if-match")
    if wished and not matches(wished, etag_of(version)):
        raise Changed("changed", version=version)
    try:
        return await work()
    except Conflict as clash:
        if wished and clash.code == "stale" and not isinstance(clash, Stale):
            raise Changed("changed", **clash.values) from None
        raise
