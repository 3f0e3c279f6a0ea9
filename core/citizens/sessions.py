"""A person's devices: what is signed in, and how to sign it out from elsewhere."""

from dataclasses import dataclass

from core import db
from core.citizens.citizen import Caller
from core.db import Batch
from core.refusals import NotFound
from core.time import now_ms, rfc3339


@dataclass(frozen=True)
class SessionView:
    id: str
    channel: str
    face: str
    device: str | None
    since: str
    seen_at: str
    current: bool


async def sessions_of(caller: Caller) -> tuple[SessionView, ...]:
    """The live sessions of this person, newest first."""
    found = await db.rows(
        "SELECT id, channel, face, device, created_at, seen_at FROM sessions"
        " WHERE citizen_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY id DESC LIMIT 100",
        caller.citizen_id,
        now_ms(),
    )
    return tuple(
        SessionView(
            row["id"],
            row["channel"],
            row["face"],
            row["device"],
            rfc3339(row["created_at"]),
            rfc3339(row["seen_at"]),
            row["id"] == caller.session_id,
        )
        for row in found
    )


async def end_session(caller: Caller, session_id: str) -> None:
    """Sign one of the caller's own devices out. Raises: NotFound `session_unknown`, also for another person's."""
    batch = Batch()
    batch.run(
        "UPDATE sessions SET ended_at = $1 WHERE id = $2 AND citizen_id = $3 AND ended_at IS NULL",
        now_ms(),
        session_id,
        caller.citizen_id,
    )
    if (await db.commit(batch))[0] == 0:
        raise NotFound("session_unknown")
