"""A scene (一件事): what a person wants, in their words, over the items that do it. It is data; it judges nothing."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import TopologicalSorter
from hashlib import sha256
from typing import Literal, Protocol

from core.json import JsonObject, canonical
from core.ports import Path
from core.rules import Rule
from core.scenes.clauses import Consent, Eligible, Example, ItemUse, Next, Note, Party
from core.scenes.elements import Material
from core.scenes.fields import Field
from core.scenes.item import Item
from core.scenes.places import Department, handled_by
from core.scenes.shape import BOUND, plain

EACH = "each"  # inside a group: the neighbours in the same entry
ROOTS = frozenset({"subject", "applicant", "today", "registry", "licence", "materials", "eligible", EACH})
OUTSIDE = ("registry.", "licence.")
VERSION_LENGTH = 16


class HasDepartment(Protocol):
    """A planned case, or anything else that names a department."""

    @property
    def department(self) -> str: ...


@dataclass(frozen=True)
class Scene:
    """A scene with its items: all that is needed to judge, stored and re-made as one bundle.

    Bound at load: `uses_items` (the items by slug), `asks` (how to ask for facts), `reaches` (which facts a
    material's source is made of), `departments` (who may handle its items).
    """

    slug: str
    title: str
    items: tuple[ItemUse, ...]
    says: str = ""
    also: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    icon: str = ""
    assurance: Literal[1, 2, 3, 4, 5] = 3
    regions: tuple[str, ...] = ()
    quiet: bool = False
    parties: Mapping[str, Party] = field(default_factory=dict)
    ask: tuple[Field, ...] = ()
    eligible: tuple[Eligible, ...] = ()
    form: tuple[Field, ...] = ()
    consents: tuple[Consent, ...] = ()
    next: tuple[Next, ...] = ()
    guide: tuple[Note, ...] = ()
    examples: tuple[Example, ...] = ()
    uses_items: Mapping[str, Item] = field(default_factory=dict, metadata=BOUND)
    asks: Mapping[Path, Field] = field(default_factory=dict, metadata=BOUND)
    reaches: Mapping[str, tuple[Path, ...]] = field(default_factory=dict, metadata=BOUND)
    departments: Mapping[str, Department] = field(default_factory=dict, metadata=BOUND)

    def item(self, slug: str) -> Item:
        """Raises: KeyError for an item that is not in this scene."""
        return self.uses_items[slug]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every question of the guide and the form, by id, in the order of the file."""
        return {each.id: each for each in (*self.ask, *self.form)}

    def called(self, who: Literal["self", "other"]) -> str:
        """How words name the one it is about."""
        party = self.parties.get("subject")
        return party.called.get(who, "") if party else ""

    def fields_of(self, item: str) -> tuple[Field, ...]:
        """What the department of `item` may see of the answers: marked for it, or for nobody in particular."""
        return tuple(each for each in self.fields.values() if not each.items or item in each.items)

    def conditions_of(self, item: str) -> tuple[Eligible, ...]:
        return tuple(each for each in self.eligible if not each.items or item in each.items)

    def office_of(self, item: str) -> str | None:
        """The department's own system that decides `item` (a name of offices/systems); None: our desk does."""
        return self.item(item).office

    @property
    def confirming(self) -> Mapping[str, Party]:
        """By role, the people who say yes with a sign-in of their own."""
        return {role: party for role, party in self.parties.items() if party.confirms}

    @property
    def unregistered(self) -> Party | None:
        """The one it is about, where that is somebody without a number yet."""
        party = self.parties.get("subject")
        return party if party and party.unregistered else None

    def in_file_order(self, names: Set[str]) -> tuple[str, ...]:
        return tuple(name for name in self.fields if name in names)

    @cached_property
    def in_order(self) -> tuple[Field, ...]:
        """The same, each after those its `when` looks at, and those inside it."""
        places = {name: at for at, name in enumerate(self.fields)}
        after = {name: looks_at(each) & places.keys() for name, each in self.fields.items()}
        sorter = TopologicalSorter({name: sorted(before, key=places.__getitem__) for name, before in after.items()})
        return tuple(self.fields[name] for name in sorter.static_order())

    @cached_property
    def items_in_order(self) -> tuple[ItemUse, ...]:
        """Each item after those it waits for."""
        uses = {use.item: use for use in self.items}
        return tuple(uses[slug] for slug in TopologicalSorter({u.item: u.after for u in self.items}).static_order())

    def before(self, item: str) -> frozenset[str]:
        """All the items that `item` waits for, near and far."""
        after = {use.item: use.after for use in self.items}
        return frozenset(after[item]).union(*(self.before(each) for each in after[item]))

    @cached_property
    def working_days(self) -> int:
        """What a visitor is promised: the longest chain of its items, with what acceptance may take. Those that wait
        for nobody run side by side; a paper that may follow is counted as one that will."""
        days: dict[str, int] = {}
        for use in self.items_in_order:
            item, before = self.item(use.item), max((days[item] for item in use.after), default=0)
            owed = [each.id for each in item.materials if each.may_follow and each.necessity != "optional"]
            days[use.item] = before + item.limit.promised + item.reception_days(owed)
        return max(days.values(), default=0)

    @cached_property
    def materials(self) -> tuple[tuple[ItemUse, Material], ...]:
        return tuple((use, each) for use in self.items for each in self.uses_items[use.item].materials)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the scene and of its items."""
        found: list[Rule | None] = [rule for each in self.fields.values() for rule in each.whens]
        found += [each.rule for each in self.eligible]
        found += [use.when for use in self.items] + [after.when for after in self.next]
        for item in self.uses_items.values():
            found += [each.when for each in item.materials]
            found += [each.when for each in item.visits.bring]
            found += [line.when for line in item.fee.lines] + [waiver.when for waiver in item.fee.waivers]
            found.append(item.decide.approve_when)
        return tuple(rule for rule in found if rule is not None)

    @cached_property
    def paths(self) -> frozenset[Path]:
        """Every fact the scene names: in rules, fills, sources, reminders. Answers are not facts."""
        named = {path for rule in self.rules for path in rule.paths}
        named |= {each.fill.source for each in self.fields.values() if each.fill}
        named |= {path for reached in self.reaches.values() for path in reached}
        named |= {e.otherwise.remind.on for e in self.eligible if e.otherwise and e.otherwise.remind}
        return frozenset(path for path in named if root_of(path) not in {*self.fields, EACH})

    @cached_property
    def paths_needed(self) -> frozenset[Path]:
        """What to look up outside: registries and licences, and where the person is at home, which routes the cases."""
        return frozenset(path for path in self.paths if path.startswith(OUTSIDE)) | {HOME}

    @cached_property
    def version(self) -> str:
        """A hash of the scene and its items as they are: the same content has the same version, everywhere."""
        body = {name: part for name, part in self.bundle().items() if name != "departments"}
        return sha256(canonical(body)).hexdigest()[:VERSION_LENGTH]

    def office_for(self, item: str, region: str | None) -> Department | None:
        """Who handles `item` for somebody at home in `region`; remembered, it is asked at every step."""
        asked = (item, region)
        if asked not in self._offices:
            found = handled_by(self.item(item).handled_by, region, self.departments.values())
            self._offices[asked] = found
        return self._offices[asked]

    @cached_property
    def _offices(self) -> dict[tuple[str, str | None], Department | None]:
        return {}

    def department_of(self, case: "HasDepartment") -> Department:
        """Raises: KeyError when no department handles that item."""
        return self.departments[case.department]

    def bundle(self) -> JsonObject:
        """Scene, items and what they lean on, as one JSON value: `Scene.from_bundle` makes the same scene of it."""
        return {
            "scene": plain(self),
            "items": plain(self.uses_items),
            "asks": plain(self.asks),
            "reaches": plain(self.reaches),
            "departments": plain(self.departments),
        }

    @classmethod
    def from_bundle(cls, bundle: JsonObject) -> "Scene":
        """Raises: CityNotReady when the bundle does not fit this house any more."""
        from core.scenes.bundle import unbundled

        return unbundled(bundle)

    def as_face(self) -> JsonObject:
        """The whole scene for a face to draw, rules included."""
        from core.scenes.bundle import face

        return face(self)


HOME = "registry.population.region"  # where the population register says a person lives: it routes the case


def root_of(path: Path) -> str:
    return path.partition(".")[0]


def looks_at(field: Field) -> set[str]:
    """The roots of all that tells whether it is asked, and what of it."""
    return {root_of(path) for rule in field.whens for path in rule.paths}


def paths_of(rule: Rule | None) -> tuple[Path, ...]:
    return rule.paths if rule else ()
