"""An item (事项): what one department does, with the elements that law wants published. An item knows no scene."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.clocks.reception import ACCEPTANCE_WORKING_DAYS
from core.codes.task import make_task_code
from core.scenes.elements import (
    LEVEL_DIGIT,
    Basis,
    Code,
    Decide,
    Fee,
    FlowStep,
    Gives,
    Handling,
    ItemKind,
    Jurisdiction,
    Level,
    Limit,
    Material,
    Phones,
    Place,
    Question,
    Result,
    ServedKind,
    Tells,
    Visits,
)

OFFICE = "office."  # how `handled_in` names a department's own system


@dataclass(frozen=True)
class Item:
    """The elements an operator does not write stay out of sight; the linter tells which of them law wants."""

    slug: str
    code: Code
    name: str
    kind: ItemKind
    handled_by: Jurisdiction
    limit: Limit
    also: tuple[str, ...] = ()
    version: str = "1"
    status: Literal["in_force", "suspended", "ended"] = "in_force"
    valid_from: str = ""
    valid_until: str = ""
    basis: tuple[Basis, ...] = ()
    power: Literal["statutory", "delegated", "entrusted"] = "statutory"
    owner_nature: Literal["legal_body", "authorised_body", "entrusted_body", "other"] = "legal_body"
    entrusted_by: str = ""
    levels: tuple[Level, ...] = ()
    serves: tuple[ServedKind, ...] = ("natural-person",)
    themes: tuple[str, ...] = ()
    case_kind: Literal["instant", "promised"] = "promised"
    conditions: tuple[str, ...] = ()
    flow: tuple[FlowStep, ...] = ()
    handled_in: str = "desk"
    handling: tuple[Handling, ...] = ("window", "online_mobile")
    online: Literal["full", "apply", "book", "guide", "link"] = "full"
    depth: int = 1
    opens: Mapping[str, str] = field(default_factory=dict)
    visits: Visits = field(default_factory=Visits)
    reach: Literal["nation", "province", "city", "county"] = "county"
    with_departments: tuple[str, ...] = ()
    intermediary: str = ""
    quota: str = ""
    materials: tuple[Material, ...] = ()
    fee: Fee = field(default_factory=Fee)
    decide: Decide = field(default_factory=Decide)
    gives: Gives = field(default_factory=Gives)
    result: Result = field(default_factory=Result)
    tells: Tells = field(default_factory=Tells)
    booking: bool = False
    kiosk: bool = False
    in_hall: bool = True
    places: tuple[Place, ...] = ()
    phones: Phones | None = None
    faq: tuple[Question, ...] = ()
    remedy: tuple[str, ...] = ()

    @property
    def office(self) -> str | None:
        """The department's own system that decides it (a name of offices/systems); None: our desk does."""
        return self.handled_in.removeprefix(OFFICE) if self.handled_in.startswith(OFFICE) else None

    def reception_days(self, owed: Collection[str]) -> int:
        """Working days that acceptance may take; none where a rule takes the matter as it comes.

        `owed`: the materials that are still to come. What an office's own system decides is taken at once when there
        are none; what a rule of ours approves, when a rule may let each of them follow.
        """
        asks = [each for each in self.materials if each.id in owed]
        by_rule = all(each.may_follow and each.may_follow.granted_by == "rule" for each in asks)
        at_once = by_rule if self.decide.approve_when else self.office is not None and not owed
        return 0 if at_once else ACCEPTANCE_WORKING_DAYS

    @property
    def task_code(self) -> str:
        return self.code.task

    def task_of(self, uscc: str, level: Level) -> str:
        """The 31 signs under which the department `uscc` carries this item out on its `level`."""
        return make_task_code(uscc, LEVEL_DIGIT[level], self.code.catalog)
