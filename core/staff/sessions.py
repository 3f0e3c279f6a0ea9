"""Sessions of the desk: eight hours at most, half an hour untouched, found by the hash of their token. Real time."""

import hashlib
import secrets

from core import db
from core.db import Batch
from core.ids import new_id
from core.staff.staff import Staff, staff_from
from core.time import now_ms

LIFETIME_MS = 8 * 60 * 60_000
IDLE_MS = 30 * 60_000
SEEN_EVERY_MS = 60_000  # a read becomes a write that often, not oftener
_FIND = """SELECT s.id AS session_id, s.seen_at, p.id, p.name, p.shown_name, p.department, p.region, p.roles
FROM staff_sessions s JOIN staff p ON p.id = s.staff_id
WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3 AND p.disabled_at IS NULL"""


async def begin_session(staff: Staff) -> tuple[str, int]:
    """A new token, and when it expires (milliseconds UTC). Only the token's hash is kept."""
    token, now = secrets.token_urlsafe(32), now_ms()
    batch = Batch()
    batch.insert(
        "staff_sessions",
        {
            "id": new_id(),
            "staff_id": staff.id,
            "token_hash": _hash(token),
            "created_at": now,
            "seen_at": now,
            "expires_at": now + LIFETIME_MS,
        },
    )
    await db.commit(batch)
    return token, now + LIFETIME_MS


async def by_token(token: str) -> Staff | None:
    """Whose live session this is; None for an unknown, ended, idle or expired one, and for who was let go."""
    now = now_ms()
    found = await db.row(_FIND, _hash(token), now, now - IDLE_MS) if token else None
    if found is None:
        return None
    if now - found["seen_at"] > SEEN_EVERY_MS:
        batch = Batch()
        batch.run("UPDATE staff_sessions SET seen_at = $1 WHERE id = $2", now, found["session_id"])
        await db.commit(batch)
    return staff_from(found, found["session_id"])


async def end_session(session_id: str) -> None:
    """Sign out; a second time changes nothing."""
    batch = Batch()
    batch.run("UPDATE staff_sessions SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL", now_ms(), session_id)
    await db.commit(batch)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
