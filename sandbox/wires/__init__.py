"""The wires: one module here for each vendor the world pretends to be. A new one is found by being here; no other
file names it.
"""

import importlib
import pkgutil
from collections.abc import Iterator

from starlette.routing import BaseRoute

from ..world import World


def every(world: World) -> Iterator[BaseRoute]:
    """The routes of every wire, below `/wire`."""
    for found in pkgutil.iter_modules(__path__):
        yield from importlib.import_module(f"{__name__}.{found.name}").routes(world)
