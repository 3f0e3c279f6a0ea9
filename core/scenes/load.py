"""Reads a city's folder. Everything is read and checked before anything is refused: all problems are told at once."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import TypeVar

from core.codes.region import stem_of
from core.ports import FactField, Path
from core.scenes.audit import Auditing, findings
from core.scenes.city import City
from core.scenes.examples import ANY_DAY, failures
from core.scenes.field_checks import wrong_with_facts
from core.scenes.fields import Field, Inner, Innermost
from core.scenes.files import FactsFile, Files, SearchFile, Sheet, ThemesFile
from core.scenes.id_checks import check_ids, check_slug
from core.scenes.item import Item
from core.scenes.item_checks import feeds_wrong, makers_wrong, sources_wrong, unseen
from core.scenes.places import full_name
from core.scenes.rule_checks import RuleChecks, rules_of_item, rules_of_scene
from core.scenes.scene import Scene
from core.scenes.scene_checks import SceneChecks
from core.scenes.source import CityNotReady, Problem
from core.scenes.vocabulary import Vocabulary
from core.scenes.walk import paths

WALKED_AT_START = 500  # ways through one scene at start-up; `./dev scenes check` walks them all

Asked = TypeVar("Asked", bound=Innermost)


def load(
    folder: FilePath,
    vocabulary: Mapping[Path, FactField] | None = None,
    *,
    most_ways: int = WALKED_AT_START,
    offices: Set[str] | None = None,
) -> City:
    """The city of `folder`. `vocabulary`: what registers can tell; without it, rules about them go unchecked.
    `offices`: the departments' systems there are; without them, `handled_in` names any.

    Raises: CityNotReady with every problem of every file: where it is and what to do.
    """
    files = Files(folder)
    facts, items = files.one("facts", FactsFile), files.all_in("items", Item)
    if facts:
        for at, says in wrong_with_facts(facts.says.facts):
            facts.source.complain(facts.source.root.at("facts", at), says)
    city = _city_without_scenes(files, items)
    checking = _Checking(city, files, items, Vocabulary.of(facts.says.facts if facts else (), vocabulary), most_ways)
    warnings = checking.audit(offices)
    scenes = {stem: checking.bound(sheet) for stem, sheet in files.all_in("scenes", Scene).items()}
    if files.problems:
        raise CityNotReady(files.problems)
    ready = {stem: scene for stem, scene in scenes.items() if scene}
    return replace(city, scenes=ready, warnings=tuple(sorted(set(warnings))))


def _city_without_scenes(files: Files, items: Mapping[str, Sheet[Item]]) -> City:
    code, regions = files.regions()
    departments = files.departments(regions)
    themes, search = files.one("themes", ThemesFile), files.one("search", SearchFile)
    return City(
        code=code,
        scenes={},
        items={stem: sheet.says for stem, sheet in items.items()},
        departments=departments,
        regions=regions,
        themes=themes.says.themes if themes else {},
        fillers=search.says.fillers if search else (),
    )


@dataclass(frozen=True)
class _Checking:
    city: City
    files: Files
    items: Mapping[str, Sheet[Item]]
    vocabulary: Vocabulary
    most_ways: int

    def audit(self, offices: Set[str] | None) -> list[Problem]:
        """Every item by itself; what is only worth telling comes back."""
        does = {each.does for each in self.city.departments.values()}
        usccs = {each.uscc for each in self.city.departments.values()}
        told: list[Problem] = []
        for stem, sheet in self.items.items():
            check_slug(sheet.says.slug, stem, sheet.source)
            check_ids([each.id for each in sheet.says.materials], sheet.source, "materials")
            for where, says in makers_wrong(sheet.says, self.files.stems("licences"), offices):
                sheet.source.complain(sheet.source.root.at(*where), says)
            for each in findings(sheet.says, Auditing(does, usccs, self.city.themes)):
                problem = Problem(sheet.source.file, sheet.source.root.at(each.key).line, each.says)
                (self.files.problems if each.refused else told).append(problem)
        return told

    def bound(self, sheet: Sheet[Scene]) -> Scene | None:
        """The scene with all it leans on; None, with its problems noted, when it cannot be served."""
        scene, before = sheet.says, len(self.files.problems)
        check_slug(scene.slug, sheet.source.file.rpartition("/")[2].removesuffix(".yaml"), sheet.source)
        scenes, items = self.files.stems("scenes"), self.files.stems("items")
        SceneChecks(scene, sheet.source, self.vocabulary, scenes, items, self.city).run()
        if len(self.files.problems) > before or any(use.item not in self.items for use in scene.items):
            return None
        scene = self._with_parts(scene)
        self._check_rules(scene, sheet)
        self._check_items(scene, sheet)
        if len(self.files.problems) > before:
            return None
        self._prove(scene, sheet)
        return scene

    def _with_parts(self, scene: Scene) -> Scene:
        items = {use.item: self.items[use.item].says for use in scene.items}
        sources = {source for item in items.values() for material in item.materials for source in material.sources}
        does = {item.handled_by.department for item in items.values()}
        whole = replace(
            scene,
            ask=tuple(map(self._with_places, scene.ask)),
            form=tuple(map(self._with_places, scene.form)),
            uses_items=items,
            reaches={s: self.vocabulary.reaches(s) for s in sorted(sources) if s.startswith(("licence.", "registry."))},
            departments={slug: each for slug, each in self.city.departments.items() if each.does in does},
        )
        return replace(whole, asks={p: ask for p, ask in self.vocabulary.asks.items() if p in whole.paths})

    def _with_places(self, field: Field) -> Field:
        inside = tuple(replace(self._with_regions(each), fields=self._all_with_regions(each)) for each in field.fields)
        return replace(self._with_regions(field), fields=inside)

    def _all_with_regions(self, group: Inner) -> tuple[Innermost, ...]:
        return tuple(map(self._with_regions, group.fields))

    def _with_regions(self, field: Asked) -> Asked:
        """A field that picks a place has the places of the city as its options."""
        if field.kind not in {"region", "address"} or not self.city.code:
            return field
        inside = stem_of(self.city.code)
        places = [r for r in self.city.regions.values() if r.level == field.level and r.code.startswith(inside)]
        return replace(field, options={r.code: full_name(r, self.city.regions) for r in places})

    def _check_rules(self, scene: Scene, sheet: Sheet[Scene]) -> None:
        checks = RuleChecks(self.vocabulary, scene.fields)
        for placed in rules_of_scene(scene, sheet.source):
            checks.check(placed)
        checks = RuleChecks(self.vocabulary, scene.fields, f" (in the scene {scene.slug})")
        for slug, item in scene.uses_items.items():
            for placed in rules_of_item(item, self.items[slug].source):
                checks.check(placed)

    def _check_items(self, scene: Scene, sheet: Sheet[Scene]) -> None:
        here = f" (in the scene {scene.slug})"
        for slug, at, says in sources_wrong(scene, self.vocabulary):
            source = self.items[slug].source
            source.complain(source.root.at("materials", at, "from"), f"{says}{here}")
        for at, says in feeds_wrong(scene):
            sheet.source.complain(sheet.source.root.at("items", at), says)
        for slug, item in scene.uses_items.items():
            source = self.items[slug].source
            for node, says in unseen(scene, source, item):
                source.complain(node, f"{says}{here}")

    def _prove(self, scene: Scene, sheet: Sheet[Scene]) -> None:
        """Examples hold and every way through ends."""
        for at, example in enumerate(scene.examples):
            name = f"example {at + 1}" + (f" ({example.says})" if example.says else "")
            for says in failures(scene, example):
                sheet.source.complain(sheet.source.root.at("examples", at), f"{name} fails: {says}")
        for says in paths(scene, ANY_DAY, self.most_ways).problems:
            sheet.source.complain(1, says)
