"""The ways through one entry of a group, for the walk: the answers rules can tell apart, a plausible one elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from core.entries import MOST
from core.json import Json
from core.ports import Path
from core.rules import compared, members_compared
from core.scenes.asking import around
from core.scenes.fields import Field, Innermost
from core.scenes.groups import GROUP, Around, places_of
from core.scenes.scene import EACH, Scene

WAYS = 200  # through one entry; more tell nothing new
_PLAUSIBLE: Mapping[str, Json] = {
    "id_number": "11010519491231002X",  # the one that GB 11643 shows
    "phone": "19900990001",
    "address": {"region": None, "street": "某街道某号"},
}


@dataclass(frozen=True)
class EntryWalk:
    """`path`: of the group, as rules outside name it."""

    scene: Scene
    group: Innermost
    path: Path

    def entries(self, beside: Around) -> list[Mapping[str, Json]]:
        return list(islice(self._ends({}, beside), WAYS))

    def _ends(self, entry: Mapping[str, Json], beside: Around) -> Iterator[Mapping[str, Json]]:
        for place in places_of(self.group, entry, beside):
            if place.there and place.field.id not in entry and (answers := self._answers(place.field, beside)):
                for answer in answers:
                    yield from self._ends({**entry, place.field.id: answer}, beside)
                return
        yield entry

    def _answers(self, each: Innermost, beside: Around) -> list[Json]:
        if each.kind == GROUP:
            return [[entry] for entry in self.inside(each).entries(beside)]
        limits = self._limits(each)
        if each.kind in {"choice", "choices"} and limits:
            return [[option] if each.kind == "choices" else option for option in each.options]
        return around(each, limits) or _plausible(each)

    def inside(self, each: Innermost) -> "EntryWalk":
        return EntryWalk(self.scene, each, f"{self.path}.{each.id}")

    def _limits(self, each: Innermost) -> list[Json]:
        """What rules compare it with, beside it and outside."""
        rules = [rule.source for rule in self.scene.rules]
        own = [value for rule in rules for path, value in compared(rule) if path == f"{EACH}.{each.id}"]
        asked = [found for rule in rules for found in members_compared(rule)]
        return own + [value for path, name, value in asked if (path, name) == (self.path, each.id)]

    def shown(self, beside: Around) -> set[Path]:
        """Every question that some entry asks."""
        found: set[Path] = set()
        for entry in self.entries(beside):
            for place in places_of(self.group, entry, beside):
                if place.there:
                    found.add(f"{self.path}.{place.field.id}")
                    if place.field.kind == GROUP:
                        found |= self.inside(place.field).shown(beside)
        return found


def walked(scene: Scene, group: Field, beside: Around) -> list[Json]:
    """Answers to a group: none where that may be, one entry of each sort, as many as there may be."""
    entries = EntryWalk(scene, group, group.id).entries(beside)
    whole: list[Json] = [[entry] * int(group.min or 1) for entry in entries]
    most: list[Json] = [[entry] * int(group.max or MOST) for entry in entries[:1]]
    none: list[Json] = [[]] if group.optional else []
    return [*none, *whole, *most]


def names_in(field: Innermost, path: Path) -> set[Path]:
    """Every question inside a group, by its path."""
    found: set[Path] = set()
    for each in field.fields:
        found |= {f"{path}.{each.id}", *names_in(each, f"{path}.{each.id}")}
    return found


def _plausible(each: Innermost) -> list[Json]:
    options: list[Json] = list(each.options)
    least = each.min if isinstance(each.min, int) else 0
    if each.kind in _PLAUSIBLE:
        return [_PLAUSIBLE[each.kind]]
    if each.kind == "text":
        return ["某" * max(1, least)]
    if each.kind == "number":
        return [least]
    if each.kind == "date":
        return [str(each.max or each.min or "2000-01-01")]
    if each.kind == "choices":
        return [options[: max(1, least)]]
    return options[:1]
