"""Load, move, save: the doors through which everybody else moves a case."""

from dataclasses import dataclass, replace

from core.applications.application import Application
from core.applications.case import Case
from core.applications.guards import Opinion
from core.applications.history import By
from core.applications.limits import limits_for
from core.applications.loading import Loaded, load, load_by_case
from core.applications.moving import Moment, apply
from core.applications.versions import pinned
from core.applications.writing import insisting, write
from core.citizens import Caller
from core.json import JsonObject
from core.refusals import Conflict, Defect, Invalid
from core.scenes import Scene
from core.time import business_ms, today


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
    data: JsonObject | None = None,
) -> Moved:
    """Move one case. `version` is the case's, as the mover saw it; `note` is sealed, `data` holds codes only.

    Raises: NotFound; Conflict `stale` with the present version, `illegal_move`, or a guard's; NotAllowed; Invalid.
    """

    async def work() -> Moved:
        loaded, scene = await _opened(await load_by_case(case_id))
        application, when = loaded.application, Moment(business_ms(), today())
        case = application.cases[case_id]
        if version is not None and case.version != version:
            raise Conflict("stale", version=case.version)
        apply(
            application, case_id, name, by, when=when, limits=limits_for(scene), opinion=opinion, note=note, data=data
        )
        await write(loaded, scene, when)
        return Moved(_saved(application, case_id), application.state, application.version + 1)

    return await insisting(work)


async def withdraw(caller: Caller, application_id: str, reason: str, cases: tuple[str, ...] = ()) -> str:
    """Take back the whole application, or only some of its cases; answers the application's new state.

    Raises: NotFound; Conflict `nothing_to_withdraw`, `decided_already`; Invalid `case_unknown`.
    """

    async def work() -> str:
        loaded, scene = await _opened(await load(application_id, owner=caller.citizen_id))
        application, when = loaded.application, Moment(business_ms(), today())
        by = By("applicant", caller.citizen_id, "applicant")
        for number, case_id in enumerate(_to_withdraw(application, cases)):
            said, limits = Opinion(text=reason), limits_for(scene)
            apply(application, case_id, "withdraw", by, when=when, limits=limits, opinion=said, tell=number == 0)
        await write(loaded, scene, when)
        return application.state

    return await insisting(work)


async def _opened(loaded: Loaded) -> tuple[Loaded, Scene]:
    return loaded, await pinned(loaded.application.scene, loaded.application.scene_version)


def _saved(application: Application, case_id: str) -> Case:
    """As the table has it now: whoever moves it next gives this version."""
    return replace(application.cases[case_id], version=application.version_after(case_id))


def _to_withdraw(application: Application, cases: tuple[str, ...]) -> tuple[str, ...]:
    """Those that were named, or all that nobody has decided yet."""
    unknown = [case_id for case_id in cases if case_id not in application.cases]
    if unknown:
        raise Invalid([Defect("cases", "case_unknown", {"case": case_id}) for case_id in unknown])
    still_open = [case for case in application.cases.values() if not case.ended]
    wanted = cases or tuple(case.id for case in still_open if case.marks.verdict is None)
    if not wanted and still_open:
        raise Conflict("decided_already")
    if not wanted:
        raise Conflict("nothing_to_withdraw", state=application.state)
    return wanted
