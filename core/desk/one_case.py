"""One case on one screen: only what its item may see, every rule with its values, and what can be done now."""

from collections.abc import Mapping
from typing import cast

from core import orders
from core.applications.case import Case
from core.applications.deciding import judged
from core.applications.drafts import ANSWERS
from core.applications.limits import limits_for
from core.applications.loading import load
from core.applications.moving import Moment
from core.applications.versions import pinned
from core.crypto import open_bytes
from core.desk.access import note
from core.desk.claiming import holder_of
from core.desk.days import left
from core.desk.drafting import drafted
from core.desk.papers import materials_seen, promises_seen, uploads_of
from core.desk.past import history_of, shown_names
from core.desk.people import parties_of
from core.desk.possible import moves_of
from core.desk.scope import seen
from core.desk.sheet import Sheet
from core.desk.views import CaseHead, DeskCase
from core.json import Json, decode
from core.scenes import Scene
from core.staff import Staff
from core.time import business_ms, rfc3339, today
from core.words import DEFAULT

HANDLING = "handling"


async def case(staff: Staff, case_id: str, purpose: str = HANDLING, language: str = DEFAULT) -> DeskCase:
    """Writes down in the access log that `staff` looked, and why, before anything is shown.

    Raises: NotAllowed `role_needed`; NotFound `case_unknown`, also for another department's; Conflict
    `waits_for_another_case`.
    """
    seat = await seen(staff, case_id)
    loaded = await load(seat["application_id"])
    application = loaded.application
    one, scene = application.cases[case_id], await pinned(application.scene, application.scene_version)
    parties, citizens = await parties_of(application.id, scene, one.item)
    await note(staff, (application.citizen_id, *citizens), "case", purpose, case_id=case_id)
    said = cast(Mapping[str, Json], decode(open_bytes(loaded.answers, ANSWERS)))
    sheet = Sheet(scene, one.item, judged(loaded, scene), said, language)
    uploads = await uploads_of(application.id, sheet)
    materials = await materials_seen(case_id, sheet, uploads)
    return DeskCase(
        **vars(await _head(one, scene, application.query_code or "")),
        parties=parties,
        answers=sheet.answers(),
        contradictions=sheet.contradictions(),
        rules=sheet.rules(),
        materials=materials,
        uploads=uploads,
        promises=promises_seen(loaded, case_id, sheet),
        orders=await orders.of_one_case(case_id),
        moves=moves_of(staff, application, one, Moment(business_ms(), today()), limits_for(scene)),
        drafted=drafted(sheet, materials),
        holder=holder_of(staff, seat),
        history=await history_of(staff, application, case_id, scene, language),
    )


async def _head(one: Case, scene: Scene, query_code: str) -> CaseHead:
    return CaseHead(
        id=one.id,
        version=one.version,
        number=one.number,
        item=one.item,
        item_name=scene.item(one.item).name,
        title=scene.title,
        department=one.department,
        department_name=scene.department_of(one).name,
        state=one.state,
        result=one.result,
        lamp=one.lamp,
        due_on=one.due_on,
        left=None if one.ended else left(one.due_on, today()),
        limit=scene.item(one.item).limit.says,
        submitted_at=rfc3339(one.submitted_at or 0),
        accepted_at=_at(one.accepted_at),
        decided_at=_at(one.decided_at),
        decided_by=await _decider(one),
        query_code=query_code,
        correct_by=one.marks.correct_by,
        pay_by=one.marks.pay_by,
    )


def _at(ms: int | None) -> str | None:
    return rfc3339(ms) if ms else None


async def _decider(one: Case) -> str | None:
    """A colleague by name; a rule, an office, the house by what they are."""
    if one.decided_by is None:
        return None
    return (await shown_names([one.decided_by])).get(one.decided_by, one.decided_by)
