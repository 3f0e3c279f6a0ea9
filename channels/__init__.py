"""How a person reaches us and who they are. One file a channel, found by being here; no other file names one."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, cast


@dataclass(frozen=True)
class Visitor:
    """Who came, as their channel knows them. `account` names the kind of account, `subject` the account itself.

    Two channels that know people by the same thing (a phone) share the kind, so that one phone is one citizen.
    """

    account: str
    subject: str
    phone: str | None = None

    def __repr__(self) -> str:
        return f"Visitor(account={self.account!r})"


class Channel(Protocol):
    """One way in. `proof` names what `recognise` wants, `pays_with` tills, `told_by` senders, best first."""

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

    async def recognise(self, proof: Mapping[str, str]) -> Visitor:
        """Raises: Invalid when the proof does not hold; Unavailable when nobody can tell just now."""
        ...


def every() -> dict[str, Channel]:
    """All channels by name."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    channels = [cast(Channel, module.CHANNEL) for module in modules if hasattr(module, "CHANNEL")]
    return {channel.name: channel for channel in channels}
