"""A question to a person: in the guide (`ask`), in the form (`form`), or for a fact that nobody can tell us."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from core.json import Json
from core.ports import Path
from core.rules import Rule
from core.scenes.shape import called


@dataclass(frozen=True)
class Fill:
    """Where an answer is known already. `map` turns the fact into an option; a fact that is not in it fills nothing.

    `may_change`: the person's own answer goes before the fact. A guided question is what the register says, so no; a
    form field (a newer photo) yes.
    """

    source: Path = field(metadata=called("from"))
    map: Mapping[str, str] = field(default_factory=dict)
    may_change: bool | None = None


@dataclass(frozen=True)
class Field:
    """`kind` is a file of core/kinds. `when`: it is asked only if that holds. `items`: only they see the answer."""

    id: str
    kind: str
    says: str = ""
    label: str = ""
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    when: Rule | None = None
    fill: Fill | None = None
    items: tuple[str, ...] = ()
    optional: bool = False
    min: int | str | None = None
    max: int | str | None = None
    decimals: int = 0
    unit: str = ""
    level: Literal["county", "town", "village"] = "village"

    @property
    def question(self) -> str:
        return self.says or self.label

    @property
    def name(self) -> str:
        """As a line of a summary calls it."""
        return self.label or self.says

    def fact_of(self, answer: Json) -> Json:
        """A declared answer as the fact it stands for: the options `true` and `false` are yes and no, not words."""
        if set(self.options) == {"true", "false"}:
            return answer == "true"
        return answer


@dataclass(frozen=True)
class FactAsk:
    """How to ask a person for a fact, in city/facts.yaml: only while nobody else can tell."""

    path: Path
    type: Literal["boolean", "number", "string", "date", "object", "array"]
    label: str
    kind: str = ""
    says: str = ""
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    min: int | str | None = None
    max: int | str | None = None
    unit: str = ""

    def as_field(self) -> Field:
        asked = Field(self.path, self.kind, self.says, self.label, self.help, self.options)
        return replace(asked, min=self.min, max=self.max, unit=self.unit)
