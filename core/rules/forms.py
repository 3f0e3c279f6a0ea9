"""The operators that choose which operands to look at: choice, logic, lists, `var`. All of them three-valued."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from core.json import Json
from core.rules.doubt import NOTHING, Missing, Unsure, Value, about, doubts, either, is_boolean, missing, truth
from core.rules.limits import RuleError
from core.rules.operators import Operator
from core.rules.scope import ABSENT, Scope
from core.rules.values import is_list, text

Step: TypeAlias = Callable[[Scope], Value]
Form: TypeAlias = Callable[[Sequence[Step]], Step]


def constant(value: Json) -> Step:
    return lambda _: value


def strict(operator: Operator, *, boolean: bool = False) -> Form:
    """An operator that needs every operand: one unknown operand and the answer is unknown."""

    def form(steps: Sequence[Step]) -> Step:
        def run(scope: Scope) -> Value:
            operands: list[Json] = []
            unsure: list[Value] = []
            for step in steps:
                value = step(scope)
                unsure.append(value) if isinstance(value, Unsure) else operands.append(value)
            return about(missing(unsure), boolean=boolean) if unsure else operator(operands)

        return run

    return form


def literal_list(steps: Sequence[Step]) -> Step:
    """A list written in the rule. With a member unknown its value is unknown, but never that it is there."""

    def run(scope: Scope) -> Value:
        values = [step(scope) for step in steps]
        known = [value for value in values if not isinstance(value, Unsure)]
        return known if len(known) == len(values) else Unsure(missing(values), NOTHING, True)

    return run


def until(stop: bool) -> Form:
    """`or` (stops at the first true operand) and `and` (at the first false one); each gives back that operand.

    An operand that decides does so whatever the unknown ones before it turn out to be.
    """

    def form(steps: Sequence[Step]) -> Step:
        def run(scope: Scope) -> Value:
            waiting: list[Value] = []
            last: Value = None
            for step in steps:
                last = step(scope)
                verdict = truth(last)
                if verdict is stop:
                    return _decided([*waiting, last], stop)
                if verdict is None:
                    waiting.append(last)
            if not waiting:
                return last
            outcomes = waiting if waiting[-1] is last else [*waiting, last]
            return Unsure(missing(outcomes), doubts(waiting), None, all(map(is_boolean, outcomes)))

        return run

    return form


def _decided(outcomes: list[Value], verdict: bool) -> Value:
    """True or false for certain; which of `outcomes` it is may still be open."""
    if len(outcomes) == 1:
        return outcomes[0]
    return verdict if all(map(is_boolean, outcomes)) else Unsure(missing(outcomes), NOTHING, verdict)


def choose(steps: Sequence[Step]) -> Step:
    """`if`: condition, then, condition, then ..., otherwise. Where a condition is unknown, both ways are looked at."""

    def run(scope: Scope) -> Value:
        because: Missing = NOTHING
        ways: list[Value] = []
        for place in range(0, len(steps) - 1, 2):
            condition = steps[place](scope)
            verdict = truth(condition)
            if verdict is None:
                because |= doubts([condition])
            if verdict is not False:
                ways.append(steps[place + 1](scope))
            if verdict is True:
                return either(because, ways)
        ways.append(steps[-1](scope) if len(steps) % 2 else None)
        return either(because, ways)

    return run


def negation(negate: bool) -> Form:
    """`!` and `!!`."""

    def form(steps: Sequence[Step]) -> Step:
        def run(scope: Scope) -> Value:
            value = steps[0](scope) if steps else None
            verdict = truth(value)
            return about(doubts([value]), boolean=True) if verdict is None else verdict is not negate

        return run

    return form


def variable(path: Step | str, otherwise: Step | None) -> Step:
    """`var`: the value at a path, `otherwise` when there is none."""

    def run(scope: Scope) -> Value:
        place = path if isinstance(path, str) else path(scope)
        if isinstance(place, Unsure):
            return about(place.missing)
        found = scope.look("" if place is None else text(place))
        if found is not ABSENT:
            return found
        return otherwise(scope) if otherwise else None

    return run


def over(finish: Callable[[Sequence[Json], Callable[[Json], Value]], Value], of_none: Json, *, boolean: bool) -> Form:
    """`map`, `filter`, `all`, `none`, `some`: the second operand is asked of each member of the first.

    A member of a known list is known whole, so only the list itself can be unknown.
    """

    def form(steps: Sequence[Step]) -> Step:
        def run(scope: Scope) -> Value:
            members = steps[0](scope) if steps else None
            if isinstance(members, Unsure):
                return about(members.missing, boolean=boolean)
            if not is_list(members):
                return of_none
            body = steps[1] if len(steps) > 1 else constant(None)
            return finish(members, lambda member: body(scope.inside(member)))

        return run

    return form


def fold(steps: Sequence[Step]) -> Step:
    """`reduce`: `current` and `accumulator` are what the body sees. Raises: RuleError without a body."""
    if len(steps) == 1:
        raise RuleError("`reduce` needs to be told what to do with each: write it second", near="reduce")

    def run(scope: Scope) -> Value:
        members = steps[0](scope) if steps else None
        total = steps[2](scope) if len(steps) > 2 else None
        if isinstance(members, Unsure):
            return about(missing([members, total]))
        for current in members if is_list(members) else ():
            if isinstance(total, Unsure):
                total = steps[1](scope.inside({"current": current}, total))
            else:
                total = steps[1](scope.inside({"current": current, "accumulator": total}))
        return total

    return run


def _kept(members: Sequence[Json], asked: Callable[[Json], Value]) -> Json:
    return [member for member in members if truth(asked(member))]


def _mapped(members: Sequence[Json], asked: Callable[[Json], Value]) -> Value:
    values = [asked(member) for member in members]
    return [None if isinstance(value, Unsure) else value for value in values]


FORMS: dict[str, Form] = {
    "if": choose,
    "?:": choose,
    "and": until(False),
    "or": until(True),
    "!": negation(True),
    "!!": negation(False),
    "map": over(_mapped, [], boolean=False),
    "filter": over(_kept, [], boolean=False),
    "all": over(lambda m, ask: bool(m) and all(truth(ask(each)) for each in m), False, boolean=True),
    "none": over(lambda m, ask: not any(truth(ask(each)) for each in m), True, boolean=True),
    "some": over(lambda m, ask: any(truth(ask(each)) for each in m), False, boolean=True),
    "reduce": fold,
}
