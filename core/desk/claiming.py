"""A case is in one pair of hands at a time: claimed with a lease, given back, or free again by itself. Real time."""

from core import db
from core.db import Batch, Row, Stale
from core.desk.scope import seen
from core.desk.waiting import Claimed, Holder
from core.refusals import Conflict
from core.staff import Staff
from core.time import moment, now_ms, rfc3339

LEASE_MS = 15 * 60_000


async def claim(staff: Staff, case_id: str, version: int | None = None) -> Claimed:
    """Take a case in hand, or hold on to it for another quarter of an hour.

    Raises: NotFound `case_unknown`; Conflict `claimed_by_other` {who, until}, `stale`, `case_closed`,
    `waits_for_another_case`.
    """
    seat = await seen(staff, case_id)
    refuse_held(staff, seat)
    if version is not None and seat["version"] != version:
        raise Conflict("stale", version=seat["version"])
    return Claimed(case_id, rfc3339(await take(staff, seat)), seat["version"])


async def take(staff: Staff, seat: Row) -> int:
    """The lease as one guarded write: of two who reach for a case, one has it. Answers until when, in milliseconds."""
    now = now_ms()
    batch = Batch()
    batch.run(
        "UPDATE cases SET claimed_by = $1, claimed_until = $2 WHERE id = $3 AND opened = 1"
        " AND (claimed_by IS NULL OR claimed_by = $1 OR claimed_until <= $4)",
        staff.id,
        now + LEASE_MS,
        seat["id"],
        now,
        expect=1,
    )
    try:
        await db.commit(batch)
    except Stale:
        now_seat = await seen(staff, seat["id"])
        refuse_held(staff, now_seat)
        if not now_seat["opened"]:
            raise Conflict("case_closed", version=now_seat["version"]) from None
        raise
    return now + LEASE_MS


async def release(staff: Staff, case_id: str) -> None:
    """Give it back; what one does not hold stays as it is. Raises: NotFound `case_unknown`."""
    await seen(staff, case_id)
    await let_go(staff, case_id)


async def let_go(staff: Staff, case_id: str) -> None:
    batch = Batch()
    batch.run(
        "UPDATE cases SET claimed_by = NULL, claimed_until = NULL WHERE id = $1 AND claimed_by = $2", case_id, staff.id
    )
    await db.commit(batch)


def refuse_held(staff: Staff, seat: Row) -> None:
    """Raises: Conflict `claimed_by_other` while a colleague's lease runs."""
    holder = holder_of(staff, seat)
    if holder is not None and not holder.mine:
        until_time = moment(seat["claimed_until"]).strftime("%H:%M")
        raise Conflict("claimed_by_other", who=holder.name, until=holder.until, until_time=until_time)


def holder_of(staff: Staff, seat: Row) -> Holder | None:
    """Whose lease runs; an expired one is nobody's."""
    if seat["claimed_by"] is None or seat["claimed_until"] <= now_ms():
        return None
    mine = seat["claimed_by"] == staff.id
    return Holder(seat["claimed_by"], seat["holder_name"] or "", rfc3339(seat["claimed_until"]), mine)
