"""Following an application without an account: the query code and the last digits of the phone. Nothing personal."""

import hmac
from dataclasses import dataclass

from core import db
from core.applications.loading import load
from core.applications.timeline import QUIET, Line, events_of, line_of, names_of
from core.applications.versions import pinned
from core.ids import tidy_code
from core.refusals import NotFound
from core.words import DEFAULT


@dataclass(frozen=True)
class TrackedCase:
    item_name: str
    department_name: str
    department_phone: str
    state: str
    result: str | None
    due_on: str | None
    says: str


@dataclass(frozen=True)
class Tracked:
    """The answer to POST /track. `title` is the scene's; no name, no number, no free text of an office.

    `due_on`: the offices' answer; `act_by`: the last day of what the citizen has to do first.
    """

    query_code: str
    title: str
    state: str
    due_on: str | None
    act_by: str | None
    cases: tuple[TrackedCase, ...]


async def track(query_code: str, phone_tail: str, language: str = DEFAULT) -> Tracked:
    """Raises: NotFound `track_unknown`, the same for a wrong code and a wrong phone."""
    tracked = await track_by_code(query_code, language)
    if tracked is None or not hmac.compare_digest(tracked[1], phone_tail.strip().encode()):
        raise NotFound("track_unknown")
    return tracked[0]


async def track_by_code(query_code: str, language: str = DEFAULT) -> tuple[Tracked, bytes] | None:
    """The progress and the last four digits of the phone it belongs to; None for an unknown code."""
    row = await db.row("SELECT id FROM applications WHERE query_code = $1", tidy_code(query_code))
    if row is None:
        return None
    loaded = await load(row["id"])
    application = loaded.application
    scene = await pinned(application.scene, application.scene_version)
    names = names_of(application, scene, language)
    newest: dict[str | None, Line] = {}
    for event in await events_of(application.id):
        if event["kind"] not in QUIET:
            newest[event["case_id"]] = line_of({**dict(event), "note": None}, names, language)
    cases = []
    for case in application.cases.values():
        department, line = scene.department_of(case), newest.get(case.id)
        says = line.says if line else ""
        cases.append(
            TrackedCase(
                scene.item(case.item).name,
                department.name,
                department.phone,
                case.state,
                case.result,
                case.due_on,
                says,
            )
        )
    days = (application.due_on, application.act_by)
    tracked = Tracked(application.query_code or "", scene.title, application.state, *days, tuple(cases))
    return tracked, (loaded.citizen.phone.tail if loaded.citizen.phone else "").encode()
