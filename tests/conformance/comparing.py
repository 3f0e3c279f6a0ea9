"""Whether two faces said the same: numbers by their value, yes and no apart from one and nought."""

import math
from collections.abc import Mapping
from typing import Any


def tellable(value: Any) -> Any:
    """As the phone tells it: JSON knows no NaN and no infinity."""
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")}
    if isinstance(value, Mapping):
        return {name: tellable(each) for name, each in value.items()}
    return [tellable(each) for each in value] if isinstance(value, list | tuple) else value


def alike(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(alike(each, other[name]) for name, each in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other)
