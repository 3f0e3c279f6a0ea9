"""Which questions are there for this person, and what their answers are: given, filled, or still open.

A field hidden by its `when` is null and its answer is ignored; where that is not known, the field is unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.entries import is_nothing
from core.json import Json
from core.kinds import KindError, is_blank
from core.ports import Path
from core.refusals import Defect
from core.rules import Known, Maybe, value_at
from core.scenes.fields import Field
from core.scenes.ground import Ground, defects_of
from core.scenes.groups import GROUP, Around, owed, read
from core.scenes.judgement import Filled
from core.scenes.scene import Scene


@dataclass
class Settled:
    """`waits_for`: of a field that may be hidden, what would tell. `open`: visible fields without an answer.

    `owed`: of a group, the questions inside it that are still to be answered.
    """

    data: dict[str, Json]
    unknown: set[Path]
    values: dict[str, Json] = field(default_factory=dict)
    filled: dict[str, Filled] = field(default_factory=dict)
    visible: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    waits_for: dict[str, tuple[Path, ...]] = field(default_factory=dict)
    contradicted: set[str] = field(default_factory=set)
    owed: dict[str, tuple[Defect, ...]] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)

    def tellers(self, missing: Iterable[Path]) -> tuple[Path, ...]:
        """What can be asked now: instead of a field that may be hidden, what tells whether it is."""
        found: dict[Path, None] = {}
        for path in missing:
            for each in self.tellers(self.waits_for[path]) if path in self.waits_for else (path,):
                found[each] = None
        return tuple(found)


def settle(scene: Scene, ground: Ground, answers: Mapping[str, Json]) -> Settled:
    """Every field, each after those its `when` looks at."""
    settled = Settled(dict(ground.data), set(ground.unknown), defects=list(ground.defects))
    for each in scene.in_order:
        there = each.when.decide(settled.data, settled.unknown) if each.when else Known(True, {})
        if isinstance(there, Maybe):
            settled.unknown.add(each.id)
            settled.waits_for[each.id] = there.missing
        elif there.value:
            settled.visible.add(each.id)
            _take(settled, scene, each, ground, answers)
        else:
            settled.data[each.id] = None
    unknown = (name for name in answers if name not in scene.fields and name not in scene.asks)
    settled.defects += [Defect(name, "unknown_field") for name in unknown]
    return settled


def _take(settled: Settled, scene: Scene, each: Field, ground: Ground, answers: Mapping[str, Json]) -> None:
    given, own = _own(settled, each, answers)
    known = _fill(each, ground)
    if known and (own is None or not _may_change(scene, each)):
        settled.filled[each.id] = known
        if own is not None and own != known.value:
            settled.contradicted.add(each.id)
        own = known.value
    if own is not None or (given and each.optional):
        settled.data[each.id] = own
        settled.values[each.id] = own
    else:
        settled.unknown.add(each.id)
    if own is None or (own is False and each.kind == "statement"):
        settled.open.add(each.id)
    if each.kind == GROUP:
        _owe(settled, each, own)


def _owe(settled: Settled, each: Field, entries: Json) -> None:
    """A group with something owed inside is kept, but rules outside cannot know it yet."""
    inside = owed(each, entries, Around(settled.data, settled.unknown))
    if inside:
        settled.owed[each.id] = tuple(Defect(f"{each.id}{one.at}", one.code, dict(one.values)) for one in inside)
        settled.open.add(each.id)
        settled.unknown.add(each.id)


def _own(settled: Settled, each: Field, answers: Mapping[str, Json]) -> tuple[bool, Json]:
    """(whether anything was said, the answer as kept): what does not fit is a defect and no answer."""
    if each.id not in answers:
        return False, None
    raw = answers[each.id]
    if is_nothing(raw) if each.kind == GROUP else is_blank(raw):
        return True, None
    try:
        return True, read(each, raw, Around(settled.data, settled.unknown))
    except KindError as wrong:
        settled.defects += defects_of(each, wrong)
        return False, None


def _fill(each: Field, ground: Ground) -> Filled | None:
    if each.fill is None or (fact := ground.who_told(each.fill.source)) is None:
        return None
    found = value_at(ground.data, each.fill.source)
    if each.fill.map:
        found = each.fill.map.get(word_of(found))
    return None if found is None else Filled(found, fact.source, fact.on)


def word_of(value: Json) -> str:
    """A fact as a key of a `map` in a file. A licence or a record that is there is `true`; `null` is: there is none."""
    if isinstance(value, bool | Mapping):
        return str(bool(value)).lower()
    return "null" if value is None else str(value)


def _may_change(scene: Scene, each: Field) -> bool:
    assert each.fill
    return each in scene.form if each.fill.may_change is None else each.fill.may_change
