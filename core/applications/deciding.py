"""即办: a case whose every condition is met is accepted and approved by rule, seconds after it was handed in.

A rule may only approve. Whatever is not sure stays where it is, for a person. The licence is issued in the same commit
as the approval, and the history keeps every rule with the values it saw.
"""

import base64
from collections.abc import Mapping
from typing import cast

from core import db, outbox
from core.applications.case import Case
from core.applications.drafts import ANSWERS
from core.applications.history import By
from core.applications.knowing import opened
from core.applications.limits import limits_for
from core.applications.loading import Loaded, load
from core.applications.moving import Moment, apply
from core.applications.versions import pinned
from core.citizens import Citizen
from core.crypto import open_bytes
from core.house import house, working_days_from
from core.json import Json, JsonObject, decode
from core.licences import plan_issue, title_of
from core.outbox import Message
from core.refusals import Unavailable
from core.scenes import Judgement, Scene, approves, judge
from core.scenes.judgement import FeeDue
from core.time import business_ms, on_date, today

RULE = By("rule")
TOPICS = frozenset({"case_submitted", "case_resubmitted", "case_corrected"})
WAY = ("accept", "begin_review", "approve", "certify")
TRUSTED = frozenset({"A", "B"})  # what the house or a clerk has checked (domain 1.1); C and D wait for a person


async def decide_by_rule(message: Message) -> None:
    """The outbox consumer: look at one case that has just arrived. Seeing it twice changes nothing."""
    loaded = await load(message.application_id)
    case = loaded.application.cases.get(str(message.data["case_id"]))
    if case is None or case.state != "submitted" or not case.begun:
        return
    scene = await pinned(loaded.application.scene, loaded.application.scene_version)
    judgement = judged(loaded, scene)
    if not _approved(scene, case, judgement):
        return
    batch = _decided(loaded, scene, case, judgement)
    kind = scene.item(case.item).gives.licence
    try:
        if await _first_of_its_kind(loaded.citizen, kind, batch):
            outbox.news(loaded.application.id)
    except db.Stale:
        raise Unavailable("application_moved_meanwhile", retry_after=1) from None


async def _first_of_its_kind(citizen: Citizen, kind: str, batch: db.Batch) -> bool:
    """Write the decision, unless this person has been given such a licence by another sheet meanwhile: then a person
    looks at it."""

    async def write() -> bool:
        if kind:
            await db.alone(f"licence:{citizen.id}:{kind}")
            sql = "SELECT id FROM licences WHERE citizen_id = $1 AND kind = $2 AND status = 'active'"
            if await db.row(sql, citizen.id, kind) is not None:
                return False
        await db.commit(batch)
        return True

    return await db.tx(write)


def judged(loaded: Loaded, scene: Scene) -> Judgement:
    """The judgement as of submission: on the facts frozen then, whatever the registries say by now."""
    known = opened(loaded.facts)
    answers = cast(Mapping[str, Json], decode(open_bytes(loaded.answers, ANSWERS)))
    as_of = on_date(loaded.application.submitted_at or loaded.created_at)
    given = frozenset(upload.target for upload in loaded.uploads)
    if known is None:
        raise Unavailable("facts_missing")
    return judge(scene, known.facts, answers, as_of, given=given, due_on=working_days_from)


def _approved(scene: Scene, case: Case, judgement: Judgement) -> bool:
    if judgement.defects or judgement.contradicted or _owes_money(judgement.fee):
        return False
    needs = [need for need in judgement.materials if need.item == case.item and not need.optional]
    trusted = all(need.have is True and need.trust in TRUSTED for need in needs)
    return approves(scene, case.item, judgement, all_trusted=trusted)


def _takes_a_person(scene: Scene, case: Case, judgement: Judgement) -> bool:
    """A card to be posted or fetched: the licence is in hand, the case stays open until somebody has sent it."""
    chosen_by = scene.item(case.item).result.chosen_by
    return bool(chosen_by) and judgement.values.get(chosen_by, "electronic") != "electronic"


def _owes_money(fee: FeeDue) -> bool:
    return fee.fen != 0


def _decided(loaded: Loaded, scene: Scene, case: Case, judgement: Judgement) -> db.Batch:
    application, when = loaded.application, Moment(business_ms(), today())
    limits = limits_for(scene)
    for name in WAY:
        note = trace(judgement, case) if name in {"accept", "approve"} else None
        apply(application, case.id, name, RULE, when=when, limits=limits, note=note)
    _issue(loaded, scene, case, judgement, when)
    apply(application, case.id, "deliver", RULE, when=when, limits=limits)
    if not _takes_a_person(scene, case, judgement):
        apply(application, case.id, "close", RULE, when=when, limits=limits)
    return application.batch(when.at)


def trace(judgement: Judgement, case: Case) -> JsonObject:
    """Every rule and the values it saw, for the history."""
    rules: list[Json] = [
        {"id": reason.id, "outcome": reason.outcome, "says": reason.says, "saw": dict(reason.saw)}
        for reason in judgement.reasons
    ]
    rules += [
        {
            "id": f"materials.{need.id}",
            "outcome": "yes" if need.have else "no",
            "says": need.label,
            "saw": {"from": need.source, "trust": need.trust},
        }
        for need in judgement.materials
        if need.item == case.item
    ]
    return {"rules": rules}


def _photo(judgement: Judgement) -> bytes | None:
    """The portrait that a record filled in. One that was uploaded lies outside the core, with the files."""
    value = judgement.values.get("photo")
    if not isinstance(value, str) or not value.startswith("data:image/"):
        return None
    try:
        return base64.b64decode(value.partition(",")[2], validate=True)
    except ValueError:
        return None


def _issue(loaded: Loaded, scene: Scene, case: Case, judgement: Judgement, when: Moment) -> None:
    application, citizen = loaded.application, loaded.citizen
    kind = scene.item(case.item).gives.licence
    if not kind:
        return
    row = plan_issue(
        kind=kind,
        citizen=citizen,
        application_id=application.id,
        case_id=case.id,
        department=house().city.departments[case.department],
        region=case.region,
        issued_on=when.today,
        at=when.at,
        photo=_photo(judgement),
    )
    application.also.insert("licences", row)
    data = {"licence_id": str(row["id"]), "kind": kind, "licence": title_of(kind), "identifier": str(row["identifier"])}
    application.record("licence_issued", RULE, when.at, case=case, data=data)
