"""Signing in to the desk: password and a code that works once. What was wrong is never said, nor who exists."""

from core import db
from core.crypto import open_text
from core.db import Batch, Row, Stale
from core.refusals import Unauthenticated
from core.staff.passwords import fits
from core.staff.staff import Staff, staff_from
from core.staff.totp import step_of

TRIES = 5
LOCKED_MS = 15 * 60_000
TOTP = "staff.totp_secret"
LONGEST_NAME = 64
_FIND = """SELECT id, name, shown_name, department, region, roles, password_hash, totp_secret, totp_step, locked_until
FROM staff WHERE name = $1 AND disabled_at IS NULL"""


async def sign_in(name: str, password: str, totp: str, now_s: float) -> Staff:
    """Five wrong tries lock the name for fifteen minutes; a code is good once. `now_s`: real time, seconds.

    Raises: Unauthenticated `sign_in_failed`, the same for everything, after the same work.
    """
    now = int(now_s * 1000)
    found = await db.row(_FIND, name[:LONGEST_NAME])
    right = await fits(password, found["password_hash"] if found else None)
    step = step_of(open_text(found["totp_secret"], TOTP), totp, int(now_s)) if found else None
    locked = found is not None and (found["locked_until"] or 0) > now
    if found is None or not right or step is None or locked:
        await _wrong(name, now)
        raise Unauthenticated("sign_in_failed")
    await _used(found, step, now)
    return staff_from(found)


async def _used(found: Row, step: int, now: int) -> None:
    """The step counts as used in the same breath: of two who bring the same code, one comes in."""
    batch = Batch()
    batch.run(
        "UPDATE staff SET totp_step = $1, tries = 0, locked_until = NULL WHERE id = $2 AND totp_step < $1"
        " AND (locked_until IS NULL OR locked_until <= $3)",
        step,
        found["id"],
        now,
        expect=1,
    )
    try:
        await db.commit(batch)
    except Stale:
        await _wrong(found["name"], now)
        raise Unauthenticated("sign_in_failed") from None


async def _wrong(name: str, now: int) -> None:
    """Counted in one statement, so that tries side by side all count. While locked, no try counts."""
    batch = Batch()
    batch.run(
        f"UPDATE staff SET locked_until = CASE WHEN tries + 1 >= {TRIES} THEN $1 ELSE locked_until END,"
        f" tries = CASE WHEN tries + 1 >= {TRIES} THEN 0 ELSE tries + 1 END"
        " WHERE name = $2 AND (locked_until IS NULL OR locked_until <= $3)",
        now + LOCKED_MS,
        name[:LONGEST_NAME],
        now,
    )
    await db.commit(batch)
