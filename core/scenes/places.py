"""Where things are and who does them: regions of five levels, and departments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.codes.region import LEVELS, level_of, parent_of, stem_of
from core.scenes.elements import Jurisdiction, Level


@dataclass(frozen=True)
class Region:
    """`code` is twelve digits. The full name leaves out province and city: people say 湖东区柳溪街道柳荫社区."""

    code: str
    name: str

    @property
    def level(self) -> Level:
        return level_of(self.code)

    @property
    def parent(self) -> str | None:
        return parent_of(self.code)


@dataclass(frozen=True)
class Department:
    """`does` is what items ask for (`civil-affairs`); several departments do the same in different regions."""

    slug: str
    name: str
    short: str
    does: str
    region: str
    uscc: str
    phone: str
    complain: str = ""
    address: str = ""
    hours: str = ""
    nature: str = "legal_body"

    @property
    def level(self) -> Level:
        return level_of(self.region)


@dataclass(frozen=True)
class RegionsFile:
    """`city`: the region this house serves."""

    city: str
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class DepartmentsFile:
    departments: tuple[Department, ...]


def full_name(region: Region, regions: Mapping[str, Region]) -> str:
    """From the county down."""
    name, at = region.name, region
    while (parent := regions.get(at.parent or "")) and parent.level not in {"province", "city"}:
        name, at = parent.name + name, parent
    return name


def handled_by(of: Jurisdiction, region: str | None, departments: Iterable[Department]) -> Department | None:
    """The one answer to "who handles this?": the department of that kind where the person is at home.

    The city's own one where there is none, or where the place is not known or lies outside.
    """
    able = [each for each in departments if each.does == of.department]
    if region and of.by != "city":
        for level in reversed(LEVELS[: LEVELS.index(of.level) + 1]):
            near = [d for d in able if d.level == level and region.startswith(stem_of(d.region))]
            if near:
                return near[0]
    wide = sorted(able, key=lambda each: (LEVELS.index(each.level), each.slug))
    return wide[0] if wide else None
