"""Which paths a rule may name, and what stands behind them: the house itself, city/facts.yaml, and the registers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core import kinds
from core.ports import FactField, Path
from core.scenes.fields import FactAsk, Field, Innermost
from core.scenes.scene import OUTSIDE
from core.scenes.shape import guess

BUILT_IN: Mapping[Path, str] = {
    "applicant.is_subject": "boolean",
    "applicant.delegated": "boolean",
    "today": "date",
}
AT_DECISION: Mapping[Path, str] = {"eligible": "boolean", "materials.all_trusted": "boolean"}
_COMES_OF_AGE = re.compile(r"subject\.birthday_\d{1,3}", re.ASCII)


@dataclass(frozen=True)
class Vocabulary:
    """`types`: the JSON type behind each path. `open`: nobody told which registers there are; theirs go unchecked."""

    types: Mapping[Path, str]
    asks: Mapping[Path, Field]
    open: bool = False

    @classmethod
    def of(cls, facts: Iterable[FactAsk], outside: Mapping[Path, FactField] | None) -> "Vocabulary":
        """What the city's file says of a fact goes before what a register says of it."""
        told = list(facts)
        found = (outside or {}).values()
        types = {**BUILT_IN, **{each.path: each.type for each in found}, **{each.path: each.type for each in told}}
        asks = {each.path: _asked(each) for each in found if each.ask}
        asks.update({each.path: each.as_field() for each in told if each.kind})
        return cls(types, asks, outside is None)

    def knows(self, path: Path) -> bool:
        if path in self.types or _COMES_OF_AGE.fullmatch(path) or (self.open and path.startswith(OUTSIDE)):
            return True
        return bool(self.below(path)) or any(self.types.get(above) == "object" for above in _above(path))

    def below(self, path: Path) -> tuple[Path, ...]:
        return tuple(each for each in self.types if each.startswith(f"{path}."))

    def reaches(self, source: Path) -> tuple[Path, ...]:
        """The facts that a material's source is made of."""
        return (source,) if source in self.types else self.below(source) or (source,)

    def guess(self, path: Path, more: Iterable[str] = ()) -> str:
        return guess(path, [*self.types, *more])


def _above(path: Path) -> list[Path]:
    parts = path.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


def _asked(fact: FactField) -> Field:
    assert fact.ask
    return Field(fact.path, fact.ask.kind, fact.ask.says, fact.says, options=fact.ask.options)


def type_of(field: Innermost) -> str:
    return kinds.get(field.kind).json_type if field.kind in kinds.names() else "object"
