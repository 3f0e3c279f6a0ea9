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
class Innermost:
    """A question of a group inside a group. `when` may look at its neighbours in the same entry, as `each.<id>`."""

    id: str
    kind: str
    says: str = ""
    label: str = ""
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    when: Rule | None = None
    optional: bool = False
    min: int | str | None = None
    max: int | str | None = None
    decimals: int = 0
    unit: str = ""
    level: Literal["county", "town", "village"] = "village"

    @property
    def fields(self) -> "tuple[Innermost, ...]":
        """Of a group, what each entry asks; here groups end."""
        return ()

    @property
    def whens(self) -> tuple[Rule, ...]:
        """When it is asked, and when the questions inside it are."""
        own = (self.when,) if self.when else ()
        return (*own, *(rule for each in self.fields for rule in each.whens))

    @property
    def question(self) -> str:
        return self.says or self.label

    @property
    def name(self) -> str:
        """As a line of a summary calls it."""
        return self.label or self.says


@dataclass(frozen=True)
class Inner(Innermost):
    """A question of a group. It may be a group itself: `fields` are what each entry asks, `each` is what one is."""

    fields: tuple[Innermost, ...] = ()
    each: str | None = None


@dataclass(frozen=True)
class Field(Innermost):
    """`kind` is a file of core/kinds. `when`: it is asked only if that holds. `items`: only they see the answer.

    Of a group: `fields` are what each entry asks, `each` is what one entry is called (孩子).
    """

    fill: Fill | None = None
    items: tuple[str, ...] = ()
    fields: tuple[Inner, ...] = ()
    each: str | None = None

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
