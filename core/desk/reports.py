"""What a supervisor and an auditor read, as types: who is late, how much was done, who looked at whom."""

from dataclasses import dataclass

from core.desk.waiting import Waiting


@dataclass(frozen=True)
class DepartmentLoad:
    """Open cases of one department now."""

    department: str
    name: str
    open: int
    overdue: int
    due_soon: int
    unclaimed: int


@dataclass(frozen=True)
class Busy:
    """One colleague and how many cases they hold just now."""

    id: str
    name: str
    holds: int


@dataclass(frozen=True)
class Supervision:
    """`late`: the latest cases first, with who holds them. `to_approve`: extensions that wait for a second person."""

    departments: tuple[DepartmentLoad, ...]
    late: tuple[Waiting, ...]
    busy: tuple[Busy, ...]
    to_approve: tuple[Waiting, ...]


@dataclass(frozen=True)
class ItemDone:
    """One item of one department: what came in within the days asked for, and what became of it. `days`: working days
    from receipt to the decision, half of the cases took no more; None while nothing is decided. What is decided is
    approved or denied from that moment on, whatever is still to be made or paid."""

    department: str
    item: str
    item_name: str
    received: int
    decided: int
    approved: int
    denied: int
    by_rule: int
    late: int
    days: int | None


@dataclass(frozen=True)
class Stats:
    """Of the cases received from `since` (ISO) to today."""

    since: str
    received: int
    decided: int
    approved: int
    denied: int
    by_rule: int
    late: int
    items: tuple[ItemDone, ...]


@dataclass(frozen=True)
class Look:
    """One look at somebody's data. `at`: RFC 3339."""

    at: str
    who: str
    who_name: str
    department: str
    what: str
    purpose: str
    case: str | None


@dataclass(frozen=True)
class Looks:
    items: tuple[Look, ...]
    next: str | None
