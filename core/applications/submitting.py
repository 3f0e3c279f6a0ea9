"""Submission: everything is judged before, then the whole application becomes real in one commit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core import db, outbox
from core.applications.case import Case
from core.applications.drafts import Draft, open_draft, require_draft
from core.applications.history import By
from core.applications.knowing import sealed
from core.applications.limits import Limited, limits_for
from core.applications.moving import Moment
from core.applications.numbering import new_query_code, number_for
from core.citizens import Caller
from core.db.batch import Value
from core.house import working_days_from
from core.ids import new_id
from core.ports import Knowledge
from core.refusals import Defect, Invalid, NotAllowed
from core.scenes import MaterialNeed
from core.time import business_ms, rfc3339, today


@dataclass(frozen=True)
class SubmittedCase:
    id: str
    number: str
    item: str
    department: str
    state: str


@dataclass(frozen=True)
class Submitted:
    """The answer to POST /applications/{id}/submit. Orders come with the items that ask money."""

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
    *,
    consents: Sequence[str],
    promises: Sequence[str] = (),
    knowledge: Knowledge,
) -> Submitted:
    """Hand the draft in.

    Raises: NotFound; Conflict `stale` with the present version, or `submitted_already`; NotAllowed `assurance_needed`;
    Invalid with everything wrong at once.
    """
    draft = await open_draft(caller, application_id, knowledge, anew=True)
    require_draft(draft.loaded.application, version)
    _refuse_assurance(draft, caller)
    defects = defects_of(draft, consents, promises)
    if defects:
        raise Invalid(defects)
    when = Moment(business_ms(), today())
    await _open_cases(draft, caller, when)
    _remember_consents(draft, consents, when)
    _remember_materials(draft, promises, when)
    extra: dict[str, Value] = {"facts": sealed(draft.known)}  # frozen: with the answers they give the same judgement
    await db.commit(draft.loaded.application.batch(when.at, extra=extra))
    outbox.news(application_id)
    return _submitted(draft)


def _refuse_assurance(draft: Draft, caller: Caller) -> None:
    needed = draft.scene.assurance
    if caller.assurance < needed:
        raise NotAllowed("assurance_needed", needed=needed, how=["three_elements"])


def defects_of(draft: Draft, consents: Sequence[str], promises: Sequence[str]) -> list[Defect]:
    """Everything that stands between this draft and an office, at once."""
    judgement = draft.judgement
    defects = list(judgement.defects)
    wrong = {defect.field for defect in defects}
    owed = dict.fromkeys((*judgement.todo, *judgement.missing))
    defects += [Defect(name, "answer_needed", {"label": _name_of(draft, name)}) for name in owed if name not in wrong]
    defects += [
        Defect(f"eligible.{reason.id}", "not_eligible", {"says": reason.says})
        for reason in judgement.reasons
        if reason.outcome == "no"
    ]
    defects += [
        Defect(f"materials.{need.id}", "material_needed", {"label": need.label})
        for need in judgement.materials
        if not _provided(need, promises)
    ]
    given = set(consents)
    defects += [
        Defect(f"consents.{one.id}", "consent_needed", {"says": one.says})
        for one in draft.consents
        if one.required and one.id not in given
    ]
    return defects


def _provided(need: MaterialNeed, promises: Sequence[str]) -> bool:
    return need.have is True or need.optional or (need.may_follow is not None and need.id in promises)


def _name_of(draft: Draft, name: str) -> str:
    field = draft.scene.fields.get(name) or draft.scene.asks.get(name)
    return field.name if field else name


async def _open_cases(draft: Draft, caller: Caller, when: Moment) -> None:
    """One case for every item that applies; those that wait for another are opened but not begun."""
    application, judgement = draft.loaded.application, draft.judgement
    by = By("applicant", caller.citizen_id, "applicant")
    limits = limits_for(draft.scene)
    application.submitted_at, application.query_code = when.at, new_query_code()
    ids = {planned.item: new_id() for planned in judgement.cases}
    for position, planned in enumerate(judgement.cases):
        case = Case(
            id=ids[planned.item],
            item=planned.item,
            number=await number_for(draft.scene.item(planned.item), when.today),
            department=planned.department,
            region=draft.scene.department_of(planned).region,
            state="submitted",
            position=position,
            after=tuple(ids[before] for before in planned.after if before in ids),
        )
        begun = case if case.after else limits.received(replace(case, submitted_at=when.at), when.today)
        application.put(begun)
    application.refold(when.at, limits.expected(application.cases.values(), when.today))
    _record(draft, by, when, limits)


def _record(draft: Draft, by: By, when: Moment, limits: Limited) -> None:
    """First that it was handed in, then every office that has it now."""
    application = draft.loaded.application
    cases = list(application.cases.values())
    departments = "、".join(dict.fromkeys(draft.scene.department_of(case).name for case in cases))
    letter = limits.letter(cases[0].item, "submitted")
    data = {"departments": departments, "due_on": application.due_on}
    application.record("application_submitted", by, when.at, data=data, letter=letter)
    for case in cases:
        if case.begun:
            states = (None, case.state)
            application.record(
                "case_submitted", By("house"), when.at, case=case, states=states, data={"due_on": case.due_on}
            )


def _remember_consents(draft: Draft, consents: Sequence[str], when: Moment) -> None:
    """In the words they saw."""
    application, given = draft.loaded.application, set(consents)
    rows: list[dict[str, Value]] = [
        {
            "id": new_id(),
            "citizen_id": application.citizen_id,
            "application_id": application.id,
            "consent": one.id,
            "says": one.says,
            "given_at": when.at,
        }
        for one in draft.consents
        if one.id in given
    ]
    application.also.insert_many("consents", rows)


def _remember_materials(draft: Draft, promises: Sequence[str], when: Moment) -> None:
    """What filled each case's list, how far it is trusted, and what is still owed."""
    application = draft.loaded.application
    cases = {case.item: case.id for case in application.cases.values()}
    uploads = {upload.target: upload.id for upload in draft.loaded.uploads}
    for need in draft.judgement.materials:
        if need.item not in cases:
            continue
        about: dict[str, Value] = {
            "id": new_id(),
            "application_id": application.id,
            "case_id": cases[need.item],
            "material": need.id,
        }
        promised = not need.have and need.may_follow is not None and need.id in promises
        kept: dict[str, Value] = {
            "source": need.source or None,
            "trust": need.trust,
            "reference": uploads.get(need.id),
            "state": "kept" if need.have else "promised" if promised else "left_out",
        }
        application.also.insert("materials", {**about, **kept})
        if promised and need.may_follow:
            owed_on = working_days_from(when.today, need.may_follow.days)
            owed = {**about, "id": new_id(), "owed_on": owed_on.isoformat() if owed_on else None, "state": "owed"}
            application.also.insert("promises", owed)


def _submitted(draft: Draft) -> Submitted:
    application = draft.loaded.application
    return Submitted(
        application.id,
        application.state,
        application.query_code or "",
        rfc3339(application.submitted_at or 0),
        application.due_on,
        tuple(
            SubmittedCase(case.id, case.number, case.item, case.department, case.state)
            for case in application.cases.values()
        ),
        application.version + 1,
    )
