"""The queue's lines as SQL, and from rows to what a desk reads."""

from collections.abc import Sequence

from core import db
from core.applications.versions import pinned
from core.db import Row
from core.db.batch import Value
from core.desk.claiming import holder_of
from core.desk.days import left
from core.desk.people import masked_name
from core.desk.waiting import Waiting
from core.house import house
from core.staff import Staff
from core.time import rfc3339, today

COLUMNS = """c.id, c.application_id, c.number, c.item, c.department, c.state, c.result, c.lamp, c.due_on,
c.submitted_at, c.version, c.claimed_by, c.claimed_until"""
_JOINED = """SELECT q.*, a.scene, a.scene_version, a.query_code, a.citizen_id, z.name, s.shown_name AS holder_name
FROM ({lines}) q JOIN applications a ON a.id = q.application_id JOIN citizens z ON z.id = a.citizen_id
LEFT JOIN staff s ON s.id = q.claimed_by ORDER BY {order}"""


async def rows_of(lines: str, values: Sequence[Value], order: str) -> list[Row]:
    """`lines`: SQL that gives COLUMNS; `order` names columns of `q`."""
    return await db.rows(_JOINED.format(lines=lines, order=order), *values)


async def waiting(staff: Staff, row: Row) -> Waiting:
    scene = await pinned(row["scene"], row["scene_version"])
    department = house().city.departments.get(row["department"])
    return Waiting(
        row["id"],
        row["number"] or "",
        row["item"],
        scene.item(row["item"]).name,
        scene.title,
        row["department"],
        department.name if department else row["department"],
        row["state"],
        row["result"],
        row["lamp"],
        row["due_on"],
        left(row["due_on"], today()),
        rfc3339(row["submitted_at"]),
        masked_name(row["name"]),
        row["query_code"] or "",
        holder_of(staff, row),
        row["version"],
    )
