"""Who looked at a citizen's data, and why: written down at every look, read by the citizen and by auditors."""

from collections.abc import Iterable

from core import db
from core.crypto import blind_candidates
from core.db import Batch, Row
from core.desk.reports import Look, Looks
from core.ids import new_id
from core.refusals import NotFound
from core.staff import Staff
from core.time import business_ms, rfc3339

LONGEST_PURPOSE = 120
MOST = 100


async def note(
    staff: Staff, citizens: Iterable[str], what: str, purpose: str, *, department: str = "", case_id: str | None = None
) -> None:
    """One row for every person whose data is looked at; `department` is that of the one who looks."""
    at = business_ms()
    batch = Batch()
    batch.insert_many(
        "access_log",
        [
            {
                "id": new_id(),
                "citizen_id": citizen,
                "who_kind": "staff",
                "who": staff.id,
                "what": what,
                "purpose": purpose[:LONGEST_PURPOSE],
                "department": department or staff.department,
                "case_id": case_id,
                "at": at,
            }
            for citizen in dict.fromkeys(citizens)
        ],
    )
    await db.commit(batch)


async def looks(staff: Staff, citizen: str, *, limit: int = 50, after: str | None = None) -> Looks:
    """For auditors, the newest first; that an auditor looked is written down too.

    `citizen`: a citizen's id or ID number; `after`: a `next`. Raises: NotAllowed `role_needed`; NotFound
    `citizen_unknown`.
    """
    staff.require("auditor")
    citizen_id = await _citizen(citizen)
    wanted = min(max(limit, 1), MOST)
    found = await db.rows(
        "SELECT l.id, l.at, l.who, l.department, l.what, l.purpose, l.case_id, s.shown_name FROM access_log l"
        " LEFT JOIN staff s ON s.id = l.who WHERE l.citizen_id = $1 AND (l.id < $2) ORDER BY l.id DESC"
        f" LIMIT {wanted + 1}",
        citizen_id,
        after or "~",
    )
    await note(staff, [citizen_id], "access_log", "audit")
    page = found[:wanted]
    return Looks(tuple(map(_look, page)), page[-1]["id"] if len(found) > wanted else None)


async def _citizen(citizen: str) -> str:
    indexes = blind_candidates(citizen.strip().upper(), "id_number")
    marks = ", ".join(f"${n}" for n in range(2, len(indexes) + 2))
    sql = f"SELECT id FROM citizens WHERE id = $1 OR id_number_index IN ({marks})"
    found = await db.row(sql, citizen.strip(), *indexes)
    if found is None:
        raise NotFound("citizen_unknown")
    return str(found["id"])


def _look(row: Row) -> Look:
    return Look(
        rfc3339(row["at"]),
        row["who"],
        row["shown_name"] or row["who"],
        row["department"] or "",
        row["what"],
        row["purpose"],
        row["case_id"],
    )
