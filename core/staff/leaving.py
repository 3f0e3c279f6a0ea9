"""Who stops working here: they cannot sign in any more, and desks they left open close at once."""

from core import db
from core.db import Batch
from core.time import now_ms


async def dismiss(name: str) -> bool:
    """Answers whether somebody of that name worked here until now. What they did stays in the history, by id."""
    row = await db.row("SELECT id FROM staff WHERE name = $1 AND disabled_at IS NULL", name)
    if row is None:
        return False
    batch, now = Batch(), now_ms()
    batch.run("UPDATE staff SET disabled_at = $1, version = version + 1 WHERE id = $2", now, row["id"])
    batch.run("UPDATE staff_sessions SET ended_at = $1 WHERE staff_id = $2 AND ended_at IS NULL", now, row["id"])
    batch.run("UPDATE cases SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = $1", row["id"])
    await db.commit(batch)
    return True
