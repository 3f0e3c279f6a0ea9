"""What the desk's lists show, line by line, as types: the queue, a batch, what waits, what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.desk.shown import Lamp


@dataclass(frozen=True)
class InLine:
    """One case in the queue. `choose` is the value of its box in a batch: the id, and the version that was seen."""

    id: str
    href: str
    choose: str
    number: str
    item: str
    person: str
    lamp: Lamp
    state: str
    received: str
    holder: str = ""
    mine: bool = False
    open: bool = True


@dataclass(frozen=True)
class Choice:
    """A filter as a link. `now`: it is the one in force. `count` is None where nobody counted."""

    href: str
    says: str
    count: int | None = None
    now: bool = False
    tone: str = ""


@dataclass(frozen=True)
class Refund:
    """Money to be given back that waits for a second person. `mine`: I asked for it, so I may not. `failed`: it was
    sent, and the provider did not take it."""

    id: str
    number: str
    name: str
    fen: int
    because: str
    asked: str
    case_number: str = ""
    case_href: str = ""
    mine: bool = False
    failed: str = ""


@dataclass(frozen=True)
class Unfit:
    """What a provider said of money and our books do not: amounts in fen, None where nobody named one. `cases`: address
    (may be empty) and number. `opinion` and `wrong`: what was typed and refused."""

    id: str
    says: str
    number: str
    ours: int | None
    told: int | None
    seen: str
    cases: Sequence[tuple[str, str]] = ()
    opinion: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a drawn chart. `share` is out of 100."""

    label: str
    count: int
    share: int
    tone: str = ""


@dataclass(frozen=True)
class Done:
    """One row of a batch: what became of it."""

    number: str
    says: str
    href: str
    good: bool


@dataclass(frozen=True)
class Figure:
    """One number of many. `href` leads to what it counts, where that can be shown."""

    label: str
    count: int
    tone: str = ""
    href: str = ""
