"""What a scene is judged on: facts as a tree, what is unknown of them, what follows from a birthday or is declared.

Age and birthdays follow from the birthday on the day of judging. A self-declared fact counts only while nobody who
would know has told us.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache

from core import kinds
from core.codes.id_number import age_of, turns
from core.json import Json
from core.kinds import KindError, is_blank
from core.ports import Fact, Facts, Path
from core.refusals import Defect
from core.scenes.fields import Field
from core.scenes.scene import Scene, root_of

Tree = dict[str, Json]
BIRTHDAY = "subject.birthday"
_COMES_OF_AGE = re.compile(r"subject\.birthday_(\d{1,3})", re.ASCII)
_TOLD = frozenset({"subject", "registry", "licence"})  # roots whose facts somebody outside tells


@dataclass(frozen=True)
class Applicant:
    """Who applies, as rules see it (`applicant.*`). `delegated`: the subject has given them the power to."""

    is_subject: bool = True
    delegated: bool = False


@dataclass(frozen=True)
class Ground:
    """`told`: what somebody who knows has said; `data` holds that and what was declared."""

    data: Mapping[str, Json]
    told: Mapping[Path, Fact]
    unknown: frozenset[Path]
    defects: tuple[Defect, ...] = ()

    def who_told(self, path: Path) -> Fact | None:
        """What somebody who would know told us, of the path itself or of what holds it."""
        return next((self.told[each] for each in _upwards(path) if each in self.told), None)


def prepare(
    scene: Scene, facts: Facts, answers: Mapping[str, Json], today: date, *, applicant: Applicant | None = None
) -> Ground:
    """The ground for one judging. Defects are those of declared facts that do not fit."""
    told = {**facts.known, **_of_birthday(scene, facts.known.get(BIRTHDAY), today)}
    declared, defects = _declared(scene, told.keys(), answers)
    values = {path: fact.value for path, fact in told.items()}
    data: Tree = {"today": today.isoformat(), "applicant": asdict(applicant or Applicant())}
    for path, value in sorted({**declared, **values}.items(), key=lambda pair: pair[0].count(".")):
        _place(data, path, value)
    known = told.keys() | declared.keys()
    unknown = {path for path in scene.paths if root_of(path) in _TOLD and known.isdisjoint(_upwards(path))}
    return Ground(data, told, frozenset(unknown), tuple(defects))


def _of_birthday(scene: Scene, born: Fact | None, today: date) -> dict[Path, Fact]:
    if born is None or not isinstance(born.value, str):
        return {}
    birthday = date.fromisoformat(born.value)
    found = {"subject.age": replace(born, value=age_of(birthday, today))}
    for path in scene.paths:
        if years := _COMES_OF_AGE.fullmatch(path):
            found[path] = replace(born, value=turns(birthday, int(years[1])).isoformat())
    return found


def _declared(scene: Scene, told: Set[Path], answers: Mapping[str, Json]) -> tuple[dict[Path, Json], list[Defect]]:
    found: dict[Path, Json] = {}
    defects: list[Defect] = []
    for path, asked in scene.asks.items():
        if path not in answers or is_blank(answers[path]) or not told.isdisjoint(_upwards(path)):
            continue
        try:
            found[path] = asked.fact_of(kinds.get(asked.kind).parse(answers[path], asked))
        except KindError as wrong:
            defects += defects_of(asked, wrong)
    return found, defects


def defects_of(asked: Field, wrong: KindError) -> list[Defect]:
    """All that is wrong with an answer, each at its place."""
    return [Defect(f"{asked.id}{each.at}", each.code, dict(each.values)) for each in wrong.inside]


@cache
def _upwards(path: Path) -> tuple[Path, ...]:
    """The path itself, then what holds it."""
    parts = path.split(".")
    return tuple(".".join(parts[:end]) for end in range(len(parts), 0, -1))


def _place(data: Tree, path: Path, value: Json) -> None:
    """Put a fact into the tree. Below something that is known not to be there, there is nothing."""
    *above, last = path.split(".")
    here = data
    for part in above:
        inside = here.setdefault(part, {})
        if not isinstance(inside, Mapping):
            return
        here[part] = inside = dict(inside)
        here = inside
    here[last] = value
