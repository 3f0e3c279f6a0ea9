"""`missing` and `missing_some`: part of JsonLogic, not of scenes.

They are here so that the whole language can be checked against its own tests.
"""

from collections.abc import Mapping, Sequence

from core.json import Json
from core.rules.doubt import Unsure, Value, about, missing
from core.rules.forms import Form, Step
from core.rules.scope import ABSENT, Scope
from core.rules.values import is_list, number, text


def _lacking(scope: Scope, names: Sequence[Json]) -> Value:
    """Of `names`, those with nothing, null or an empty text behind them."""
    found = {text(name): scope.look(text(name)) for name in names}
    unsure = [value for value in found.values() if isinstance(value, Unsure)]
    if unsure:
        return about(missing(unsure))
    return [name for name, value in found.items() if value is ABSENT or value is None or value == ""]


def _missing(steps: Sequence[Step]) -> Step:
    def run(scope: Scope) -> Value:
        values = [step(scope) for step in steps]
        unsure = [value for value in values if isinstance(value, Unsure)]
        if unsure:
            return about(missing(unsure))
        names: list[Json] = [value for value in values if not isinstance(value, Unsure)]
        return _lacking(scope, names[0] if names and is_list(names[0]) else names)

    return run


def _missing_some(steps: Sequence[Step]) -> Step:
    """Nothing, if at least so many of the names are there; else those that are not."""

    def run(scope: Scope) -> Value:
        wanted, names = (step(scope) for step in steps)
        if isinstance(wanted, Unsure) or isinstance(names, Unsure):
            return about(missing([wanted, names]))
        listed = names if is_list(names) else [names]
        lacking = _lacking(scope, listed)
        if isinstance(lacking, Unsure) or not is_list(lacking):
            return lacking
        return [] if len(listed) - len(lacking) >= number(wanted) else lacking

    return run


ABSENCE: Mapping[str, Form] = {"missing": _missing, "missing_some": _missing_some}
