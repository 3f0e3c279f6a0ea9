"""How a person reaches us and who they are. One file a channel, found by being here; no other file names one.

A channel that is not set up is not there.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, cast, runtime_checkable

from core.secret import Phone
from vendors.outside import Outside


@dataclass(frozen=True)
class Visitor:
    """Who came, as their channel knows them. `account` names the kind of account, `subject` the account itself.

    Two channels that know people by the same thing (a phone) share the kind, so that one phone is one citizen. `also`:
    other subjects of the same kind and the same person, by which another channel of theirs may know them.
    """

    account: str
    subject: str
    phone: str | None = None
    also: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Visitor(account={self.account!r})"


class Channel(Protocol):
    """One way in. `proof` names what `recognise` wants, `pays_with` tills, `told_by` senders, best first.

    `guessable`: a proof could be found by trying, so tries are few.
    """

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def proof(self) -> tuple[str, ...]: ...
    @property
    def pays_with(self) -> tuple[str, ...]: ...
    @property
    def told_by(self) -> tuple[str, ...]: ...
    @property
    def guessable(self) -> bool: ...

    async def recognise(self, proof: Mapping[str, str]) -> Visitor:
        """Raises: Invalid when the proof does not hold; NotAllowed when the platform bars this person; TooMany;
        Unavailable when nobody can tell just now.
        """
        ...


@runtime_checkable
class KnowsPhones(Protocol):
    """A channel that can tell a person's phone, once the person has let it."""

    async def phone_of(self, code: str) -> Phone:
        """The phone that a code of the platform's stands for. Raises: as `Channel.recognise`."""
        ...


class HalfSetUp(Exception):
    """A channel's settings cannot be used as they are. The text says what to do and holds no secret."""


def every(outside: Outside | None = None) -> dict[str, Channel]:
    """All channels that are set up, by name, each from its own settings; `outside` is the pretend world of the demo.

    Raises: HalfSetUp.
    """
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    made = (module.make(outside) for module in modules if hasattr(module, "make"))
    channels = [cast(Channel, channel) for channel in made if channel is not None]
    return {channel.name: channel for channel in channels}
