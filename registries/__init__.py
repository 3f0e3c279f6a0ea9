"""What other departments know of a person. One file each; a new one is found by being here, no other file names it.

A registry that is slow, wrong or away never stops anybody: what it could not say comes back as unknown.
"""

import importlib
import pkgutil
from collections.abc import Set
from typing import Protocol, cast, runtime_checkable

from core.ports import FactField, Facts, Path, Subject, Verifier
from vendors.outside import Outside


@runtime_checkable
class Registry(Protocol):
    """Knows facts. `look_up` never raises for a source that fails: its paths come back in `unknown`."""

    name: str
    fields: tuple[FactField, ...]

    async def look_up(self, subject: Subject, paths: Set[Path], purpose: str) -> Facts: ...


Source = Registry | Verifier


def every(outside: Outside | None = None) -> list[Source]:
    """One of each, set up from its own settings; `outside` is the pretend world of the demo."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return [cast(Source, module.make(outside)) for module in modules if hasattr(module, "make")]


def registries(sources: list[Source]) -> list[Registry]:
    return [source for source in sources if isinstance(source, Registry)]


def verifiers(sources: list[Source]) -> list[Verifier]:
    """Who can tell whether a name, a number and a phone belong together; all must agree."""
    return [cast(Verifier, source) for source in sources if hasattr(source, "agree")]
