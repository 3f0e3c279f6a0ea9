"""One case and one promised paper, as a slow reader of the history keeps them on a slip of paper."""

from dataclasses import dataclass, field
from datetime import date

from core.scenes import Item
from tests.whole.days import Halt, walk
from tests.whole.law import ENDED


@dataclass
class Slow:
    """A case as its history has it."""

    id: str
    item: Item
    after: tuple[str, ...]
    goes_on: bool
    state: str = "submitted"
    result: str | None = None
    verdict: str | None = None
    decider: str | None = None
    begun: date | None = None
    accepted: date | None = None
    start: date | None = None
    closed: date | None = None
    received_due: date | None = None
    extension: int = 0
    asks_extension: str | None = None
    halts: list[Halt] = field(default_factory=list)
    came_from: str = ""
    pays_for: str = ""
    returned: bool = False
    handed: bool = False
    correct_by: date | None = None
    pay_by: date | None = None
    revoked: str | None = None
    lamp: str | None = None
    paid: int = 0
    asked_to_pay: int = 0

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def limit(self) -> int:
        return self.item.limit.promised + self.extension

    @property
    def due(self) -> date | None:
        if self.start is None:
            return self.received_due
        return walk(self.start, self.limit, self.halts)

    @property
    def fulfilled(self) -> bool:
        return self.verdict == "approved" and (self.state == "delivering" or self.result == "approved")


@dataclass
class Owed:
    """A promised paper."""

    case: str
    material: str
    by: date | None
    state: str = "owed"
