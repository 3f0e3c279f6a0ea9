"""An application as a person in it sees it: one line per office, one honest date, what can be done now.

Whoever was asked to confirm sees where it stands; papers, money and what offices wrote are the applicant's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core import db, documents, orders
from core.applications.application import Application
from core.applications.case_views import CaseView, Waits, case_view
from core.applications.edges import moves_from
from core.applications.fees import VisitForItem, visit_of
from core.applications.happened import Delivery, Moves, deliveries_of, moves_of
from core.applications.judging import judged
from core.applications.limits import Limited, limits_for
from core.applications.loading import Loaded
from core.applications.parties import PartyView
from core.applications.standing import answers_open, load_for, parties_of
from core.applications.timeline import QUIET, Line, Names, events_of, line_of, names_of
from core.applications.versions import pinned
from core.citizens import Caller
from core.documents import DocumentView
from core.licences import title_of
from core.orders import OrderView
from core.scenes import Scene
from core.time import rfc3339, today
from core.words import DEFAULT, say

PAY = "pay"
_COMES = {"accept": "in_review", "deliver": "delivering"}  # the state in which the work waits for the visit


@dataclass(frozen=True)
class Late:
    """Working days past the promised date, and why in words."""

    days: int
    why: str


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
    """`role` is what the one who looks is in it. `moved`: each time the expected day moved: [{at, from, to, why}].

    `due_on`: the offices' answer; `act_by`: the last day of what the one who looks has to do first. ISO text.
    """

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
    role: str
    parties: tuple[PartyView, ...]
    moved: Moves
    orders: tuple[OrderView, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    act_by: str | None = None
    visits: tuple[VisitForItem, ...] = ()


async def one(caller: Caller, application_id: str, language: str = DEFAULT) -> ApplicationView:
    """Raises: NotFound `application_unknown`, also for another person's."""
    loaded, standing = await load_for(caller, application_id)
    application = loaded.application
    scene = await pinned(application.scene, application.scene_version)
    names = names_of(application, scene, language, role=standing.role, viewer=caller.citizen_id)
    events = [event for event in await events_of(application.id) if event["kind"] not in QUIET]
    lines = {event["seq"]: line_of(event, names, language) for event in events}
    view = ApplicationView(
        application.id,
        scene.slug,
        scene.title,
        application.scene_version,
        application.state,
        application.query_code,
        rfc3339(loaded.created_at),
        rfc3339(application.submitted_at) if application.submitted_at else None,
        application.due_on,
        late_of(application, names, limits_for(scene), language),
        _cases(Waits(loaded, scene, names, language), events, lines, owns=standing.owns),
        tuple(lines[event["seq"]] for event in events if event["case_id"] is None),
        (),
        answers_open(loaded, standing),
        application.version,
        standing.role,
        await parties_of(loaded, scene, standing, language),
        moves_of(events, lines),
        act_by=None if application.closed_at else standing.answer_by,
    )
    return await _for_owner(view, loaded, scene, events) if standing.owns else view


def _cases(waits: Waits, events: Sequence[db.Row], lines: Mapping[int, Line], *, owns: bool) -> tuple[CaseView, ...]:
    by_case: dict[str, list[db.Row]] = {}
    for event in events:
        by_case.setdefault(event["case_id"] or "", []).append(event)
    return tuple(
        case_view(case, by_case.get(case.id, []), lines, waits, owns=owns)
        for case in waits.loaded.application.cases.values()
    )


async def _for_owner(view: ApplicationView, loaded: Loaded, scene: Scene, events: Sequence[db.Row]) -> ApplicationView:
    """What is the applicant's alone: money, notices of law, licences, and what they may do."""
    to_pay = await orders.of_application(view.id)
    return replace(
        view,
        licences=await _licences(view.id),
        orders=to_pay,
        documents=await documents.of_application(view.id),
        deliveries=deliveries_of(loaded, scene, events),
        act_by=loaded.application.act_by,
        visits=tuple(_visits(loaded, scene)),
        actions=actions_of(loaded.application, pays=any(order.state in orders.UNPAID for order in to_pay)),
    )


def _visits(loaded: Loaded, scene: Scene) -> Iterator[VisitForItem]:
    """Where the applicant still has to go: for acceptance until it is decided, for delivery to the end."""
    for case in loaded.application.cases.values():
        visits = scene.item(case.item).visits
        over = case.ended or (visits.step == "accept" and case.marks.verdict is not None)
        if visits.times and not over:
            yield replace(visit_of(judged(loaded, scene), scene.item(case.item)), now=case.state == _COMES[visits.step])


def late_of(application: Application, names: Names, limits: Limited, language: str) -> Late | None:
    """How late the latest open case is, and which office has it."""
    days = {case.id: limits.overdue(case, today()) for case in application.cases.values() if not case.ended}
    worst = max(days, key=lambda case_id: days[case_id], default=None)
    if worst is None or days[worst] <= 0:
        return None
    values = {"days": days[worst], "department": names.departments[worst]}
    return Late(days[worst], say("late.overdue", values, language))


def actions_of(application: Application, *, pays: bool = False) -> tuple[str, ...]:
    """What the applicant may do now."""
    if application.state == "draft":
        return ("answer", "submit")
    opened = [case for case in application.cases.values() if not case.ended]
    moves = {move for case in opened for move in moves_from(case.state, "applicant")}
    if not any(case.marks.verdict is None and "withdraw" in moves_from(case.state, "applicant") for case in opened):
        moves.discard("withdraw")
    if application.owes:
        moves.add("correct")
    return tuple(sorted(moves | ({PAY} if pays else set())))


async def _licences(application_id: str) -> tuple[LicenceBrief, ...]:
    found = await db.rows(
        "SELECT id, kind, identifier, status, issued_on FROM licences WHERE application_id = $1 ORDER BY id",
        application_id,
    )
    return tuple(
        LicenceBrief(row["id"], row["kind"], title_of(row["kind"]), row["identifier"], row["status"], row["issued_on"])
        for row in found
    )
