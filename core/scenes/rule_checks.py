"""What is wrong with a rule in its place: paths nobody knows, a condition that never changes, words for paths."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.json import Json
from core.ports import Path
from core.rules import Rule, compared, constants, members_looked_at
from core.scenes.fields import Field, Innermost
from core.scenes.groups import GROUP
from core.scenes.item import Item
from core.scenes.scene import EACH, Scene, root_of
from core.scenes.shape import guess
from core.scenes.source import Node, Source
from core.scenes.vocabulary import AT_DECISION, Vocabulary, type_of

Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Placed:
    """A rule, where it stands, and whether it is asked only when an officer would decide."""

    rule: Rule
    node: Node
    source: Source
    at_decision: bool = False
    beside: tuple[Innermost, ...] = ()  # inside a group: the questions of one entry


def rules_of_scene(scene: Scene, source: Source) -> Iterator[Placed]:
    for part, rules in (
        ("items", [each.when for each in scene.items]),
        ("next", [each.when for each in scene.next]),
    ):
        for at, rule in enumerate(rules):
            if rule:
                yield Placed(rule, source.root.at(part, at, "when"), source)
    for part, fields in (("ask", scene.ask), ("form", scene.form)):
        for at, field in enumerate(fields):
            yield from _rules_of(field, (part, at), source)
    for at, each in enumerate(scene.eligible):
        yield Placed(each.rule, source.root.at("eligible", at, "rule"), source)


def _rules_of(field: Innermost, steps: Steps, source: Source, beside: tuple[Innermost, ...] = ()) -> Iterator[Placed]:
    """When it is asked, and when those inside it are."""
    if field.when:
        yield Placed(field.when, source.root.at(*steps, "when"), source, beside=beside)
    for at, each in enumerate(field.fields):
        yield from _rules_of(each, (*steps, "fields", at), source, tuple(field.fields))


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
        for path, name in members_looked_at(placed.rule.source):
            self._check_member(placed, path, name)

    def _say(self, placed: Placed, near: str, says: str) -> None:
        placed.source.complain(placed.node.near(near) if near else placed.node, f"{says}{self.who}")

    def _check_path(self, placed: Placed, path: Path) -> None:
        if root_of(path) in {"eligible", "materials"}:
            if not placed.at_decision:
                self._say(placed, path, f"`{path}` is known only when it is decided: use it in `decide` alone")
            elif path not in AT_DECISION and not path.startswith("materials."):
                self._say(placed, path, f"nobody knows `{path}`")
        elif root_of(path) == EACH:
            self._check_beside(placed, path)
        elif not self.knows(path):
            beside = (f"{EACH}.{each.id}" for each in placed.beside)
            near = self._beside(placed, path) or self.vocabulary.guess(path, (*self.fields, *beside))
            self._say(placed, path, f"nobody knows `{path}`{near} (it is neither a fact nor a question of this scene)")

    def _beside(self, placed: Placed, path: Path) -> str:
        """A neighbour called by its bare name."""
        found = any(each.id == root_of(path) for each in placed.beside)
        return f"; did you mean `{EACH}.{path}`, its neighbour in the entry?" if found else ""

    def _check_beside(self, placed: Placed, path: Path) -> None:
        names = [each.id for each in placed.beside]
        if not names:
            self._say(placed, path, f"nobody knows `{path}`: `{EACH}` is for questions inside a group")
        elif _neighbour(placed, path) is None:
            near = guess(path, [f"{EACH}.{name}" for name in names])
            self._say(placed, path, f"nobody knows `{path}`{near} (in one entry: {', '.join(names)})")

    def _check_member(self, placed: Placed, path: Path, name: str) -> None:
        """`some`, `all` and their kin over the entries of a group look at its own questions."""
        group = self.fields.get(path)
        known = [each.id for each in group.fields] if group and group.kind == GROUP else []
        if known and name not in known:
            self._say(placed, name, f"`{path}` does not ask `{name}`{guess(name, known)} (it asks: {', '.join(known)})")

    def knows(self, path: Path) -> bool:
        field = self.fields.get(root_of(path))
        if field:
            return path == field.id or type_of(field) == "object"
        return self.vocabulary.knows(path)

    def _is_meant_as_path(self, word: str) -> bool:
        options = {option for field in self.fields.values() for option in field.options}
        return (
            word in self.fields or word.startswith(f"{EACH}.") or word in self.vocabulary.types
        ) and word not in options

    def _check_option(self, placed: Placed, path: Path, value: Json) -> None:
        field = _neighbour(placed, path) or self.fields.get(path)
        if field and field.kind in {"choice", "choices"} and isinstance(value, str) and value not in field.options:
            options = ", ".join(field.options)
            near = guess(value, field.options)
            self._say(placed, value, f"`{value}` is no option of `{path}`{near} (options: {options})")


def _neighbour(placed: Placed, path: Path) -> Innermost | None:
    """The question of the same entry that `path` names."""
    root, _, name = path.partition(".")
    for each in placed.beside if root == EACH else ():
        if name == each.id or (name.startswith(f"{each.id}.") and type_of(each) == "object"):
            return each
    return None
