"""Scenes by chance: questions that hang on questions, facts half known, answers half right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any, cast

from core.rules import Rule, compile_rule
from core.scenes import Eligible, Field, Item, ItemUse, Material, Scene
from core.scenes.clauses import Next, Otherwise, Party, Remind
from core.scenes.elements import Code, Decide, Fee, FeeLine, Jurisdiction, Limit, Waiver
from core.scenes.fields import Fill, Inner, Innermost
from tests.conformance.scenes import FITTING, NASTY, Situation, nasty

FACTS: Mapping[str, Sequence[Any]] = {
    "subject.age": (0, 59, 60, 61, 12.5, None, "60"),
    "subject.birthday": ("1966-11-22", "1964-02-29", "2026-11-21", "2027-01-01", None),
    "subject.name": ("林小满", "𠮷野", ""),
    "registry.population.is_local": (True, False, None),
    "registry.household": ({"head": "林浩", "size": 3}, {}, None),
    "registry.household.size": (0, 3, 1.5),
    "licence.card": ({"valid_until": "2026-12-24"}, None, True),
    "licence.card.valid_until": ("2026-12-24", None),
}
FILLS: Mapping[str, Sequence[str]] = {
    "choice": ("registry.population.is_local", "registry.household", "licence.card", "subject.age", "subject.name"),
    "date": ("subject.birthday", "licence.card.valid_until", "subject.birthday_60"),
    "number": ("subject.age", "registry.household.size"),
    "text": ("subject.name", "licence.card.valid_until", "registry.household.size"),
    "statement": ("registry.population.is_local",),
    "phone": ("subject.name",),
}
DERIVED = ("subject.birthday_60", "subject.birthday_0", "applicant.is_subject", "today")
KINDS = ("choice", "choice", "choice", "choices", "number", "date", "text", "statement", "phone", "region", "address",
         "group", "group")  # fmt: skip
OPTIONS = ({"a": "甲", "b": "乙", "c": "丙"}, {"true": "有", "false": "没有"}, {"b": "乙", "a": "甲"})
PLACES = {"990101001001": "东湖区柳荫街道清源社区", "990101001002": "东湖区柳荫街道望月社区"}
DAYS = (date(2026, 11, 21), date(2026, 11, 22), date(2024, 2, 29), date(2025, 2, 28))
PIECES = ("{who} {subject.age} 岁", "{f0}", "{f1}和{f2}", "{licence.card.valid_until}前", "{registry.household.size}人")
NOBODY = Item("i", Code("1", "2"), "i", "other", Jurisdiction("d"), Limit(1, 1))


@dataclass
class SceneChance:
    """The same seed gives the same scenes. `days`: the questions of the scene at hand that ask for a day."""

    random: Random
    days: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)

    def scene(self) -> Scene:
        names = [f"f{at}" for at in range(self.random.randrange(1, 8))]
        kinds = {name: self.random.choice(KINDS) for name in names}
        self.days = {name for name, kind in kinds.items() if kind == "date"}
        self.groups = {name for name, kind in kinds.items() if kind == "group"}
        order = self.random.sample(names, len(names))  # a question may hang on one that stands further down
        fields = {name: self.question(name, kinds[name], order[:at]) for at, name in enumerate(order)}
        cut = self.random.randrange(len(names) + 1)
        paths = (*names, *FACTS, *DERIVED)
        slugs = [f"i{at}" for at in range(self.random.randrange(1, 4))]
        scene = Scene(
            "chance",
            "",
            tuple(self.use(slug, slugs[:at], paths) for at, slug in enumerate(slugs)),
            parties={"subject": Party(called={"self": "您", "other": "老人"})} if self.often() else {},
            ask=tuple(fields[name] for name in names[:cut]),
            form=tuple(fields[name] for name in names[cut:]),
            eligible=tuple(self.eligible(f"e{at}", paths) for at in range(self.random.randrange(4))),
            next=tuple(Next("x", when=self.rule(paths)) for _ in range(self.random.randrange(2))),
            uses_items={slug: self.item(slug, paths) for slug in slugs},
        )
        asked = {
            path: self.ask(path) for path in ("subject.age", "licence.card") if path in scene.paths and self.often()
        }
        return replace(scene, asks=asked)

    def often(self, share: float = 0.7) -> bool:
        return self.random.random() < share

    def question(self, name: str, kind: str, before: Sequence[str]) -> Field:
        options = self.random.choice(OPTIONS) if kind in {"choice", "choices"} else PLACES if kind == "region" else {}
        return Field(
            name,
            kind,
            self.random.choice(("", f"{name}？", "{who}呢？")),
            self.random.choice(("", f"项{name}")),
            options=options,
            when=self.rule((*before, *before, *FACTS)) if self.often(0.5) else None,
            fields=tuple(Inner(**self.inner(at, kind, before, 1)) for at, kind in self.kinds_inside(kind)),
            fill=self.fill(kind, options) if kind in FILLS and self.often(0.4) else None,
            optional=self.often(0.2),
            **self.limits(kind),
            decimals=self.random.choice((0, 2)),
            unit=self.random.choice(("", "岁")),
        )

    def limits(self, kind: str) -> dict[str, Any]:
        """`min` and `max`, where the kind has them."""
        least = self.random.choice((None, 0, 2)) if kind in {"number", "choices", "text", "group"} else None
        most = self.random.choice((None, 60, 130)) if kind == "number" else 3 if kind == "group" else None
        return {"min": least, "max": most}

    def kinds_inside(self, kind: str, *, innermost: bool = False) -> Iterator[tuple[int, str]]:
        """Of a group, what each entry asks: (place, kind)."""
        fitting = [one for one in KINDS if one != "statement" and not (innermost and one == "group")]
        for at in range(self.random.randrange(1, 4) if kind == "group" else 0):
            yield at, self.random.choice(fitting)

    def inner(self, at: int, kind: str, before: Sequence[str], depth: int) -> dict[str, Any]:
        """A question inside, as the dataclass takes it; it may hang on those before it in the entry."""
        beside = [f"each.g{place}" for place in range(at)]
        rule = self.rule((*beside, *beside, *before, *FACTS)) if self.often(0.5) else None
        asked: dict[str, Any] = {
            "id": f"g{at}",
            "kind": kind,
            "label": f"里{at}",
            "when": rule,
            "optional": self.often(0.3),
        }
        options = OPTIONS[0] if kind in {"choice", "choices"} else PLACES if kind == "region" else {}
        if kind == "group" and depth == 1:
            inside = self.kinds_inside(kind, innermost=True)
            asked["fields"] = tuple(Innermost(**self.inner(place, one, before, 2)) for place, one in inside)
        return {**asked, "options": options, **self.limits(kind)}

    def fill(self, kind: str, options: Mapping[str, str]) -> Fill:
        words = ("true", "false", "null", "60", "林小满", "2026-12-24")
        mapped = {word: self.random.choice([*options]) for word in words if options and self.often()}
        if options and not mapped:  # the loader wants every choice mapped
            mapped = {"true": next(iter(options))}
        return Fill(self.random.choice(FILLS[kind]), mapped, self.random.choice((None, True, False)))

    def ask(self, path: str) -> Field:
        if path == "subject.age":
            return Field(path, "number", "{who}今年多大？", "年龄", min=0, max=130, unit="岁")
        return Field(path, "choice", "有证吗？", options=OPTIONS[1])

    def use(self, slug: str, before: Sequence[str], paths: Sequence[str]) -> ItemUse:
        after = tuple(one for one in before if self.often(0.4))
        return ItemUse(slug, after, self.rule(paths) if self.often(0.4) else None)

    def item(self, slug: str, paths: Sequence[str]) -> Item:
        lines = tuple(FeeLine(f"l{at}", "", 100, self.maybe(paths)) for at in range(self.random.randrange(3)))
        fee = Fee("non_tax", lines=lines, waivers=(Waiver("w", "", self.rule(paths)),) if self.often(0.3) else ())
        papers = tuple(
            Material(f"m{at}", ("upload",), when=self.maybe(paths)) for at in range(self.random.randrange(3))
        )
        decide = Decide(self.maybe(("eligible", *paths)))
        return replace(NOBODY, slug=slug, materials=papers, fee=fee, decide=decide)

    def eligible(self, name: str, paths: Sequence[str]) -> Eligible:
        pieces = (
            "{who} {subject.age} 岁",
            "{f0}",
            "{f1}和{f2}",
            "{licence.card.valid_until}前",
            "{registry.household.size}人",
        )
        shown = tuple(self.random.sample(pieces, self.random.randrange(3)))
        remind = Otherwise(remind=Remind("subject.birthday_60")) if self.often(0.2) else None
        return Eligible(name, self.rule(paths), f"条件{name}", shown, if_known=self.often(0.2), otherwise=remind)

    def maybe(self, paths: Sequence[str]) -> Rule | None:
        return self.rule(paths) if self.often(0.5) else None

    def rule(self, paths: Sequence[str]) -> Rule:
        return compile_rule(self.written(paths, 0))

    def written(self, paths: Sequence[str], depth: int) -> Any:
        """Rules as scenes have them: choices of comparisons."""
        if depth < 2 and self.often(0.4):
            name = self.random.choice(("and", "or", "!", "if", "!!"))
            many = 1 if name.startswith("!") else self.random.randrange(1, 4)
            return {name: [self.written(paths, depth + 1) for _ in range(many)]}
        name = self.random.choice(paths)
        path = {"var": name}
        if name in self.groups and self.often():
            body = {"==": [{"var": self.random.choice(("g0", "g1"))}, self.random.choice(("a", "b", 66, None))]}
            return {self.random.choice(("some", "all", "none")): [path, body]}
        if name in self.days:  # the loader lets a day be compared with days only
            return {self.random.choice(("==", ">=", "<")): [path, self.random.choice(("2026-10-28", "1966-11-22"))]}
        compared = (
            lambda: {"==": [path, self.random.choice(("a", "b", "c", True, None, 60))]},
            lambda: {"!=": [path, self.random.choice(("a", "b", False, ""))]},
            lambda: {"in": [path, ["a", "c", 3]]},
            lambda: {"in": [self.random.choice(("a", "b")), path]},
            lambda: {self.random.choice((">=", "<", ">")): [path, self.random.choice((60, 59.5, 3))]},
            lambda: path,
        )
        return self.random.choice(compared)()

    def situation(self, scene: Scene) -> Situation:
        born = {"subject.birthday": self.random.choice(FACTS["subject.birthday"])} if self.often(0.3) else {}
        named = [path for path in (*FACTS, "applicant.x") if path in FACTS and self.often(0.4)]
        facts = {**born, **{path: self.random.choice(FACTS[path]) for path in named}}
        answers = {
            one.id: self.answer(one) for one in (*scene.fields.values(), *scene.asks.values()) if self.often(0.6)
        }
        odd = {} if self.often(0.9) else {"nobody": 1}
        return Situation("", self.random.choice(DAYS), facts, {**answers, **odd}, self.often())

    def entry(self, group: Innermost) -> dict[str, Any]:
        return {each.id: self.answer(each) for each in group.fields if self.often(0.8)}

    def answer(self, one: Innermost) -> Any:
        if self.often(0.25):
            return self.random.choice(cast(Sequence[Any], nasty(one)))
        if one.kind == "group":
            return [self.entry(one) for _ in range(self.random.randrange(4))]
        if one.kind == "choices":
            return self.random.sample([*one.options], self.random.randrange(len(one.options) + 1))
        if one.options and one.kind != "address":
            return self.random.choice([*one.options])
        return self.random.choice((FITTING[one.kind], *NASTY[one.kind], 3, "60"))
