"""Is the history whole? Walks the hash chain of every application and says where it does not hold."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from core import db
from core.applications.history import FIRST, hash_of

PAGE = 500


@dataclass(frozen=True)
class Broken:
    """One place where the chain does not hold. `what`: gap, previous, hash or head."""

    application_id: str
    seq: int
    what: str


async def verify(after: str = "") -> AsyncIterator[Broken | int]:
    """Yields every broken place, and now and then an int: how many applications were walked so far."""
    walked = 0
    while True:
        page = await db.rows("SELECT id, seq, chain FROM applications WHERE id > $1 ORDER BY id LIMIT $2", after, PAGE)
        for application in page:
            for broken in await broken_in(application):
                yield broken
        walked += len(page)
        yield walked
        if len(page) < PAGE:
            return
        after = page[-1]["id"]


async def broken_in(application: db.Row) -> list[Broken]:
    """The broken places of one application; `application` has id, seq and chain."""
    events = await db.rows("SELECT * FROM events WHERE application_id = $1 ORDER BY seq", application["id"])
    found: list[Broken] = []
    previous, seq = FIRST, 0
    for event in events:
        seq += 1
        if event["seq"] != seq:
            found.append(Broken(application["id"], seq, "gap"))
            seq = event["seq"]
        if event["previous"] != previous:
            found.append(Broken(application["id"], seq, "previous"))
        if event["hash"] != hash_of(dict(event)):
            found.append(Broken(application["id"], seq, "hash"))
        previous = event["hash"]
    if (seq, previous) != (application["seq"], application["chain"]):
        found.append(Broken(application["id"], application["seq"], "head"))
    return found
