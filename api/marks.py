"""The mark that says who may call a route, and how to read it. A route without a mark fails a guard test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

Marked = TypeVar("Marked", bound=Callable[..., object])


def may_call(who: str) -> Callable[[Marked], Marked]:
    """Mark a dependency (or a plain endpoint) with who may pass it: anyone, citizen, vendor, staff, operator."""

    def mark(fn: Marked) -> Marked:
        vars(fn)["who"] = who
        return fn

    return mark


@dataclass(frozen=True)
class Served:
    """One route as it is served: its whole path, and every mark on it."""

    path: str
    methods: frozenset[str]
    who: frozenset[str]


def served(app: FastAPI) -> Iterator[Served]:
    """Every route of the app that answers calls. Mounted apps (the sandbox) answer for themselves."""
    for route in iter_route_contexts(app.routes):
        if route.endpoint is not None:
            dependant = getattr(route, "dependant", None)
            marks = _marks(dependant) if isinstance(dependant, Dependant) else set()
            who = frozenset(mark for mark in {*marks, getattr(route.endpoint, "who", None)} if mark)
            yield Served(route.path or "", frozenset(route.methods or ()), who)


def _marks(dependant: Dependant) -> set[str | None]:
    own = {getattr(inner.call, "who", None) for inner in dependant.dependencies}
    return own.union(*(_marks(inner) for inner in dependant.dependencies))
