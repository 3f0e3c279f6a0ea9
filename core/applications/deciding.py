"""即办: a case whose every condition is met is accepted and approved by rule, seconds after it was handed in.

A rule may only approve. Whatever is not sure stays where it is, for a person. A paper that may follow by the item's
own word (容缺) keeps nobody from being accepted, but nothing is approved before it is there. What follows from an
approval, the licence among it, is in the same commit, and the history keeps every rule with the values it saw.
"""

from dataclasses import replace
from typing import Literal

from core import db
from core.applications.case import Case
from core.applications.following import follow, fulfilled
from core.applications.history import By
from core.applications.judging import judged
from core.applications.limits import limits_for
from core.applications.loading import Loaded, load
from core.applications.moving import Moment, apply
from core.applications.versions import pinned
from core.applications.writing import Still, write
from core.json import Json, JsonObject
from core.outbox import Message
from core.refusals import Unavailable
from core.scenes import Judgement, MaterialNeed, Scene, approves
from core.time import business_ms, today

RULE = By("rule")
TOPICS = frozenset({"case_submitted", "case_resubmitted", "case_corrected", "promise_kept", "case_paid"})
TRUSTED = frozenset({"A", "B"})  # what the house or a clerk has checked (domain 1.1); C and D wait for a person

__all__ = ["TOPICS", "decide_by_rule", "judged", "trace"]


async def decide_by_rule(message: Message) -> None:
    """The outbox consumer: look at one case that has just arrived. Seeing it twice changes nothing."""
    loaded = await load(message.application_id)
    case = loaded.application.cases.get(str(message.data["case_id"]))
    if case is None or case.state not in {"submitted", "in_review"} or not case.begun:
        return
    scene = await pinned(loaded.application.scene, loaded.application.scene_version)
    answer = _answer(loaded, scene, case)
    if answer is None or (answer == "accept" and case.state != "submitted"):
        return
    when = Moment(business_ms(), today())
    _decide(loaded, scene, case, answer, when)
    try:
        await write(loaded, scene, when, still=_first_of_its_kind(loaded, scene, case))
    except db.Stale:
        raise Unavailable("application_moved_meanwhile", retry_after=1) from None


def _decide(loaded: Loaded, scene: Scene, case: Case, answer: Literal["accept", "approve"], when: Moment) -> None:
    """As far as the rule may go now: a fee to be paid first, or an office of its own, comes in between."""
    application, limits = loaded.application, limits_for(scene)
    note = trace(judged(loaded, scene), case)
    if case.state == "submitted":
        apply(application, case.id, "accept", RULE, when=when, limits=limits, note=note)
        follow(loaded, scene, when, limits)
    if answer == "approve" and application.cases[case.id].state == "in_review":
        apply(application, case.id, "approve", RULE, when=when, limits=limits, note=note)


def _first_of_its_kind(loaded: Loaded, scene: Scene, case: Case) -> Still | None:
    """Nobody is approved by rule for a licence that another sheet has given them meanwhile: a person looks at it."""
    kind, citizen = scene.item(case.item).gives.licence, loaded.citizen.id
    approved = loaded.application.cases[case.id].marks.verdict == "approved"
    if not kind or not approved or scene.unregistered:
        return None

    async def still() -> bool:
        await db.alone(f"licence:{citizen}:{kind}")
        sql = "SELECT id FROM licences WHERE citizen_id = $1 AND kind = $2 AND status = 'active'"
        return await db.row(sql, citizen, kind) is None

    return still


def _answer(loaded: Loaded, scene: Scene, case: Case) -> Literal["accept", "approve"] | None:
    """What the rule says: yes, yes but for a paper that is to follow, or nothing."""
    judgement = judged(loaded, scene)
    if judgement.defects or judgement.contradicted or judgement.fee.fen is None:
        return None
    owed = {one.material for one in loaded.application.promised_in(case.id) if one.owed}
    needs = [need for need in judgement.materials if need.item == case.item and not need.optional]
    if scene.office_of(case.item) and not owed:  # its own system decides; nobody here need look at what is all there
        return "accept" if all(need.have is True and _was_made(loaded, need) for need in needs) else None
    trusted = all(_trusted(loaded, need, owed) for need in needs)
    granted = tuple(replace(n, have=True) if n.item == case.item and n.id in owed else n for n in judgement.materials)
    if not approves(scene, case.item, replace(judgement, materials=granted), all_trusted=trusted):
        return None
    return "accept" if owed else "approve"


def _trusted(loaded: Loaded, need: MaterialNeed, owed: set[str]) -> bool:
    if need.id in owed:
        return need.may_follow is not None and need.may_follow.granted_by == "rule"
    return need.have is True and need.trust in TRUSTED and _was_made(loaded, need)


def _was_made(loaded: Loaded, need: MaterialNeed) -> bool:
    """False when what another case was to make came to nothing."""
    return all(fulfilled(one) for one in loaded.application.cases.values() if one.item == need.made_by)


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
