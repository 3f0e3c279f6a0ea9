"""What a scene says, clause by clause: conditions and what else helps, items, parties, consents, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from core.json import Json
from core.ports import Path
from core.rules import Rule
from core.scenes.shape import called as renamed

Outcome = Literal["yes", "no", "maybe"]


@dataclass(frozen=True)
class Remind:
    """`on`: a path that is a day, such as `subject.birthday_60`."""

    on: Path
    days_before: int = 0


@dataclass(frozen=True)
class Otherwise:
    """What helps when a condition is not met. `scene` is another scene's slug."""

    says: str = ""
    scene: str = ""
    remind: Remind | None = None


@dataclass(frozen=True)
class Eligible:
    """One condition. `shown` says it with the values: pieces with a value not known are left out.

    `if_known`: it can only speak against somebody once its facts are known; nobody is asked about it before.
    `items`: only they see it; none named, all do.
    """

    id: str
    rule: Rule
    says: str
    shown: tuple[str, ...] = ()
    basis: str = ""
    if_known: bool = False
    items: tuple[str, ...] = ()
    otherwise: Otherwise | None = field(default=None, metadata=renamed("else"))


@dataclass(frozen=True)
class ItemUse:
    """An item in this scene. `feeds`: {a material of this item: the item whose licence is that paper}."""

    item: str
    after: tuple[str, ...] = ()
    when: Rule | None = None
    feeds: Mapping[str, str] = field(default_factory=dict)
    on_denied: Literal["stop", "go_on"] = "stop"


MayBe = Literal["self", "delegated", "confirms", "unregistered"]
CONFIRM_WITHIN = 10  # working days a second person has to say yes, where the scene does not say otherwise


@dataclass(frozen=True)
class Party:
    """A role. `called`: how words name the person, {self: 您, other: 这位老人}.

    `takes` (in the file: `from`): which questions of the form tell who it is, {name: their_name}. `confirms`: this
    person says yes with a sign-in of their own, within `confirm_within` working days. `unregistered`: a newborn, who
    has no number yet.
    """

    says: str = ""
    may_be: tuple[MayBe, ...] = ("self",)
    called: Mapping[str, str] = field(default_factory=dict)
    takes: Mapping[str, str] = field(default_factory=dict, metadata=renamed("from"))
    confirm_within: int = CONFIRM_WITHIN

    @property
    def confirms(self) -> bool:
        return "confirms" in self.may_be

    @property
    def unregistered(self) -> bool:
        return "unregistered" in self.may_be


@dataclass(frozen=True)
class Consent:
    id: str
    says: str
    required: bool = True


@dataclass(frozen=True)
class Next:
    """What people do after this."""

    scene: str
    says: str = ""
    when: Rule | None = None


@dataclass(frozen=True)
class Note:
    """One paragraph of the guide."""

    title: str
    says: str


@dataclass(frozen=True)
class Example:
    """A test of the scene. Facts that are not given are unknown; `facts` is written nested.

    `cases`: the items that begin, in any order. `fee`: fen.
    """

    outcome: Outcome
    says: str = ""
    today: date | None = None
    facts: Mapping[str, Json] = field(default_factory=dict)
    answers: Mapping[str, Json] = field(default_factory=dict)
    for_other: bool = False
    because: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    materials: tuple[str, ...] | None = None
    decided: Literal["auto", "person"] | None = None
    fee: int | None = None
    cases: tuple[str, ...] | None = None
