"""What the line of waiting cases shows, as types; and the answers to a claim and a move."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Holder:
    """Who has taken a case in hand, and until when (RFC 3339)."""

    id: str
    name: str
    until: str
    mine: bool


@dataclass(frozen=True)
class Waiting:
    """One line of the queue. `applicant` is masked; `left` the working days left, below zero when overdue, None while
    the clock stands still or is not known."""

    id: str
    number: str
    item: str
    item_name: str
    title: str
    department: str
    department_name: str
    state: str
    result: str | None
    lamp: str | None
    due_on: str | None
    left: int | None
    submitted_at: str
    applicant: str
    query_code: str
    holder: Holder | None
    version: int


@dataclass(frozen=True)
class Counts:
    """How many there are, `most` at most: a count must cost the same in a full house."""

    mine: int
    overdue: int
    due_soon: int
    most: int


@dataclass(frozen=True)
class Queue:
    """`next`: what `after` takes for the following page, None on the last one."""

    items: tuple[Waiting, ...]
    next: str | None
    counts: Counts


@dataclass(frozen=True)
class Claimed:
    """Answer to a claim. `until`: RFC 3339, real time."""

    case: str
    until: str
    version: int


@dataclass(frozen=True)
class Made:
    """Answer to a move. `next`: the most urgent case nobody holds, for "and on to the next"."""

    case: str
    state: str
    result: str | None
    version: int
    application_state: str
    next: str | None
