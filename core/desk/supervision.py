"""Who is late and who has what in hand: for supervisors."""

from core import db
from core.db import Row
from core.desk.counting import next_day
from core.desk.finding import Marks
from core.desk.lines import COLUMNS, rows_of, waiting
from core.desk.reports import Busy, DepartmentLoad, Supervision
from core.desk.waiting import Waiting
from core.house import house
from core.staff import Staff
from core.time import now_ms, today

MOST = 50  # lines of each list
COUNTED = 9_999  # a department's counts go no further


async def supervision(staff: Staff) -> Supervision:
    """Raises: NotAllowed `role_needed`."""
    staff.require("supervisor")
    return Supervision(
        tuple([await _load(slug) for slug in staff.sees]), await _late(staff), await _busy(staff), await _asked(staff)
    )


async def _load(slug: str) -> DepartmentLoad:
    """Counted along the index of open cases; where it is full, no further."""
    marks, on = Marks(), today()
    base = f"SELECT 1 AS one FROM cases WHERE department = {marks.add(slug)} AND opened = 1"
    asked = {
        "open": f"{base} AND submitted_at IS NOT NULL",
        "overdue": f"{base} AND due_on < {marks.add(on.isoformat())}",
        "due_soon": f"{base} AND due_on >= {marks.add(on.isoformat())}"
        f" AND due_on <= {marks.add(next_day(on).isoformat())}",
        "unclaimed": f"{base} AND submitted_at IS NOT NULL"
        f" AND (claimed_by IS NULL OR claimed_until <= {marks.add(now_ms())})",
    }
    columns = (f"(SELECT count(*) FROM ({sql} LIMIT {COUNTED}) n) AS {name}" for name, sql in asked.items())
    found = await db.row(f"SELECT {', '.join(columns)}", *marks.values)
    assert found is not None
    name = house().city.departments[slug].name if slug in house().city.departments else slug
    return DepartmentLoad(slug, name, **{each: int(found[each]) for each in asked})


async def _late(staff: Staff) -> tuple[Waiting, ...]:
    """The latest first."""
    marks = Marks()
    when = f"c.opened = 1 AND c.due_on < {marks.add(today().isoformat())} ORDER BY c.due_on, c.id LIMIT {MOST}"
    branches = [
        f"SELECT * FROM (SELECT {COLUMNS} FROM cases c WHERE c.department = {marks.add(slug)} AND {when}) b{at}"
        for at, slug in enumerate(staff.sees)
    ]
    merged = f"SELECT * FROM ({' UNION ALL '.join(branches)}) u ORDER BY due_on, id LIMIT {MOST}"
    return await _lines(staff, await rows_of(merged, marks.values, "q.due_on, q.id"))


async def _asked(staff: Staff) -> tuple[Waiting, ...]:
    """Extensions that wait for a second person: open cases in review whose marks say that one was asked."""
    marks, branches = Marks(), []
    for at, slug in enumerate(staff.sees):
        region = house().city.departments[slug].region if slug in house().city.departments else staff.region
        branches.append(
            f"SELECT * FROM (SELECT {COLUMNS} FROM cases c WHERE c.department = {marks.add(slug)}"
            f" AND c.region = {marks.add(region)} AND c.state = 'in_review'"
            " AND c.marks LIKE '%\"extension_asked_by\"%' AND c.marks NOT LIKE '%\"extended\"%'"
            f" ORDER BY c.id LIMIT {MOST}) b{at}"
        )
    merged = f"SELECT * FROM ({' UNION ALL '.join(branches)}) u ORDER BY id LIMIT {MOST}"
    return await _lines(staff, await rows_of(merged, marks.values, "q.id"))


async def _lines(staff: Staff, rows: list[Row]) -> tuple[Waiting, ...]:
    return tuple([await waiting(staff, row) for row in rows])


async def _busy(staff: Staff) -> tuple[Busy, ...]:
    """Colleagues of the departments one sees, those with most in hand first."""
    marks = Marks()
    found = await db.rows(
        "SELECT s.id, s.shown_name, (SELECT count(*) FROM cases c WHERE c.claimed_by = s.id AND c.opened = 1"
        f" AND c.claimed_until > {marks.add(now_ms())}) AS holds FROM staff s"
        f" WHERE s.department IN ({marks.add(*staff.sees)}) AND s.disabled_at IS NULL"
        f" ORDER BY holds DESC, s.name LIMIT {MOST}",
        *marks.values,
    )
    return tuple(Busy(row["id"], row["shown_name"], row["holds"]) for row in found)
