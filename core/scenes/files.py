"""The files of a city's folder, and how each is read. What they mean together is checked by load.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Generic, TypeVar

from core.codes.region import LEVELS, RegionWrong, tidy_region
from core.codes.uscc import is_uscc
from core.scenes.fields import FactAsk
from core.scenes.places import Department, DepartmentsFile, Region, RegionsFile
from core.scenes.shape import guess, read
from core.scenes.source import Node, Problem, Source, read_file

T = TypeVar("T")


@dataclass(frozen=True)
class FactsFile:
    """city/facts.yaml: what is known of a person, and how to ask for it."""

    facts: tuple[FactAsk, ...]


@dataclass(frozen=True)
class SearchFile:
    """city/search.yaml: words that say nothing about what is wanted."""

    fillers: tuple[str, ...]


@dataclass(frozen=True)
class ThemesFile:
    """city/themes.yaml: the national themes, by whom they serve."""

    themes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """What a file says, and the file itself for the lines of complaints."""

    says: T
    source: Source


@dataclass
class Files:
    folder: FilePath
    problems: list[Problem] = field(default_factory=list)

    def one(self, name: str, cls: type[T]) -> Sheet[T] | None:
        """None when there is no such file, or, with its problems noted, when it cannot be read."""
        return self._read(self.folder / f"{name}.yaml", cls) if (self.folder / f"{name}.yaml").exists() else None

    def all_in(self, name: str, cls: type[T]) -> dict[str, Sheet[T]]:
        """By file name without `.yaml`; those that cannot be read are noted and left out."""
        found = {path.stem: self._read(path, cls, path.stem) for path in sorted((self.folder / name).glob("*.yaml"))}
        return {stem: sheet for stem, sheet in found.items() if sheet}

    def stems(self, name: str) -> frozenset[str]:
        return frozenset(path.stem for path in (self.folder / name).glob("*.yaml"))

    def _read(self, path: FilePath, cls: type[T], slug: str = "") -> Sheet[T] | None:
        """`slug`: what the file is called, for one that does not say it itself."""
        shown = (FilePath(self.folder.name) / path.relative_to(self.folder)).as_posix()
        source = read_file(path, shown, self.problems)
        if source and slug and isinstance(source.root.value, dict):
            source.root.value.setdefault("slug", Node(slug, 1))
        says = read(cls, source.root, source) if source else None
        return Sheet(says, source) if source and says is not None else None

    def regions(self) -> tuple[str, dict[str, Region]]:
        """(the city's own code, every region by its code)."""
        sheet = self.one("regions", RegionsFile)
        if sheet is None:
            return "", {}
        found: dict[str, Region] = {}
        for at, each in enumerate(sheet.says.regions):
            where = sheet.source.root.at("regions", at, "code")
            if _is_region(each.code, where, sheet.source):
                if each.code in found:
                    sheet.source.complain(where, f"the code {each.code} is here twice")
                found[each.code] = each
        for at, each in enumerate(sheet.says.regions):
            if each.code in found and each.parent and each.parent not in found:
                where = sheet.source.root.at("regions", at, "code")
                sheet.source.complain(where, f"{each.name} lies in {each.parent}, which is missing: add it above")
        if sheet.says.city not in found:
            sheet.source.complain(sheet.source.root.at("city"), f"the city {sheet.says.city} is not among the regions")
        return sheet.says.city, found

    def departments(self, regions: Mapping[str, Region]) -> dict[str, Department]:
        sheet = self.one("departments", DepartmentsFile)
        found: dict[str, Department] = {}
        for at, each in enumerate(sheet.says.departments if sheet else ()):
            assert sheet
            row, complain = sheet.source.root.at("departments", at), sheet.source.complain
            if each.slug in found:
                complain(row.at("slug"), f"the department `{each.slug}` is here twice")
            if not is_uscc(each.uscc):
                sheet.source.complain(
                    row.at("uscc"), f"{each.uscc} is no 统一社会信用代码: its 18th sign does not check"
                )
            if each.region not in regions:
                sheet.source.complain(
                    row.at("region"), f"there is no region {each.region}{guess(each.region, regions)}"
                )
            found[each.slug] = each
        return found


def _is_region(code: str, where: Node, source: Source) -> bool:
    try:
        if tidy_region(code) == code:
            return True
    except RegionWrong:
        pass
    source.complain(where, f"{code} is no region: write twelve digits, {', '.join(LEVELS)} from left to right")
    return False
