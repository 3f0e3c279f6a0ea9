"""Walks a scene as people do, answering every way: no dead end, no question never asked, no price never known.

A walk begins knowing nothing, as a visitor does, and follows the questions the scene itself asks; then the form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from core.json import Json
from core.ports import Facts
from core.scenes.asking import telling_answers
from core.scenes.fields import Field
from core.scenes.ground import Applicant
from core.scenes.groups import GROUP, Around
from core.scenes.judge import judge
from core.scenes.judgement import Judgement
from core.scenes.scene import Scene, paths_of, root_of
from core.scenes.walk_groups import EntryWalk, names_in, walked

MOST_PATHS = 20_000  # more ways than that is no scene a person can follow
_NOTHING = Facts()


@dataclass
class Walk:
    """What the walk has seen. `problems` are in words, in the order of the scene; none means every path is proved."""

    paths: int = 0
    outcomes: dict[str, int] = attribute(default_factory=dict)
    problems: list[str] = attribute(default_factory=list)
    asked: set[str] = attribute(default_factory=set)
    shown: set[str] = attribute(default_factory=set)
    needed: set[str] = attribute(default_factory=set)
    failed: set[str] = attribute(default_factory=set)

    def note(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def paths(scene: Scene, today: date, most: int = MOST_PATHS) -> Walk:
    """Every combination of answers that rules can tell apart, for oneself and, where that is possible, for another."""
    walk = Walk()
    for is_subject in (True,) if scene.unregistered else (True, False):
        applicant = Applicant(is_subject=is_subject, delegated=not is_subject)
        for answers, judgement in _ends(scene, {}, today, applicant, walk):
            _look(scene, answers, judgement, walk)
            if walk.paths > most:
                walk.note(f"there are more than {most} ways through this scene: split it, or ask less")
                return walk
    _never(scene, walk)
    return walk


def _ends(
    scene: Scene, answers: Mapping[str, Json], today: date, applicant: Applicant, walk: Walk
) -> Iterator[tuple[Mapping[str, Json], Judgement]]:
    """Follow the first question that is open; at the end there is none."""
    judgement = judge(scene, _NOTHING, answers, today, applicant)
    following = _following(scene, answers, judgement)
    if following is None:
        yield answers, judgement
        return
    walk.asked.add(following.id)
    for answer in _answers(scene, following, judgement):
        yield from _ends(scene, {**answers, following.id: answer}, today, applicant, walk)


def _following(scene: Scene, answers: Mapping[str, Json], judgement: Judgement) -> Field | None:
    """The guide's next question that can be answered apart; after a yes also those of the form that others hang on."""
    for each in judgement.questions:
        if _answers(scene, each, judgement):
            return each
    if judgement.outcome != "yes":
        return None
    named = {root_of(path) for rule in scene.rules for path in paths_of(rule)}
    left = {name for name in judgement.visible if scene.fields[name].kind == GROUP and name not in answers}
    owed = (scene.fields[name] for name in judgement.visible if name in named and name in {*judgement.todo, *left})
    return next((each for each in owed if _answers(scene, each, judgement)), None)


def _answers(scene: Scene, asked: Field, judgement: Judgement) -> list[Json]:
    if asked.kind == GROUP:
        return walked(scene, asked, Around(judgement.data, judgement.unknown))
    return telling_answers(scene, asked)


def _look(scene: Scene, answers: Mapping[str, Json], judgement: Judgement, walk: Walk) -> None:
    walk.paths += 1
    walk.outcomes[judgement.outcome] = walk.outcomes.get(judgement.outcome, 0) + 1
    walk.shown |= set(judgement.visible)
    walk.needed |= {f"{each.item}.{each.id}" for each in judgement.materials}
    walk.failed |= {reason.id for reason in judgement.reasons if reason.outcome == "no"}
    _look_inside(scene, judgement, walk)
    said = ", ".join(f"{name}={value}" for name, value in answers.items()) or "nothing"
    if judgement.outcome == "maybe":
        lacking = ", ".join(judgement.missing)
        walk.note(f"a dead end: after {said} it is still not known, and nobody asks {lacking}: give it an `ask`")
    if judgement.outcome == "yes" and judgement.fee.fen is None:
        walk.note(f"a price is not known after {said}: cover every case with a line")
    if judgement.outcome == "yes" and not judgement.fee.lines and _asks_money(scene, judgement):
        walk.note(f"no price applies after {said}: cover every case with a line")


def _look_inside(scene: Scene, judgement: Judgement, walk: Walk) -> None:
    """Which questions of its groups somebody in this position may come to."""
    for group in (scene.fields[name] for name in judgement.visible if scene.fields[name].kind == GROUP):
        if not names_in(group, group.id) <= walk.shown:
            walk.shown |= EntryWalk(scene, group, group.id).shown(Around(judgement.data, judgement.unknown))


def _asks_money(scene: Scene, judgement: Judgement) -> bool:
    return any(scene.item(case.item).fee.kind != "none" for case in judgement.cases)


def _never(scene: Scene, walk: Walk) -> None:
    for name, field in scene.fields.items():
        if name not in walk.shown and name not in walk.asked:
            walk.note(f"the question `{name}` is never asked: its `when` never holds")
        for path in sorted(names_in(field, name) - walk.shown if name in walk.shown else ()):
            walk.note(f"the question `{path}` is never asked: its `when` never holds")
    for use, material in scene.materials:
        if f"{use.item}.{material.id}" not in walk.needed:
            walk.note(f"the paper `{material.id}` of {use.item} is never needed: its `when` never holds")
    _never_failed(scene, walk)
    if not walk.outcomes.get("yes"):
        walk.note("nobody can get a yes: the conditions contradict each other")


def _never_failed(scene: Scene, walk: Walk) -> None:
    for each in scene.eligible:
        if each.if_known:  # answers alone never decide it, so an example has to
            if not any(each.id in (example.because or ()) for example in scene.examples):
                walk.note(f"no example fails the condition `{each.id}`: with `if_known` one has to, in its `because`")
        elif each.id not in walk.failed:
            walk.note(f"nobody can fail the condition `{each.id}`: its rule always holds")
