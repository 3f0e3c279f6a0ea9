"""Load, move, save: the doors through which everybody else moves a case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from core import db, outbox
from core.applications.application import Application
from core.applications.case import Case
from core.applications.guards import Opinion
from core.applications.history import By
from core.applications.limits import Limited, limits_for
from core.applications.loading import Loaded, load, load_by_case
from core.applications.moving import Moment, apply
from core.applications.versions import pinned
from core.citizens import Caller
from core.json import JsonObject
from core.refusals import Conflict, Defect, Invalid
from core.time import business_ms, today

T = TypeVar("T")
TRIES = 3  # another office may have moved its own case of the same application in between


@dataclass(frozen=True)
class Moved:
    """What a move led to."""

    case: Case
    application_state: str
    version: int


async def move(
    case_id: str,
    name: str,
    by: By,
    *,
    opinion: Opinion | None = None,
    version: int | None = None,
    note: JsonObject | None = None,
) -> Moved:
    """Move one case. `version` is the case's, as the mover saw it.

    Raises: NotFound; Conflict `stale` with the present version, `illegal_move`, or a guard's; NotAllowed; Invalid.
    """

    def work(application: Application, limits: Limited, when: Moment) -> Case:
        case = application.cases[case_id]
        if version is not None and case.version != version:
            raise Conflict("stale", version=case.version)
        return apply(application, case_id, name, by, when=when, limits=limits, opinion=opinion, note=note)

    for attempt in range(TRIES):
        loaded = await load_by_case(case_id)
        try:
            case = await _saved(loaded, work)
        except db.Stale:
            if attempt == TRIES - 1:
                raise
            continue
        return Moved(case, loaded.application.state, loaded.application.version + 1)
    raise AssertionError("unreachable")


async def withdraw(caller: Caller, application_id: str, reason: str, cases: tuple[str, ...] = ()) -> str:
    """Take back the whole application, or only some of its cases; answers the application's new state.

    Raises: NotFound; Conflict `nothing_to_withdraw`, `decided_already`; Invalid `case_unknown`.
    """
    loaded = await load(application_id, owner=caller.citizen_id)
    by = By("applicant", caller.citizen_id, "applicant")
    wanted = cases or tuple(case.id for case in loaded.application.cases.values() if not case.ended)
    unknown = [case_id for case_id in wanted if case_id not in loaded.application.cases]
    if unknown:
        raise Invalid([Defect("cases", "case_unknown", {"case": case_id}) for case_id in unknown])
    if not wanted:
        raise Conflict("nothing_to_withdraw", state=loaded.application.state)

    def work(application: Application, limits: Limited, when: Moment) -> str:
        for case_id in wanted:
            apply(application, case_id, "withdraw", by, when=when, limits=limits, opinion=Opinion(text=reason))
        return application.state

    return await _saved(loaded, work)


async def _saved(loaded: Loaded, work: Callable[[Application, Limited, Moment], T]) -> T:
    application = loaded.application
    scene = await pinned(application.scene, application.scene_version)
    when = Moment(business_ms(), today())
    result = work(application, limits_for(scene), when)
    await db.commit(application.batch(when.at))
    db.after_commit(lambda: outbox.news(application.id))
    return result
