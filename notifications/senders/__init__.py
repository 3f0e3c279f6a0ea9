"""How a letter leaves the house. One file each; a new sender is found by being here, no other file names it.

A sender that is not set up is not there. What a gateway pushes back (reports, texts of citizens) is read by its sender.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, cast, runtime_checkable

from core.secret import Phone
from vendors.outside import Outside


class Undeliverable(Exception):
    """This letter will never get through this way. `code` is the gateway's or ours; the next rung is tried."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Wording:
    """A wording a gateway approves beforehand: `content` with `${name}` where a value goes, without the signature.

    `to_type_in`: it carries a code to type in, which gateways send faster. `about` says what it is for.
    """

    name: str
    content: str
    to_type_in: bool
    about: str


@dataclass(frozen=True)
class Message:
    """One text. `reference` is the same however often we try: the gateway's reports and records name it."""

    reference: str
    wording: Wording
    values: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Sent:
    """The gateway has it. `vendor_ref` is the gateway's own number, None where it does not tell."""

    vendor_ref: str | None


@dataclass(frozen=True)
class Report:
    """What became of one text. `code` is the gateway's."""

    reference: str
    delivered: bool
    code: str


@dataclass(frozen=True)
class Arrived:
    """A text somebody sent to the city. `id` is the gateway's: the same text pushed again has the same."""

    id: str
    sender: Phone
    text: str


class Unreadable(ValueError):
    """What was pushed is not what this gateway pushes."""


class Sender(Protocol):
    name: str
    rung: str

    async def send(self, to: Phone, message: Message) -> Sent:
        """Raises: Unavailable (try later; it may have got through all the same) or Undeliverable."""
        ...

    async def sent_before(self, to: Phone, reference: str) -> Sent | None:
        """Whether an earlier attempt got through after all. Raises: Unavailable when nobody can tell now."""
        ...


@runtime_checkable
class Gateway(Protocol):
    """A sender that is told back. `receipt` is what it wants for an answer; anything else makes it push again."""

    name: str
    receipt: bytes

    def read_reports(self, body: bytes) -> list[Report]:
        """Raises: Unreadable."""
        ...

    def read_messages(self, body: bytes) -> list[Arrived]:
        """Raises: Unreadable."""
        ...


def every(outside: Outside | None = None) -> list[Sender]:
    """All senders that are set up, each from its own settings; `outside` is the pretend world of the demo."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    made = (module.make(outside) for module in modules)
    return [cast(Sender, sender) for sender in made if sender is not None]
