"""The history of one case for the desk: its own lines and those of the whole sheet; other branches are left out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from core import db
from core.applications.application import Application
from core.applications.history import NOTE
from core.applications.timeline import QUIET, Names, events_of, line_of, names_of, opinion_of
from core.crypto import open_bytes
from core.db import Row
from core.desk.finding import Marks
from core.desk.views import LineSeen
from core.json import JsonObject, decode, encode
from core.scenes import Scene
from core.staff import Staff

OURS_TOO = frozenset(  # quiet for the citizen
    {"review_begun", "case_certifying", "case_delivering", "lamp_revoked", "difference_settled"}
)
COLLEAGUES = ("clerk", "officer", "supervisor", "finance")


async def history_of(
    staff: Staff, application: Application, case_id: str, scene: Scene, language: str
) -> tuple[LineSeen, ...]:
    """Told by a third person: the applicant is called so, a colleague by name."""
    events = [one for one in await events_of(application.id) if _shown(one, case_id)]
    who = await shown_names(one["actor_id"] for one in events if one["actor_kind"] in COLLEAGUES)
    names = _own(names_of(application, scene, language, role="desk", viewer=staff.id), case_id)
    return tuple(_line(one, names, who, language) for one in events)


def _shown(event: Row, case_id: str) -> bool:
    kind = event["kind"]
    return event["case_id"] in (None, case_id) and (kind not in QUIET or kind in OURS_TOO)


def _own(names: Names, case_id: str) -> Names:
    """With this case's office only: who else the sheet went to is not told here."""
    own = names.departments.get(case_id, "")
    return replace(names, departments={case_id: own}, values={**names.values, "departments": own}, whole=True)


def _line(event: Row, names: Names, who: Mapping[str, str], language: str) -> LineSeen:
    told = {**dict(event), "data": event["data"]}
    if event["case_id"] is None:
        data = {key: value for key, value in cast(JsonObject, decode(event["data"])).items() if key != "departments"}
        told["data"] = encode(data).decode()
    line = line_of(told, names, language)
    note = cast(JsonObject, decode(open_bytes(event["note"], NOTE))) if event["note"] else {}
    by = who.get(event["actor_id"] or "", line.by)
    return LineSeen(line.seq, line.at, line.kind, line.state, line.says, by, opinion_of(note), line.rules)


async def shown_names(ids: Iterable[str | None]) -> Mapping[str, str]:
    """Of colleagues, by id."""
    wanted = sorted({one for one in ids if one})
    if not wanted:
        return {}
    marks = Marks()
    found = await db.rows(f"SELECT id, shown_name FROM staff WHERE id IN ({marks.add(*wanted)})", *marks.values)
    return {row["id"]: row["shown_name"] for row in found}
