"""An office calls us: what it says is read by its own file, believed once, and answered as that office wants it."""

from collections.abc import Mapping
from dataclasses import dataclass

from core import db
from core.refusals import NotFound, Unavailable
from offices import Forged, Unreadable, named
from offices.answering import answered


@dataclass(frozen=True)
class Reply:
    """What the office hears: an HTTP status and the body its protocol has for it."""

    status: int
    body: bytes


async def hear(office: str, headers: Mapping[str, str], body: bytes) -> Reply:
    """`headers` in lower case. Whatever is not well understood is called again by the office later.

    Raises: NotFound `not_found` for an office there is not.
    """
    found = named(office)
    if found is None:
        raise NotFound("not_found")
    try:
        await answered(found.name, await found.read(headers, body))
    except Forged:
        return Reply(401, found.answers["forged"])
    except Unreadable:
        return Reply(400, found.answers["unreadable"])
    except NotFound:
        return Reply(404, found.answers["unknown"])
    except (Unavailable, db.Stale):
        return Reply(503, found.answers["later"])
    return Reply(200, found.answers["heard"])
