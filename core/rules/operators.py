"""The operators that want all their operands first: comparison, arithmetic, texts, lists. A table of functions."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import TypeAlias

from core.json import Json
from core.rules.limits import MAX_SIZE, RuleError
from core.rules.values import (
    Number,
    is_list,
    joined,
    leading_number,
    less,
    loosely_equal,
    number,
    strictly_equal,
    text,
    tidy,
)

Operands: TypeAlias = Sequence[Json]
Operator: TypeAlias = Callable[[Operands], Json]


def _at(operands: Operands, place: int) -> Json:
    return operands[place] if place < len(operands) else None


def _ordered(operands: Operands, *, or_equal: bool) -> bool:
    """Two operands, or three for "between"."""
    pairs = pairwise(operands[:3] if len(operands) > 2 else [_at(operands, 0), _at(operands, 1)])
    return all(less(one, other, or_equal=or_equal) for one, other in pairs)


def _within(operands: Operands) -> bool:
    needle, hay = _at(operands, 0), _at(operands, 1)
    if isinstance(hay, str):
        return bool(hay) and text(needle) in hay
    return is_list(hay) and any(strictly_equal(needle, each) for each in hay)


def _less_by(operands: Operands) -> Number:
    first = number(_at(operands, 0))
    return tidy(-first if len(operands) < 2 else first - number(operands[1]))


def _divided(operands: Operands) -> Number:
    top, below = number(_at(operands, 0)), number(_at(operands, 1))
    if below == 0:
        return math.nan if top == 0 or math.isnan(top) else math.copysign(math.inf, top)
    return tidy(top / below)


def _remainder(operands: Operands) -> Number:
    """The sign follows the dividend, as in JavaScript."""
    top, below = number(_at(operands, 0)), number(_at(operands, 1))
    return math.nan if below == 0 or math.isinf(top) else tidy(math.fmod(top, below))


def _sum(operands: Operands) -> Number:
    total: Number = 0
    for each in operands:
        total = tidy(total + leading_number(each))
    return total


def _times(operands: Operands) -> Json:
    """A single operand stays as it is: json-logic-js reduces without a first value."""
    if len(operands) < 2:
        return _at(operands, 0)
    return reduce(lambda one, other: tidy(one * other), map(leading_number, operands))


def _extreme(operands: Operands, pick: Callable[[list[Number]], Number], of_none: float) -> Number:
    found = [number(each) for each in operands]
    if any(math.isnan(each) for each in found):
        return math.nan
    return tidy(pick(found)) if found else of_none


def _cut(operands: Operands) -> str:
    """`substr(text, start, length)`; a negative length leaves that many off the end. It counts whole characters."""
    whole, start = text(_at(operands, 0)), _whole(_at(operands, 1))
    rest = whole[start:] if start >= 0 else whole[max(0, len(whole) + start) :]
    if len(operands) < 3 or operands[2] is None:
        return rest
    length = _whole(operands[2])
    return rest[:length] if length >= 0 else rest[: max(0, len(rest) + length)]


def _whole(value: Json) -> int:
    found = number(value)
    return 0 if math.isnan(found) else int(max(-MAX_SIZE, min(MAX_SIZE, found)))


def _merged(operands: Operands) -> Json:
    return fits([member for each in operands for member in (each if is_list(each) else [each])])


def _written(operands: Operands) -> Json:
    return fits("".join(map(joined, operands)))


def fits(made: str | list[Json]) -> Json:
    """Raises: RuleError when a rule makes a text or a list beyond reason."""
    if len(made) > MAX_SIZE:
        raise RuleError(f"the rule makes something larger than {MAX_SIZE}")
    return made


# What answers with true or false: while an operand is unknown, so much at least is certain of the answer.
COMPARISONS: Mapping[str, Operator] = {
    "==": lambda o: loosely_equal(_at(o, 0), _at(o, 1)),
    "===": lambda o: strictly_equal(_at(o, 0), _at(o, 1)),
    "!=": lambda o: not loosely_equal(_at(o, 0), _at(o, 1)),
    "!==": lambda o: not strictly_equal(_at(o, 0), _at(o, 1)),
    "<": lambda o: _ordered(o, or_equal=False),
    "<=": lambda o: _ordered(o, or_equal=True),
    ">": lambda o: less(_at(o, 1), _at(o, 0)),
    ">=": lambda o: less(_at(o, 1), _at(o, 0), or_equal=True),
    "in": _within,
}

CALCULATIONS: Mapping[str, Operator] = {
    "+": _sum,
    "-": _less_by,
    "*": _times,
    "/": _divided,
    "%": _remainder,
    "max": lambda o: _extreme(o, max, -math.inf),
    "min": lambda o: _extreme(o, min, math.inf),
    "cat": _written,
    "substr": _cut,
    "merge": _merged,
}
