"""Submission: everything is judged before, then the whole application becomes real in one commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core import db, outbox
from core.applications.case import Case
from core.applications.drafts import Draft, open_draft
from core.applications.history import By
from core.applications.knowing import sealed
from core.applications.limits import limits_for
from core.applications.moving import Moment
from core.applications.numbering import new_query_code, number_for
from core.citizens import Caller
from core.db.batch import Value
from core.ids import new_id
from core.json import Json
from core.ports import Knowledge
from core.refusals import Conflict, Defect, Invalid, NotAllowed
from core.scenes import Judgement
from core.time import business_ms, now_ms, rfc3339, today
from core.words import say


@dataclass(frozen=True)
class SubmittedCase:
    id: str
    number: str
    item: str
    department: str
    state: str


@dataclass(frozen=True)
class Submitted:
    """The answer to POST /applications/{id}/submit."""

    id: str
    state: str
    query_code: str
    submitted_at: str
    due_on: str | None
    cases: tuple[SubmittedCase, ...]
    version: int
    orders: tuple[str, ...] = ()


async def submit(
    caller: Caller,
    application_id: str,
    version: int,
    consents: Sequence[str],
    promises: Sequence[str],
    *,
    knowledge: Knowledge,
) -> Submitted:
    """Hand the draft in.

    Raises: NotFound; Conflict `stale` with the present version, `submitted_already`; NotAllowed `assurance_needed`;
    Invalid with everything wrong at once.
    """
    draft = await open_draft(caller, application_id, knowledge, fresh=True)
    application = draft.loaded.application
    if application.state != "draft":
        raise Conflict("submitted_already", state=application.state, query_code=application.query_code)
    if application.version != version:
        raise Conflict("stale", version=application.version)
    _refuse_assurance(draft, caller)
    defects = _defects(draft, consents, promises)
    if defects:
        raise Invalid(defects)
    when = Moment(business_ms(), today())
    await _open_cases(draft, caller, when, promises)
    await _write(draft, caller, when, consents)
    outbox.news(application.id)
    return _submitted(draft)


def _refuse_assurance(draft: Draft, caller: Caller) -> None:
    needed = draft.scene.assurance
    if caller.assurance < needed:
        raise NotAllowed("assurance_needed", needed=needed, how=["three_elements"])


def _defects(draft: Draft, consents: Sequence[str], promises: Sequence[str]) -> list[Defect]:
    judgement = draft.judgement
    defects = list(judgement.defects)
    wrong = {defect.field for defect in defects}
    defects += [Defect(path, "answer_needed") for path in judgement.missing if path not in wrong]
    defects += [
        Defect(f"eligible.{reason.id}", "not_eligible", {"says": reason.says})
        for reason in judgement.reasons
        if reason.outcome == "no"
    ]
    defects += [
        Defect(f"materials.{material.id}", "material_needed", {"label": material.label})
        for material in judgement.materials
        if material.have is None and not (material.may_follow and material.id in promises)
    ]
    given = set(consents)
    defects += [
        Defect(f"consents.{consent.id}", "consent_needed")
        for consent in draft.consents
        if consent.required and consent.id not in given
    ]
    return defects


async def _open_cases(draft: Draft, caller: Caller, when: Moment, promises: Sequence[str]) -> None:
    """One case for every item that applies; those that wait for another are opened but not begun."""
    application, judgement = draft.loaded.application, draft.judgement
    by = By("applicant", caller.citizen_id, "applicant")
    application.submitted_at, application.query_code = when.at, new_query_code()
    departments = "、".join(dict.fromkeys(draft.scene.department_of(planned).name for planned in judgement.cases))
    application.record("application_submitted", by, when.at, data={"departments": departments}, letter=_letter(draft))
    ids = {planned.item: new_id() for planned in judgement.cases}
    limits = limits_for(draft.scene)
    for position, planned in enumerate(judgement.cases):
        item = draft.scene.item(planned.item)
        case = Case(
            id=ids[planned.item],
            item=planned.item,
            number=await number_for(item, when.today),
            department=planned.department,
            region=application.region,
            state="submitted",
            position=position,
            after=tuple(ids[before] for before in planned.after if before in ids),
        )
        if not case.after:
            case = limits.received(replace(case, submitted_at=when.at), when.today)
            application.record("case_submitted", by, when.at, case=case, states=(None, "submitted"))
        application.put(case)
    application.refold(when.at)
