"""What a rule looks at while it runs: the facts, what is unknown of them, what it has seen and how long it has run."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import Enum

from core.json import Json
from core.rules.doubt import Unsure, Value, about
from core.rules.limits import MAX_STEPS, RuleError
from core.rules.values import is_list


class Absent(Enum):
    """There is nothing at that path; null is something."""

    ABSENT = None


ABSENT = Absent.ABSENT


@dataclass(slots=True)
class Run:
    """One evaluation. `saw` keeps the order in which the rule looked."""

    saw: dict[str, Json] = field(default_factory=dict)
    steps: int = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise RuleError(f"the rule takes more than {MAX_STEPS} steps")


@dataclass(frozen=True, slots=True)
class Scope:
    """The facts of a rule, or one member of a list inside `map` and its kin (`root` is False there).

    `unknown` are paths of the facts; inside `reduce` only the accumulator can be unsure.
    """

    run: Run
    data: Json
    unknown: Set[str] = frozenset()
    root: bool = True
    accumulator: Unsure | None = None

    def inside(self, data: Json, accumulator: Unsure | None = None) -> "Scope":
        return Scope(self.run, data, frozenset(), root=False, accumulator=accumulator)

    def look(self, path: str) -> "Value | Absent":
        """What is at `path`; `Unsure` when it, a part of it or what holds it is unknown."""
        if self.accumulator and path.partition(".")[0] == "accumulator":
            return self.accumulator if path == "accumulator" else about(self.accumulator.missing)
        if self.unknown and (unsure := self._unsure(path)):
            return unsure
        found = at(self.data, path)
        if self.root and path:
            self.run.saw[path] = None if found is ABSENT else found
        return found

    def _unsure(self, path: str) -> Unsure | None:
        above = path
        while above:
            if above in self.unknown:
                return about(frozenset({above}))
            above = above.rpartition(".")[0]
        below = f"{path}." if path else ""
        parts = frozenset(name for name in self.unknown if name.startswith(below))
        return about(parts) if parts else None


def at(data: Json, path: str) -> "Json | Absent":
    """Walk `path` ("a.b.0") down `data`; the empty path is `data` itself."""
    if not path:
        return data
    found = data
    for part in path.split("."):
        if isinstance(found, Mapping):
            if part not in found:
                return ABSENT
            found = found[part]
        elif is_list(found) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        else:
            return ABSENT
    return found


def value_at(data: Json, path: str) -> Json:
    """As `var` reads it: null where there is nothing."""
    found = at(data, path)
    return None if found is ABSENT else found
