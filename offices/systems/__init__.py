"""One file each; a new office is found by being here, no other file names it. One that is not set up is not there."""

import importlib
import pkgutil
from typing import cast

from offices import Office
from vendors.outside import Outside


def every(outside: Outside | None = None) -> dict[str, Office]:
    """All offices that are set up, by name; `outside` is the pretend world of the demo."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    made = [module.make(outside) for module in modules if hasattr(module, "make")]
    return {office.name: office for office in (cast("Office | None", one) for one in made) if office is not None}


def names() -> frozenset[str]:
    """Every office a city may name in `handled_in: office.<name>`, set up here or not."""
    return frozenset(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
