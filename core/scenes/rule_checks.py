"""What is wrong with a rule in its place: paths nobody knows, a condition that never changes, words for paths."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.json import Json
from core.ports import Path
from core.rules import Rule, compared, constants
from core.scenes.fields import Field
from core.scenes.item import Item
from core.scenes.scene import Scene, root_of
from core.scenes.shape import guess
from core.scenes.source import Node, Source
from core.scenes.vocabulary import AT_DECISION, Vocabulary, type_of


@dataclass(frozen=True)
class Placed:
    """A rule, where it stands, and whether it is asked only when an officer would decide."""

    rule: Rule
    node: Node
    source: Source
    at_decision: bool = False


def rules_of_scene(scene: Scene, source: Source) -> Iterator[Placed]:
    for part, rules in (
        ("ask", [each.when for each in scene.ask]),
        ("form", [each.when for each in scene.form]),
        ("items", [each.when for each in scene.items]),
        ("next", [each.when for each in scene.next]),
    ):
        for at, rule in enumerate(rules):
            if rule:
                yield Placed(rule, source.root.at(part, at, "when"), source)
    for at, each in enumerate(scene.eligible):
        yield Placed(each.rule, source.root.at("eligible", at, "rule"), source)


def rules_of_item(item: Item, source: Source) -> Iterator[Placed]:
    whens: dict[tuple[str, ...], list[Rule | None]] = {
        ("materials",): [each.when for each in item.materials],
        ("visits", "bring"): [each.when for each in item.visits.bring],
        ("fee", "lines"): [each.when for each in item.fee.lines],
        ("fee", "waivers"): [each.when for each in item.fee.waivers],
    }
    for steps, rules in whens.items():
        for at, rule in enumerate(rules):
            if rule:
                yield Placed(rule, source.root.at(*steps, at, "when"), source)
    if item.decide.approve_when:
        yield Placed(item.decide.approve_when, source.root.at("decide", "approve_when"), source, at_decision=True)


@dataclass(frozen=True)
class RuleChecks:
    """The checks of one scene's rules. `who`: told after a complaint about an item, which other scenes may use too."""

    vocabulary: Vocabulary
    fields: Mapping[str, Field]
    who: str = ""

    def check(self, placed: Placed) -> None:
        if not placed.rule.paths:
            self._say(placed, "", "this condition looks at nothing, so it never changes: name a path, or take it out")
        for path in placed.rule.paths:
            self._check_path(placed, path)
        for value in constants(placed.rule.source):
            if isinstance(value, str) and self._is_meant_as_path(value):
                self._say(placed, value, f'"{value}" is only a word here: write {{var: {value}}} to mean the answer')
        for path, value in compared(placed.rule.source):
            self._check_option(placed, path, value)

    def _say(self, placed: Placed, near: str, says: str) -> None:
        placed.source.complain(placed.node.near(near) if near else placed.node, f"{says}{self.who}")

    def _check_path(self, placed: Placed, path: Path) -> None:
        if root_of(path) in {"eligible", "materials"}:
            if not placed.at_decision:
                self._say(placed, path, f"`{path}` is known only when it is decided: use it in `decide` alone")
            elif path not in AT_DECISION and not path.startswith("materials."):
                self._say(placed, path, f"nobody knows `{path}`")
        elif not self.knows(path):
            near = self.vocabulary.guess(path, self.fields)
            self._say(placed, path, f"nobody knows `{path}`{near} (it is neither a fact nor a question of this scene)")

    def knows(self, path: Path) -> bool:
        field = self.fields.get(root_of(path))
        if field:
            return path == field.id or type_of(field) == "object"
        return self.vocabulary.knows(path)

    def _is_meant_as_path(self, word: str) -> bool:
        options = {option for field in self.fields.values() for option in field.options}
        return (word in self.fields or word in self.vocabulary.types) and word not in options

    def _check_option(self, placed: Placed, path: Path, value: Json) -> None:
        field = self.fields.get(path)
        if field and field.kind in {"choice", "choices"} and isinstance(value, str) and value not in field.options:
            options = ", ".join(field.options)
            near = guess(value, field.options)
            self._say(placed, value, f"`{value}` is no option of `{path}`{near} (options: {options})")
