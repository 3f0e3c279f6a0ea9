"""The table of cases that are handed over: one row a case, the newest hand-over. Its id is the event that forwarded it,
which is also the reference under which the office knows it.

state: waiting (for their number, for their answer, or to be taken back), answered, refused, taken_back.
"""

import random
from dataclasses import dataclass
from typing import cast

from core import db
from core.db import Batch
from core.time import business_ms, now_ms
from offices import Ended

LEASE_MS = 60_000  # longer than one call of an office may take; a claim of a killed worker comes back after it
FIRST_TRY_MS = 2_000  # between attempts to hand over, doubled each time
FIRST_ASK_MS = 30_000  # an office calls us when it has decided; asked only in case that call was lost
LONGEST_WAIT_MS = 3_600_000
_MOST_DOUBLED = 12
MOVED_ON = "case_moved_on"  # it ended or was fetched back while the office may have had it
NEVER_SENT = "never_handed_over"  # it ended before the office could know of it
_COLUMNS = "id, case_id, application_id, office, number, state, attempts, version, take_back_for"


@dataclass(frozen=True)
class Handover:
    """One case at one office. `number` is theirs, None while they have not taken it. `attempts` counts this one.

    `take_back_for`: why it is to be taken back from there; None while it is theirs to decide.
    """

    id: str
    case_id: str
    application_id: str
    office: str
    number: str | None
    state: str
    attempts: int
    version: int
    take_back_for: Ended | None = None


_CLAIM = """
UPDATE handovers SET locked_until = $1, attempts = attempts + 1, version = version + 1 WHERE id IN (
  SELECT h.id FROM handovers h
  WHERE h.state = 'waiting' AND h.ask_at <= $2 AND (h.locked_until IS NULL OR h.locked_until < $2)
  ORDER BY h.ask_at, h.id LIMIT $3{skip})
RETURNING {columns}
"""

_BEGIN = """
INSERT INTO handovers (id, case_id, application_id, office, state, attempts, ask_at, version, created_at)
VALUES ($1, $2, $3, $4, 'waiting', 0, $5, 1, $6)
ON CONFLICT (case_id) DO UPDATE SET id = excluded.id, office = excluded.office, state = 'waiting', attempts = 0,
  ask_at = excluded.ask_at, version = 1, created_at = excluded.created_at, number = NULL, locked_until = NULL,
  take_back_for = NULL, handed_at = NULL, answered_at = NULL, error = NULL
WHERE handovers.id < excluded.id
"""
# Whoever is calling them just now finds another version. What they may be getting at this moment has a lease's time to
# arrive: asked sooner, they would not know it.
_TAKE_BACK = """
UPDATE handovers SET take_back_for = $1, state = 'waiting', attempts = 0, version = version + 1, answered_at = NULL,
  error = NULL, ask_at = CASE WHEN number IS NULL THEN CAST($2 AS BIGINT) ELSE CAST($3 AS BIGINT) END
WHERE case_id = $4 AND take_back_for IS NULL AND (number IS NOT NULL OR attempts > 0)
  AND (state = 'waiting' OR (state = 'answered' AND error = $5))
"""
_CALL_OFF = """
UPDATE handovers SET state = 'answered', error = $1, answered_at = $2, ask_at = NULL
WHERE case_id = $3 AND state = 'waiting' AND take_back_for IS NULL AND number IS NULL AND attempts = 0
"""
_KNOWN = "SELECT {columns} FROM handovers WHERE id = $1 AND office = $2"


def begin(event_id: str, case_id: str, application_id: str, office: str) -> Batch:
    """A case was forwarded. An earlier hand-over of the same case is over; a repeated message changes nothing."""
    batch = Batch()
    batch.run(_BEGIN, event_id, case_id, application_id, office, now_ms(), business_ms())
    return batch


async def claim(limit: int) -> list[Handover]:
    """Take up to `limit` that are due, for `LEASE_MS`; their versions say that they are ours."""
    now = now_ms()
    due = "SELECT id FROM handovers WHERE state = 'waiting' AND ask_at <= $1 LIMIT 1"
    if await db.row(due, now) is None:
        return []  # the usual case costs a read, not a write
    skip = " FOR UPDATE SKIP LOCKED" if db.dialect() == "postgres" else ""
    found = await db.written(_CLAIM.format(skip=skip, columns=_COLUMNS), now + LEASE_MS, now, limit)
    return sorted((_handover(row) for row in found), key=lambda one: one.id)


async def known_as(office: str, reference: str) -> Handover | None:
    """The hand-over that the office means. Another office's is not there."""
    row = await db.row(_KNOWN.format(columns=_COLUMNS), reference, office)
    return _handover(row) if row else None


def _handover(row: db.Row) -> Handover:
    return Handover(**{**dict(row), "take_back_for": cast("Ended | None", row["take_back_for"])})


def take_back(case_id: str, reason: Ended) -> Batch:
    """The case has ended: the office is to be told, unless it has answered, or was never asked. Twice is as good as
    once."""
    batch, now = Batch(), now_ms()
    batch.run(_CALL_OFF, NEVER_SENT, business_ms(), case_id)
    batch.run(_TAKE_BACK, reason, now + LEASE_MS, now, case_id, MOVED_ON)
    return batch


def taken(one: Handover, number: str) -> Batch:
    """They have it, under `number`. When somebody was first (their answer came before): nothing."""
    batch, now = Batch(), now_ms()
    batch.run(
        "UPDATE handovers SET number = $1, handed_at = $2, attempts = 0, error = NULL, locked_until = NULL,"
        " ask_at = CASE WHEN take_back_for IS NULL THEN CAST($3 AS BIGINT) ELSE CAST($4 AS BIGINT) END"
        " WHERE id = $5 AND number IS NULL AND state = 'waiting'",
        number, business_ms(), now + FIRST_ASK_MS, now, one.id,
    )  # fmt: skip
    return batch


def put_off(one: Handover, error: str, at_least_s: int = 0) -> Batch:
    """Again later; longer each time, never sooner than the office asked."""
    first = FIRST_ASK_MS if one.number and not one.take_back_for else FIRST_TRY_MS
    wait = min(LONGEST_WAIT_MS, first * 2 ** min(one.attempts, _MOST_DOUBLED)) * random.uniform(0.5, 1)
    batch = Batch()
    batch.run(
        "UPDATE handovers SET ask_at = $1, error = $2, locked_until = NULL"
        " WHERE id = $3 AND version = $4 AND state = 'waiting'",
        now_ms() + max(int(wait), at_least_s * 1000), error[:200] or None, one.id, one.version,
    )  # fmt: skip
    return batch


def over(one: Handover, state: str, number: str | None, error: str | None = None) -> Batch:
    """Answered, refused or taken back, once. Raises, at commit: Stale when it was over already."""
    batch = Batch()
    batch.run(
        "UPDATE handovers SET state = $1, number = $2, error = $3, answered_at = $4, ask_at = NULL, locked_until = NULL"
        " WHERE id = $5 AND state = 'waiting'",
        state, number or one.number, error, business_ms(), one.id, expect=1,
    )  # fmt: skip
    return batch
