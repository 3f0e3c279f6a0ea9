"""What it takes: papers, money, offices and days. Where a rule cannot tell yet, the row says so."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from core.ports import Path
from core.rules import Maybe, Rule, value_at
from core.rules.values import truthy
from core.scenes.clauses import ItemUse
from core.scenes.elements import Material
from core.scenes.ground import Ground
from core.scenes.item import Item
from core.scenes.judgement import MADE_BY, FeeDue, FeePart, MaterialNeed, PlannedCase, Promised, Trust
from core.scenes.scene import HOME, Scene
from core.scenes.settle import Settled

_TRUST: Mapping[str, Trust] = {
    "licence": "A", "registry": "A", "delegation": "A", "case": "A", "upload": "C", "statement": "D", "field": "D",
}  # fmt: skip
_REGION_DIGITS = 12


@dataclass
class Needs:
    """Reads rules against what is settled. `missing` gathers what would tell where one is maybe."""

    scene: Scene
    ground: Ground
    settled: Settled
    given: Set[str] = frozenset()
    missing: list[Path] = field(default_factory=list)

    def applies(self, rule: Rule | None) -> bool | None:
        """None: not known yet."""
        if rule is None:
            return True
        answer = rule.decide(self.settled.data, self.settled.unknown)
        if isinstance(answer, Maybe):
            self.missing += answer.missing
            return None
        return bool(answer.value)

    def cases(self) -> tuple[PlannedCase, ...]:
        """The items that apply, or may apply, each after those it waits for."""
        planned = []
        there: set[str] = set()
        for use in self.scene.items_in_order:
            applies = self.applies(use.when)
            if applies is False:
                continue
            there.add(use.item)
            item = self.scene.item(use.item)
            department = self.scene.office_for(use.item, self.region())
            after = tuple(before for before in use.after if before in there)
            slug = department.slug if department else item.handled_by.department
            planned.append(PlannedCase(use.item, slug, after, item.limit.promised, applies is True))
        return tuple(planned)

    def region(self) -> str | None:
        """Where the person is at home, twelve digits, as somebody who knows has told."""
        for path in (HOME, "subject.region"):
            found = value_at(self.ground.data, path) if self.ground.who_told(path) else None
            if isinstance(found, str) and len(found) == _REGION_DIGITS:
                return found
        return None

    def materials(self, cases: tuple[PlannedCase, ...]) -> tuple[MaterialNeed, ...]:
        sure = {case.item: case.sure for case in cases}
        found = []
        for use, material in self.scene.materials:
            applies = self.applies(material.when) if use.item in sure else False
            if applies is not False:
                fed = use.feeds.get(material.id, "")
                found.append(
                    self._material(use, material, fed if fed in sure else "", sure=applies is True and sure[use.item])
                )
        return tuple(found)

    def _material(self, use: ItemUse, material: Material, fed: str, *, sure: bool) -> MaterialNeed:
        """`fed`: the item of this application that makes the paper, where there is one."""
        sources = (f"{MADE_BY}{fed}", *material.sources) if fed else material.sources
        having = {source: self.have(source, material.id) for source in sources}
        source = next((s for s in sources if having[s]), None) or next((s for s in sources if having[s] is None), None)
        have = having[source] if source else False
        source = source or next((s for s in sources if "." not in s), sources[0])
        return MaterialNeed(
            id=material.id,
            item=use.item,
            label=material.label or material.id,
            source=source,
            sources=sources,
            have=have,
            trust=_TRUST[source.partition(".")[0]] if have else None,
            may_follow=material.may_follow,
            sure=sure,
            optional=material.necessity == "optional",
        )

    def have(self, source: str, material: str) -> bool | None:
        """Whether the paper is there in that source. What people only say they have does not count as a paper."""
        if source in {"upload", "statement"}:
            return material in self.given
        if source == "delegation":
            return value_at(self.ground.data, "applicant.delegated") is True
        if source.startswith(MADE_BY):
            return True  # another case of this application makes it
        if source.startswith("field."):
            return source.removeprefix("field.") in self.settled.values
        reached = self.scene.reaches.get(source, ())
        told = [(self.ground.who_told(path), path) for path in reached]
        if any(fact and truthy(value_at(self.ground.data, path)) for fact, path in told):
            return True
        return None if any(fact is None for fact, _ in told) else False

    def fee(self, cases: tuple[PlannedCase, ...]) -> FeeDue:
        lines: list[FeePart] = []
        known = True
        items = [self.scene.item(case.item) for case in cases]
        for item in items:
            parts = self._fee_lines(item)
            known = known and parts is not None
            lines += parts or []
        known = known and all(case.sure for case in cases if self.scene.item(case.item).fee.kind != "none")
        basis = tuple(dict.fromkeys(item.fee.basis for item in items if item.fee.basis))
        return FeeDue(sum(line.fen for line in lines) if known else None, tuple(lines) if known else (), basis)

    def _fee_lines(self, item: Item) -> list[FeePart] | None:
        """None while a tier or a waiver is not known. A waiver never gives back more than was asked."""
        lines: list[FeePart] = []
        due = [(line, self.applies(line.when)) for line in item.fee.lines]
        off = [(waiver, self.applies(waiver.when)) for waiver in item.fee.waivers]
        if any(applies is None for _, applies in due) or (any(a for _, a in due) and any(a is None for _, a in off)):
            return None
        lines += [FeePart(line.id, item.slug, line.label, line.fen) for line, applies in due if applies]
        whole = left = sum(line.fen for line in lines)
        for waiver, applies in off:
            less = min(left, whole * waiver.percent // 100) if applies else 0
            if less:
                lines.append(FeePart(waiver.id, item.slug, waiver.says, -less))
                left -= less
        return lines

    def promise(self, cases: tuple[PlannedCase, ...], materials: tuple[MaterialNeed, ...]) -> Promised:
        """The longest chain of items: those that wait for nobody run side by side.

        A paper that is not there and may follow is counted as one that will be promised, not brought.
        """
        lacking = [need for need in materials if need.may_follow and not need.have and not need.optional]
        owed = {case.item: [need.id for need in lacking if need.item == case.item] for case in cases}
        within: dict[str, int] = {}
        for case in cases:
            days = case.working_days + self.scene.item(case.item).reception_days(owed[case.item])
            within[case.item] = days + max((within[before] for before in case.after), default=0)
        visits = sum(self.scene.item(case.item).visits.times for case in cases)
        return Promised(max(within.values(), default=0), None, visits)
