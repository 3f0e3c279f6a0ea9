"""Department systems that decide in our stead, one file each in systems/. They never see a record, nor a web request.

A case is handed over, the office takes it, puts it off or refuses it; what it decides it tells us, or is asked. A case
that ends before that, because its citizen withdrew it say, is taken back from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from core.json import Json
from core.secret import IdNumber, Name, Phone


class Forged(Exception):
    """Who calls does not share our secret with that office, or repeats an old call."""


class Unreadable(ValueError):
    """The office itself calls, and says nothing that could be understood."""


@dataclass(frozen=True)
class Applicant:
    """Who asks. What the house does not know of them is None."""

    name: Name | None
    id_number: IdNumber | None
    phone: Phone | None


@dataclass(frozen=True)
class HandedMaterial:
    """One paper of the case. `licence`: the identifier of the electronic licence it is; `sha256`: of an upload."""

    id: str
    label: str
    source: str
    trust: str
    licence: str | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class HandedCase:
    """A case as an office gets it: only the answers and papers of its own item.

    `reference`: the same however often this is handed over. `department`: the social credit code of the department
    that answers for it. `answers` by field id, `labels` as the person saw them. Dates ISO text, times milliseconds UTC.
    """

    reference: str
    number: str
    item: str
    item_name: str
    task_code: str
    department: str
    region: str
    submitted_at: int
    due_on: str | None
    applicant: Applicant
    answers: Mapping[str, Json] = field(repr=False)
    labels: Mapping[str, str] = field(repr=False)
    materials: tuple[HandedMaterial, ...]


@dataclass(frozen=True)
class Accepted:
    """The office has the case under `number`."""

    number: str


@dataclass(frozen=True)
class Later:
    """Not now; `retry_after` in seconds."""

    retry_after: int


@dataclass(frozen=True)
class Refused:
    """Not this case. `code` is the office's own, `says` its words for an officer of ours."""

    code: str
    says: str = field(repr=False)


@dataclass(frozen=True)
class Needed:
    """One thing that is missing: `id` a field or material, "" where the office does not name one."""

    id: str
    says: str


@dataclass(frozen=True)
class OfficeUpdate:
    """Where a case stands there. `reference` is ours. `denied` says why; `needs`: it cannot go on without something."""

    number: str
    reference: str
    state: Literal["in_review", "approved", "denied", "needs"]
    says: str = field(default="", repr=False)
    remedy: str = field(default="", repr=False)
    needs: tuple[Needed, ...] = field(default=(), repr=False)


Ended = Literal["withdrawn", "voided"]


@dataclass(frozen=True)
class LetGo:
    """The office works on the case no more, or never had it."""


@dataclass(frozen=True)
class Decided:
    """Too late: the office had decided, or would not stop. `code` is its own."""

    code: str


class Office(Protocol):
    """A department's own system. `answers`: what it wants to hear when it calls: heard, forged, unreadable,
    unknown, later."""

    @property
    def name(self) -> str: ...
    @property
    def answers(self) -> Mapping[str, bytes]: ...

    async def hand_over(self, case: HandedCase) -> Accepted | Later | Refused:
        """The same case twice is one case there. Raises: Unavailable; then it may have been taken all the same."""
        ...

    async def ask(self, number: str, reference: str) -> OfficeUpdate:
        """Raises: Unavailable."""
        ...

    async def take_back(self, number: str | None, reference: str, reason: Ended) -> LetGo | Decided | Later:
        """The case has ended here: nobody waits for its answer. The same call twice is as good as once.

        `number` None: nobody here knows whether they took it; the reference tells them. Raises: Unavailable.
        """
        ...

    async def read(self, headers: Mapping[str, str], body: bytes) -> OfficeUpdate:
        """What the office calls about; `headers` in lower case. Raises: Forged; Unreadable."""
        ...


_open: dict[str, Office] = {}


def use(offices: Mapping[str, Office]) -> None:
    """The offices this process reaches. Only bootstrap and tests call this."""
    _open.clear()
    _open.update(offices)


def named(name: str) -> Office | None:
    return _open.get(name)
