"""How JavaScript sees a JSON value: JsonLogic means what json-logic-js does, on every face.

Source: ECMA-262, 7.1 (type conversion) and 7.2 (comparison). The mini-programs evaluate the same rules in JavaScript,
so a difference here would be a different answer on the phone.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from core.json import Json, canonical

Number = int | float
MAX_SAFE = 2**53 - 1  # Number.MAX_SAFE_INTEGER: beyond it JavaScript counts in doubles, so do we
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|Infinity)", re.ASCII)
_PREFIXED = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)", re.ASCII)


def is_list(value: Json) -> TypeGuard[Sequence[Json]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def truthy(value: Json) -> bool:
    """As JsonLogic has it: like JavaScript, except that an empty list is false."""
    if isinstance(value, Mapping):
        return True
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def tidy(number: Number) -> Number:
    """A whole number as int while JavaScript would still count it exactly, else a double."""
    if isinstance(number, int):
        return number if -MAX_SAFE <= number <= MAX_SAFE else float(number)
    return int(number) if number.is_integer() and abs(number) <= MAX_SAFE else number


def _parsed(digits: str) -> Number:
    return tidy(float(digits.replace("Infinity", "inf")))


def number(value: Json) -> Number:
    """`Number(value)`. What is no number is NaN, null and the empty text are 0."""
    if value is None or isinstance(value, bool):
        return int(value or 0)
    if isinstance(value, int | float):
        return tidy(value)
    if isinstance(value, Mapping):
        return math.nan
    digits = text(value).strip()
    if not digits:
        return 0
    if _PREFIXED.fullmatch(digits):
        return tidy(int(digits, 0))
    return _parsed(digits) if _DECIMAL.fullmatch(digits) else math.nan


def leading_number(value: Json) -> Number:
    """`parseFloat(value)`: the number a text begins with. json-logic-js adds and multiplies with it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return tidy(value)
    found = _DECIMAL.match(text(value).lstrip())
    return _parsed(found[0]) if found else math.nan


def _number_text(value: Number) -> str:
    if isinstance(value, int):
        return str(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return re.sub(r"e([+-])0+", r"e\1", repr(tidy(value)))


def text(value: Json) -> str:
    """`String(value)`."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return _number_text(value)
    return "[object Object]" if isinstance(value, Mapping) else ",".join(map(joined, value))


def joined(value: Json) -> str:
    """As `Array.join` writes a member: null leaves nothing."""
    return "" if value is None else text(value)


def strictly_equal(one: Json, other: Json) -> bool:
    """`===`. Lists and objects are equal only to themselves, as in JavaScript."""
    if isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    return one == other if isinstance(one, str) and isinstance(other, str) else one is other


def loosely_equal(one: Json, other: Json) -> bool:
    """`==`. Null equals null only; a number in a text equals the number."""
    if one is None or other is None:
        return one is other
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    if isinstance(one, Mapping | Sequence) and isinstance(other, Mapping | Sequence):
        return one is other if not isinstance(one, str) and not isinstance(other, str) else text(one) == text(other)
    return number(one) == number(other)


def less(one: Json, other: Json, *, or_equal: bool = False) -> bool:
    """`<` and `<=`. Two texts compare by their letters, so ISO dates compare as dates; anything else as numbers."""
    if isinstance(one, Mapping | Sequence) and isinstance(other, Mapping | Sequence):
        left, right = text(one).encode("utf-16-be"), text(other).encode("utf-16-be")
        return left <= right if or_equal else left < right
    a, b = number(one), number(other)
    return a <= b if or_equal else a < b


def same(one: Json, other: Json) -> bool:
    """The same JSON value, of the same type: what an answer may not change to when more becomes known."""
    if type(one) is not type(other):
        return False
    return one == other if isinstance(one, str | int | float | None) else canonical(one) == canonical(other)
