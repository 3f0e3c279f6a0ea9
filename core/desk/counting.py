"""How many cases wait, counted no further than a desk needs to know: a full house costs what an empty one does."""

from datetime import date, timedelta

from core import db
from core.desk.finding import Marks
from core.desk.waiting import Counts
from core.house import house
from core.staff import Staff
from core.time import now_ms, today

COUNTED = 99


async def counts(staff: Staff) -> Counts:
    """One round trip, each number along an index."""
    marks, on = Marks(), today()
    mine = (
        f"SELECT 1 AS one FROM cases WHERE claimed_by = {marks.add(staff.id)} AND opened = 1"
        f" AND claimed_until > {marks.add(now_ms())}"
    )
    overdue = _due(staff, marks, f"due_on < {marks.add(on.isoformat())}")
    soon = _due(
        staff, marks, f"due_on >= {marks.add(on.isoformat())} AND due_on <= {marks.add(next_day(on).isoformat())}"
    )
    asked = {"mine": mine, "overdue": overdue, "due_soon": soon}
    columns = (f"(SELECT count(*) FROM ({sql} LIMIT {COUNTED}) n) AS {name}" for name, sql in asked.items())
    found = await db.row(f"SELECT {', '.join(columns)}", *marks.values)
    assert found is not None
    return Counts(found["mine"], found["overdue"], found["due_soon"], COUNTED)


def next_day(on: date) -> date:
    """The next working day; tomorrow while the calendar cannot tell."""
    following = house().calendar.nth_after(on, 1)
    return following if isinstance(following, date) else on + timedelta(days=1)


def _due(staff: Staff, marks: Marks, when: str) -> str:
    branches = [
        f"SELECT * FROM (SELECT 1 AS one FROM cases WHERE department = {marks.add(slug)} AND opened = 1 AND {when}"
        f" LIMIT {COUNTED}) d{at}"
        for at, slug in enumerate(staff.sees)
    ]
    return f"SELECT one FROM ({' UNION ALL '.join(branches)}) due"
