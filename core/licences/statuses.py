"""The table of a licence's statuses and how it goes from one to another. `expired` is never stored: dates say it."""

from collections.abc import Mapping
from datetime import date

from core.db.batch import Batch
from core.refusals import Conflict

# 正常 暂扣 撤销 注销 (过期 follows from the date): GB/T 36902 directory of licences, field 证照状态.
STATUSES: Mapping[str, frozenset[str]] = {
    "active": frozenset({"suspended", "revoked", "cancelled"}),
    "suspended": frozenset({"active", "revoked", "cancelled"}),
    "revoked": frozenset(),
    "cancelled": frozenset(),
}


def status_on(status: str, valid_until: date | None, today: date) -> str:
    """The status as of `today`: an active licence is good through its last day."""
    past = valid_until is not None and today > valid_until
    return "expired" if status == "active" and past else status


def plan_status(licence_id: str, version: int, present: str, to: str) -> Batch:
    """The guarded update to another status; nothing is written here. At commit: Stale when somebody was first.

    Raises: Conflict `illegal_move` with what is allowed from here.
    """
    allowed = STATUSES.get(present, frozenset())
    if to not in allowed:
        raise Conflict("illegal_move", move=to, state=present, allowed=sorted(allowed))
    batch = Batch()
    batch.update("licences", {"id": licence_id, "version": version}, {"status": to, "version": version + 1})
    return batch
