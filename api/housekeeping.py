"""What the house throws away by itself: codes, keys and sessions that are over."""

from api import idempotency
from core import db, licences
from core.db import Batch
from core.time import now_ms

DAY_MS = 24 * 60 * 60 * 1000
CODES_KEPT_MS = 2 * DAY_MS  # the limit a day is counted over them
SESSIONS_KEPT_MS = 90 * DAY_MS  # so that a person can ask where they were signed in


async def sweep() -> int:
    """One round. Answers 0: there is no hurry to come again."""
    now, batch = now_ms(), Batch()
    batch.run("DELETE FROM sign_in_codes WHERE created_at < $1", now - CODES_KEPT_MS)
    batch.run("DELETE FROM sessions WHERE expires_at < $1 AND citizen_id IS NULL", now)
    batch.run("DELETE FROM sessions WHERE expires_at < $1", now - SESSIONS_KEPT_MS)
    await db.commit(batch)
    await idempotency.sweep()
    await licences.forget_expired_codes()
    return 0
