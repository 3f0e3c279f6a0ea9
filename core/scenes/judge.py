"""Judging a scene: a pure function of scene, facts, answers and day. It asks nobody and remembers nothing."""

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from datetime import date

from core.json import Json
from core.ports import Facts
from core.rules import Known, Maybe
from core.scenes.asking import Try, questions
from core.scenes.clauses import Outcome
from core.scenes.fields import Field
from core.scenes.ground import Applicant, Ground, prepare
from core.scenes.judgement import Judgement
from core.scenes.needs import Needs
from core.scenes.scene import Scene
from core.scenes.settle import Settled, settle
from core.scenes.verdict import addressed, alternatives, outcome_of, weigh

DueOn = Callable[[date, int], date | None]
NOBODY_ELSE = Applicant()


def judge(
    scene: Scene,
    facts: Facts,
    answers: Mapping[str, Json],
    today: date,
    applicant: Applicant = NOBODY_ELSE,
    *,
    given: Set[str] = frozenset(),
    due_on: DueOn | None = None,
) -> Judgement:
    """Everything there is to say.

    `given`: materials that were uploaded or stated; `due_on` tells the day that is so many working days from another.
    """

    def settle_with(said: Mapping[str, Json]) -> tuple[Ground, Settled]:
        ground = prepare(scene, facts, said, today, applicant=applicant)
        return ground, settle(scene, ground, said)

    def suppose(more: Mapping[str, Json]) -> Outcome:
        _, supposed = settle_with({**answers, **more})
        return outcome_of(weigh(scene, supposed)[0])

    ground, settled = settle_with(answers)
    needs = Needs(scene, ground, settled, given)
    judgement = _judged(scene, settled, needs)
    promise, waits = judgement.promise, awaited(scene, judgement)
    return replace(
        judgement,
        questions=_next_questions(scene, settled, needs, suppose),
        next=tuple(each.scene for each in scene.next if needs.applies(each.when) is True),
        promise=replace(promise, due_on=due_on(today, promise.working_days)) if due_on and not waits else promise,
    )


def awaited(scene: Scene, judgement: Judgement) -> tuple[str, ...]:
    """Roles of people who have to say yes before anything begins, or who may have to. One whom the answers leave out is
    not there."""

    def left_out(name: str) -> bool:
        when = scene.fields[name].when
        answer = when.decide(judgement.data, judgement.unknown) if when else Known(True, {})
        return isinstance(answer, Known) and not answer.value

    asked = ((role, party.takes.get("id_number", "")) for role, party in scene.confirming.items())
    return tuple(role for role, name in asked if name in scene.fields and not left_out(name))


def _next_questions(scene: Scene, settled: Settled, needs: Needs, suppose: Try) -> tuple[Field, ...]:
    """None once a condition has failed: whatever else is answered, the answer stays."""
    reasons, missing = weigh(scene, settled)
    if outcome_of(reasons) == "no":
        return ()
    asked = questions(scene, settled, missing, tuple(needs.missing), suppose)
    return tuple(addressed(each, scene, settled) for each in asked)


def _judged(scene: Scene, settled: Settled, needs: Needs) -> Judgement:
    reasons, missing = weigh(scene, settled)
    outcome = outcome_of(reasons)
    cases = needs.cases()
    materials = needs.materials(cases)
    return Judgement(
        outcome=outcome,
        reasons=reasons,
        missing=missing if outcome == "maybe" else (),
        alternatives=alternatives(scene, reasons, settled),
        materials=materials,
        fee=needs.fee(cases),
        promise=needs.promise(cases, materials),
        cases=cases,
        filled=settled.filled,
        visible=scene.in_file_order(settled.visible),
        todo=scene.in_file_order(_todo(scene, settled)),
        values=settled.values,
        contradicted=scene.in_file_order(settled.contradicted),
        defects=tuple(settled.defects),
        region=needs.region(),
        data=settled.data,
        unknown=frozenset(settled.unknown),
        owed=settled.owed,
    )


def _todo(scene: Scene, settled: Settled) -> Set[str]:
    """Without an answer, and may not be; nobody has to begin a group they may leave out, only to end it."""
    return {name for name in settled.open if not scene.fields[name].optional or name in settled.owed}


def approves(scene: Scene, item: str, judgement: Judgement, *, all_trusted: bool) -> bool:
    """Whether the item's rule decides by itself (即办). What is not known, and what has no rule, is for a person."""
    rule = scene.item(item).decide.approve_when
    if rule is None:
        return False
    have = {each.id: each.have is True for each in judgement.materials if each.item == item}
    facts = {
        **judgement.data,
        "eligible": judgement.outcome == "yes",
        "materials": {**have, "all_trusted": all_trusted},
    }
    answer = rule.decide(facts, judgement.unknown)
    return not isinstance(answer, Maybe) and answer.value is True
