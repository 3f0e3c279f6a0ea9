"""Submission: everything is judged before, then the whole application becomes real in one commit.

Its cases are opened and nothing more: what begins, and when, follows (core.applications.following).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core import db
from core.applications import parties
from core.applications.case import Case
from core.applications.drafts import Draft, open_draft, require_draft
from core.applications.history import By
from core.applications.knowing import sealed
from core.applications.limits import limits_for
from core.applications.loading import load
from core.applications.moving import Moment
from core.applications.numbering import new_query_code, number_for
from core.applications.outstanding import unanswered
from core.applications.promising import owe
from core.applications.writing import write
from core.citizens import Caller
from core.db.batch import Value
from core.house import working_days_from
from core.ids import new_id
from core.json import Json
from core.orders import OrderView
from core.ports import Knowledge
from core.refusals import Conflict, Defect, Invalid, NotAllowed
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
    """The answer to POST /applications/{id}/submit. `due_on` is None while a second person's word is waited for."""

    id: str
    state: str
    query_code: str
    submitted_at: str
    due_on: str | None
    cases: tuple[SubmittedCase, ...]
    version: int
    orders: tuple[OrderView, ...] = ()


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
    await _open_cases(draft, when)
    _remember_materials(draft, promises, when)  # first: what is owed is part of how the sheet looks
    _hand_in(draft, By("applicant", caller.citizen_id, "applicant"), when)
    _remember_consents(draft, consents, when)
    draft.loaded.judgement, draft.loaded.facts = draft.judgement, sealed(draft.known)
    extra: dict[str, Value] = {"facts": draft.loaded.facts}  # frozen: with the answers they give the same judgement
    try:
        await write(draft.loaded, draft.scene, when, extra=extra)
    except db.Stale:  # somebody was quicker in between: they are told as whoever came later
        raise Conflict("stale", version=(await load(application_id)).application.version) from None
    return _submitted(draft)


def _refuse_assurance(draft: Draft, caller: Caller) -> None:
    needed = draft.scene.assurance
    if caller.assurance < needed:
        raise NotAllowed("assurance_needed", needed=needed, how=["three_elements"])


def defects_of(draft: Draft, consents: Sequence[str], promises: Sequence[str]) -> list[Defect]:
    """Everything that stands between this draft and an office, at once."""
    judgement = draft.judgement
    defects = [*judgement.defects, *parties.defects_in(draft.scene, judgement, draft.citizen)]
    wrong = {defect.asked for defect in defects}
    defects += [one for one in unanswered(draft.scene, judgement) if one.asked not in wrong]
    defects += [
        Defect(f"eligible.{reason.id}", "not_eligible", {"says": reason.says})
        for reason in judgement.reasons
        if reason.outcome == "no"
    ]
    defects += [
        Defect(f"materials.{name}", "material_needed", {"label": label})
        for name, label in dict.fromkeys(
            (need.id, need.label) for need in judgement.materials if not _provided(need, promises)
        )
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


async def _open_cases(draft: Draft, when: Moment) -> None:
    """One case for every item that applies. None has begun yet."""
    application, judgement = draft.loaded.application, draft.judgement
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
        application.put(case)


def _hand_in(draft: Draft, by: By, when: Moment) -> None:
    """First that it was handed in, then who is asked to confirm it. While somebody is, no day can be promised."""
    application, scene, judgement = draft.loaded.application, draft.scene, draft.judgement
    cases, limits = list(application.cases.values()), limits_for(scene)
    waiting = [one.role for one in parties.those_who_confirm(scene, judgement)]
    due_on = None if waiting else limits.expected(cases, application.promises, when.today)
    application.refold(when.at, due_on)
    departments = "、".join(dict.fromkeys(scene.department_of(case).name for case in cases))
    data: dict[str, Json] = {"departments": departments, "due_on": due_on}
    if waiting:
        last = working_days_from(when.today, scene.parties[waiting[0]].confirm_within)
        data |= {"waits_for": waiting[0], "confirm_by": last.isoformat() if last else None}
    letter = parties.AWAITED if waiting else limits.letter(cases[0].item, "submitted")
    application.record("application_submitted", by, when.at, data=data, letter=letter)
    parties.join(application, scene, judgement)
    asked = parties.invite(application, scene, judgement, by=by, when=when)
    draft.loaded.parties = (*draft.loaded.parties, *asked)


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
            "state": _state_of(need, promised=promised),
        }
        application.also.insert("materials", {**about, **kept})
        if promised and need.may_follow:
            owed_on = working_days_from(when.today, need.may_follow.days)
            owe(application, cases[need.item], need.id, owed_on.isoformat() if owed_on else None)


def _state_of(need: MaterialNeed, *, promised: bool) -> str:
    """`awaited`: another case of this application is to make it."""
    if need.made_by:
        return "awaited"
    return "kept" if need.have else "promised" if promised else "left_out"


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
