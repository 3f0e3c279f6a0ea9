"""What the office needs from outside, as types. The parts that give it are chosen by api/bootstrap.py."""

from collections.abc import Awaitable, Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from core.json import Json
from core.secret import IdNumber, Name, Phone

Path = str  # "registry.population.is_local"


@dataclass(frozen=True)
class Ask:
    """How to ask a person for a fact that nobody can tell us yet. `kind` is a field kind."""

    says: str
    kind: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FactField:
    """One fact that somebody outside knows. `type` is the JSON type rules see; `owner` a department slug."""

    path: Path
    type: Literal["boolean", "number", "string", "date", "object", "array"]
    says: str
    source: str  # in the person's words: 人口库
    owner: str
    ask: Ask | None = None


@dataclass(frozen=True)
class Subject:
    """Whom a fact is about."""

    citizen_id: str | None
    name: Name | None
    id_number: IdNumber | None


@dataclass(frozen=True)
class Fact:
    """One value and where it came from. `on` is the day the source says it was true."""

    value: Json
    source: str
    on: date


@dataclass(frozen=True)
class Facts:
    """What was learned: `known` by path (null is a fact too), `unknown` could not be asked just now."""

    known: Mapping[Path, Fact] = field(default_factory=dict)
    unknown: frozenset[Path] = frozenset()


class Knowledge(Protocol):
    """Everything the city can find out."""

    def vocabulary(self) -> Mapping[Path, FactField]: ...

    async def look_up(self, subject: Subject, paths: Set[Path], purpose: str) -> Facts:
        """Never raises for a source that fails: its paths come back in `unknown`."""
        ...


ReadUpload = Callable[[str], Awaitable[bytes | None]]  # the bytes of an upload by its id; None when it is gone

Verdict = Literal["agree", "differ", "no_record"]


class Verifier(Protocol):
    """Somebody who can tell whether a name, an ID number and a phone belong together."""

    name: str

    async def agree(self, name: Name, id_number: IdNumber, phone: Phone) -> Verdict:
        """Raises: Unavailable when it cannot be asked now."""
        ...
