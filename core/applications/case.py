"""A case in memory: one item handled by one department. Immutable; a move makes a new one."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from typing import cast

from core.applications.edges import CLOSED
from core.db import Row
from core.db.batch import Value
from core.json import JsonObject, decode, encode


@dataclass(frozen=True)
class Marks:
    """What a case must remember to know how it may move on. No personal data. Dates are ISO text."""

    returned: bool = False
    correction_from: str | None = None
    correct_by: str | None = None
    pay_by: str | None = None
    paid_for: str | None = None
    verdict: str | None = None
    decided_by: str | None = None
    extension_asked_by: str | None = None
    extended: bool = False
    confirm_by: str | None = None
    handed: bool = False
    revoked_lamp: str | None = None


@dataclass(frozen=True)
class Case:
    """Times are milliseconds UTC. `submitted_at` is None while the case waits for another one (`after`), or for a
    second person's word. `wake_on`: the next day on which the clock has something to do or to show."""

    id: str
    item: str
    number: str
    department: str
    region: str
    state: str
    position: int
    after: tuple[str, ...] = ()
    result: str | None = None
    version: int = 1
    marks: Marks = field(default_factory=Marks)
    clock: JsonObject | None = None
    due_on: str | None = None
    lamp: str | None = None
    submitted_at: int | None = None
    accepted_at: int | None = None
    decided_at: int | None = None
    decided_by: str | None = None
    closed_at: int | None = None
    reason: bytes | None = None
    wake_on: str | None = None

    @property
    def begun(self) -> bool:
        return self.submitted_at is not None

    @property
    def ended(self) -> bool:
        return self.state in CLOSED

    @property
    def act_by(self) -> str | None:
        """The last day of what waits for the citizen's hand or money; None when nothing does, or no day was set."""
        return {"correction": self.marks.correct_by, "pay_pending": self.marks.pay_by}.get(self.state)

    def marked(self, **changes: str | bool | None) -> "Case":
        changed = cast(Callable[..., Marks], replace)
        return replace(self, marks=changed(self.marks, **changes))

    def columns(self) -> dict[str, Value]:
        """As the table has it."""
        told: dict[str, Value] = {
            one.name: getattr(self, one.name) for one in fields(self) if one.name not in _STRUCTURED
        }
        told["opened"] = 0 if self.ended else 1
        told["after"] = encode(self.after).decode()
        told["marks"] = encode({name: value for name, value in asdict(self.marks).items() if value}).decode()
        told["clock"] = None if self.clock is None else encode(self.clock).decode()
        return told


_STRUCTURED = frozenset({"after", "marks", "clock"})
COLUMNS = tuple(one.name for one in fields(Case))


def case_of(row: Row) -> Case:
    """From the table."""
    told = {name: row[name] for name in COLUMNS if name not in _STRUCTURED}
    marks = cast(dict[str, str], decode(row["marks"]))
    clock = None if row["clock"] is None else cast(JsonObject, decode(row["clock"]))
    after = tuple(cast(list[str], decode(row["after"])))
    return Case(**told, after=after, marks=cast(Callable[..., Marks], Marks)(**marks), clock=clock)
