"""An application as its citizen sees it: one line per office, one honest date, what can be done now."""

from collections.abc import Sequence
from dataclasses import dataclass

from core import db
from core.applications.application import Application
from core.applications.case import Case
from core.applications.edges import moves_from
from core.applications.limits import Limited, limits_for
from core.applications.loading import load
from core.applications.timeline import QUIET, Line, Names, events_of, line_of
from core.applications.versions import pinned
from core.citizens import Caller
from core.licences import title_of
from core.refusals import NotFound
from core.scenes import Scene
from core.time import rfc3339, today
from core.words import DEFAULT, say, spoken_date


@dataclass(frozen=True)
class Late:
    """Working days past the promised date, and why in words."""

    days: int
    why: str


@dataclass(frozen=True)
class CaseView:
    """`item` and `department` are slugs, their names beside them; `due_on` the promised date of this office."""

    id: str
    number: str
    item: str
    item_name: str
    department: str
    department_name: str
    department_phone: str
    state: str
    result: str | None
    due_on: str | None
    waits_for: tuple[str, ...]
    timeline: tuple[Line, ...]


@dataclass(frozen=True)
class LicenceBrief:
    id: str
    kind: str
    title: str
    identifier: str
    status: str
    issued_on: str


@dataclass(frozen=True)
class ApplicationView:
    id: str
    scene: str
    title: str
    scene_version: str
    state: str
    query_code: str | None
    created_at: str
    submitted_at: str | None
    due_on: str | None
    late: Late | None
    cases: tuple[CaseView, ...]
    timeline: tuple[Line, ...]
    licences: tuple[LicenceBrief, ...]
    actions: tuple[str, ...]
    version: int
    orders: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    deliveries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """One line of "my applications"."""

    id: str
    scene: str
    title: str
    state: str
    query_code: str | None
    due_on: str | None
    submitted_at: str | None
    updated_at: str


@dataclass(frozen=True)
class Listing:
    items: tuple[Listed, ...]
    next: str | None


async def one(caller: Caller, application_id: str, language: str = DEFAULT) -> ApplicationView:
    """Raises: NotFound `application_unknown`, also for another person's."""
    loaded = await load(application_id, owner=caller.citizen_id)
    application = loaded.application
    scene = await pinned(application.scene, application.scene_version)
    limits = limits_for(scene)
    names = names_of(application, scene, language)
    lines: dict[str | None, list[Line]] = {}
    for event in await events_of(application.id):
        if event["kind"] not in QUIET:
            lines.setdefault(event["case_id"], []).append(line_of(event, names, language))
    return ApplicationView(
        application.id,
        scene.slug,
        scene.title,
        application.scene_version,
        application.state,
        application.query_code,
        rfc3339(loaded.created_at),
        rfc3339(application.submitted_at) if application.submitted_at else None,
        application.due_on,
        late_of(application, names, limits, language),
        tuple(_case_view(case, scene, lines.get(case.id, ())) for case in application.cases.values()),
        tuple(lines.get(None, ())),
        await _licences(application.id),
        actions_of(application),
        application.version,
    )


def names_of(application: Application, scene: Scene, language: str) -> Names:
    departments = {case.id: scene.department_of(case).name for case in application.cases.values()}
    due = {case.id: spoken_date(case.due_on, language) for case in application.cases.values() if case.due_on}
    return Names(departments, {"title": scene.title}, due)


def late_of(application: Application, names: Names, limits: Limited, language: str) -> Late | None:
    """How late the latest open case is, and which office has it."""
    days = {case.id: limits.overdue(case, today()) for case in application.cases.values() if not case.ended}
    worst = max(days, key=lambda case_id: days[case_id], default=None)
    if worst is None or days[worst] <= 0:
        return None
    values = {"days": days[worst], "department": names.departments[worst]}
    return Late(days[worst], say("late.overdue", values, language))


def actions_of(application: Application) -> tuple[str, ...]:
    """What the owner may do now."""
    if application.state == "draft":
        return ("answer", "submit")
    moves = {move for case in application.cases.values() for move in moves_from(case.state, "applicant")}
    if any(case.marks.verdict for case in application.cases.values()):
        moves.discard("withdraw")
    return tuple(sorted(moves))


def _case_view(case: Case, scene: Scene, lines: Sequence[Line]) -> CaseView:
    department = scene.department_of(case)
    return CaseView(
        case.id,
        case.number,
        case.item,
        scene.item(case.item).name,
        department.slug,
        department.name,
        department.phone,
        case.state,
        case.result,
        case.due_on,
        () if case.begun else case.after,
        tuple(lines),
    )


async def _licences(application_id: str) -> tuple[LicenceBrief, ...]:
    found = await db.rows(
        "SELECT id, kind, identifier, status, issued_on FROM licences WHERE application_id = $1 ORDER BY id",
        application_id,
    )
    return tuple(
        LicenceBrief(row["id"], row["kind"], title_of(row["kind"]), row["identifier"], row["status"], row["issued_on"])
        for row in found
    )


async def listing(caller: Caller, state: str | None = None, limit: int = 20, after: str | None = None) -> Listing:
    """The caller's applications, newest change first. `after` is the id of the last one seen.

    Raises: NotFound `application_unknown` when `after` is not one of the caller's.
    """
    where, params = ["citizen_id = $1"], [caller.citizen_id]
    if state:
        params.append(state)
        where.append(f"state = ${len(params)}")
    numbers: list[int] = []
    if after:
        last = await db.row(
            "SELECT updated_at FROM applications WHERE id = $1 AND citizen_id = $2", after, caller.citizen_id
        )
        if last is None:
            raise NotFound("application_unknown")
        numbers.append(last["updated_at"])
        params.append(after)
        at, last_id = len(params) + 1, len(params)
        where.append(f"(updated_at < ${at} OR (updated_at = ${at} AND id < ${last_id}))")
    sql = (
        "SELECT id, scene, scene_version, state, query_code, due_on, submitted_at, updated_at FROM applications"
        f" WHERE {' AND '.join(where)} ORDER BY updated_at DESC, id DESC LIMIT {min(max(limit, 1), 100) + 1}"
    )
    found = await db.rows(sql, *params, *numbers)
    page = found[: min(max(limit, 1), 100)]
    items = [await _listed(row) for row in page]
    return Listing(tuple(items), page[-1]["id"] if len(found) > len(page) else None)


async def _listed(row: db.Row) -> Listed:
    scene = await pinned(row["scene"], row["scene_version"])
    return Listed(
        row["id"],
        row["scene"],
        scene.title,
        row["state"],
        row["query_code"],
        row["due_on"],
        rfc3339(row["submitted_at"]) if row["submitted_at"] else None,
        rfc3339(row["updated_at"]),
    )
