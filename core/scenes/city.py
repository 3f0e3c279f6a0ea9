"""A city, read and checked: its scenes, items, departments and regions. It never changes while it serves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from core.codes.region import stem_of
from core.scenes.item import Item
from core.scenes.places import Department, Region, full_name
from core.scenes.scene import Scene
from core.scenes.search import Search
from core.scenes.source import Problem


@dataclass(frozen=True)
class City:
    """`code` is the city's own region. `warnings`: what is worth telling the operator, but stops nothing."""

    code: str
    scenes: Mapping[str, Scene]
    items: Mapping[str, Item]
    departments: Mapping[str, Department] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        return self.regions[self.code].name if self.code in self.regions else ""

    def region_name(self, code: str) -> str:
        """In full, from the county down; the code itself where it is none of ours."""
        region = self.regions.get(code)
        return full_name(region, self.regions) if region else code

    def children(self, code: str) -> tuple[Region, ...]:
        """The regions right below one."""
        return tuple(each for each in self.regions.values() if each.parent == code)

    @cached_property
    def _search(self) -> Search:
        return Search(list(self.scenes.values()), self.fillers)

    def search(self, q: str = "", theme: str | None = None, region: str | None = None) -> list[Scene]:
        """Best first; with nothing typed, all by their slugs. `region`: offered there, or in a part of it."""
        found = self._search.find(q)
        return [s for s in found if (not theme or theme in s.themes) and (not region or _offered(s, region))]


def _offered(scene: Scene, region: str) -> bool:
    """A scene without regions is offered everywhere."""
    stem = stem_of(region)
    return not scene.regions or any(code.startswith(stem) or region.startswith(stem_of(code)) for code in scene.regions)
