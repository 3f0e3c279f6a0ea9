"""What stands between a draft and its sending: what is still to do, and what to agree to."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.ports import Fact
from core.refusals import Defect
from core.scenes import Field, Judgement, Scene
from core.scenes.scene import OUTSIDE
from core.words import DEFAULT, say


@dataclass(frozen=True)
class ConsentAsked:
    """What a person is asked to agree to before sending."""

    id: str
    says: str
    required: bool


@dataclass(frozen=True)
class Todo:
    """One thing still to do: `kind` is question, field or material."""

    id: str
    kind: str
    says: str


@dataclass(frozen=True)
class MayPromise:
    """A paper that may be brought later: within `days` working days, and what happens if it is not."""

    id: str
    item: str
    label: str
    days: int
    consequence: str


def promisable(judgement: Judgement) -> tuple[MayPromise, ...]:
    """The papers that are not there and may follow."""
    return tuple(
        MayPromise(need.id, need.item, need.label, need.may_follow.days, need.may_follow.consequence)
        for need in judgement.materials
        if need.may_follow and not need.have
    )


def consents_of(scene: Scene, looked_up: Mapping[str, Fact], language: str = DEFAULT) -> tuple[ConsentAsked, ...]:
    """The scene's own, and the two that law wants of every one: to be looked up, and that it is true."""
    sources = "、".join(
        dict.fromkeys(fact.source for path, fact in sorted(looked_up.items()) if path.startswith(OUTSIDE))
    )
    asked = [ConsentAsked(one.id, one.says, one.required) for one in scene.consents]
    if sources:
        asked.append(ConsentAsked("look_up", say("consents.look_up", {"sources": sources}, language), True))
    asked.append(ConsentAsked("true_statement", say("consents.true_statement", {}, language), True))
    return tuple(asked)


def todo_of(scene: Scene, judgement: Judgement) -> tuple[Todo, ...]:
    """What is still to answer or to bring, in the order of the scene."""
    asks = {one.id for one in scene.ask}
    todo = [_todo(scene.fields[name], asks) for name in judgement.todo]
    todo += [
        Todo(need.id, "material", need.label)
        for need in judgement.materials
        if need.have is False and not need.optional
    ]
    return tuple(todo)


def unanswered(scene: Scene, judgement: Judgement) -> tuple[Defect, ...]:
    """Every question that is there for this person and has no answer, and what else is missing to know."""
    owed = dict.fromkeys((*judgement.todo, *judgement.missing))
    return tuple(defect for name in owed for defect in _needed(scene, judgement, name))


def _needed(scene: Scene, judgement: Judgement, name: str) -> tuple[Defect, ...]:
    """Of a group, each question inside that is owed; else the question itself."""
    inside = judgement.owed.get(name)
    return inside or (Defect(name, "answer_needed", {"label": _name_of(scene, name)}),)


def _name_of(scene: Scene, name: str) -> str:
    field = scene.fields.get(name) or scene.asks.get(name)
    return field.name if field else name


def _todo(one: Field, asks: set[str]) -> Todo:
    return Todo(one.id, "question" if one.id in asks else "field", one.question)
