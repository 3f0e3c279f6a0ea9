"""What a rule holds while it does not know: which facts would tell, and what is certain all the same.

An `Unsure` value keeps two sets apart. `missing` is needed to know the value; `doubts` is needed to know only
whether it counts as true. `{"or": [x, true]}` with x unknown is certainly true, though its value may be x or true.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from core.json import Json
from core.rules.values import same, truthy

Missing: TypeAlias = frozenset[str]
NOTHING: Missing = frozenset()


@dataclass(frozen=True, slots=True)
class Unsure:
    """A value not known yet. `truth` is known exactly when `doubts` is empty; `boolean`: it will be true or false."""

    missing: Missing
    doubts: Missing
    truth: bool | None = None
    boolean: bool = False


Value: TypeAlias = "Json | Unsure"


def about(missing: Missing, *, boolean: bool = False) -> Unsure:
    """Nothing is certain but what is missing."""
    return Unsure(missing, missing, None, boolean)


def truth(value: Value) -> bool | None:
    return value.truth if isinstance(value, Unsure) else truthy(value)


def missing(values: Iterable[Value]) -> Missing:
    return NOTHING.union(*(value.missing for value in values if isinstance(value, Unsure)))


def doubts(values: Iterable[Value]) -> Missing:
    return NOTHING.union(*(value.doubts for value in values if isinstance(value, Unsure)))


def is_boolean(value: Value) -> bool:
    return value.boolean if isinstance(value, Unsure) else isinstance(value, bool)


def either(because: Missing, values: list[Value]) -> Value:
    """One of `values`; which one hangs on `because`. Where all agree, nothing is missing at all."""
    first = values[0]
    if not isinstance(first, Unsure) and all(not isinstance(v, Unsure) and same(first, v) for v in values[1:]):
        return first
    truths = {truth(value) for value in values}
    certain = truths.pop() if len(truths) == 1 else None
    boolean = all(map(is_boolean, values))
    if certain is not None and boolean:
        return certain
    lacking = because | missing(values)
    return Unsure(lacking, NOTHING if certain is not None else because | doubts(values), certain, boolean)
