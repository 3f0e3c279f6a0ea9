"""From a JsonLogic rule to closures, once; then asked as often as there are people."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import get_close_matches

from core.json import Json
from core.rules.absence import ABSENCE
from core.rules.doubt import Missing, Unsure, Value, truth
from core.rules.forms import FORMS, Form, Step, constant, literal_list, strict, variable
from core.rules.limits import MAX_DEPTH, RuleError
from core.rules.operators import CALCULATIONS, COMPARISONS
from core.rules.reading import arguments, operations
from core.rules.scope import Run, Scope
from core.rules.values import is_list

_STRICT: Mapping[str, Form] = {
    **{name: strict(operator, boolean=True) for name, operator in COMPARISONS.items()},
    **{name: strict(operator) for name, operator in CALCULATIONS.items()},
}
_LISTS = frozenset({"map", "filter", "all", "none", "some", "reduce"})
OPERATORS = frozenset({*_STRICT, *FORMS, "var"})


@dataclass(frozen=True, slots=True)
class Known:
    """The answer. `saw`: what the rule looked at, by path, in the order it looked."""

    value: Json
    saw: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Maybe:
    """Not known yet. `missing`: the paths that would tell, in the order the rule names them; no other would help."""

    missing: tuple[str, ...]
    saw: Mapping[str, Json]


Answer = Known | Maybe


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule. Two rules are equal when they are written the same."""

    source: Json
    paths: tuple[str, ...]
    _step: Step

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rule) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.paths)

    def __repr__(self) -> str:
        return f"Rule({self.source!r})"

    def evaluate(self, facts: Json, unknown: Set[str] = frozenset()) -> Answer:
        """The value. A path neither in `facts` nor in `unknown` is null; below an unknown path all is unknown.

        Raises: RuleError when the rule runs over its limits.
        """
        value, run = self._run(facts, unknown)
        return Maybe(self._ordered(value.missing), run.saw) if isinstance(value, Unsure) else Known(value, run.saw)

    def decide(self, facts: Json, unknown: Set[str] = frozenset()) -> Answer:
        """Only whether it holds: `Known(True | False)` once that is certain, though the value itself may not be."""
        value, run = self._run(facts, unknown)
        verdict = truth(value)
        if verdict is None and isinstance(value, Unsure):
            return Maybe(self._ordered(value.doubts), run.saw)
        return Known(verdict, run.saw)

    def _run(self, facts: Json, unknown: Set[str]) -> tuple[Value, Run]:
        run = Run()
        return self._step(Scope(run, facts, unknown)), run

    def _ordered(self, missing: Missing) -> tuple[str, ...]:
        def place(path: str) -> tuple[int, str]:
            named = (at for at, each in enumerate(self.paths) if _touch(each, path))
            return next(named, len(self.paths)), path

        return tuple(sorted(missing, key=place))


def _touch(one: str, other: str) -> bool:
    """The same path, or one holds the other."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def compile_rule(rule: Json, *, whole_language: bool = False) -> Rule:
    """`whole_language` also allows what scenes may not use: `missing`, `missing_some` and computed paths.

    Raises: RuleError with what is wrong and the word near which it is.
    """
    return Rule(rule, tuple(dict.fromkeys(_paths(rule))), _Compiler(whole_language).step(rule, 0, root=True))


def _paths(rule: Json) -> Iterator[str]:
    for operation in operations(rule):
        if operation.root and operation.path:
            yield operation.path


@dataclass(frozen=True, slots=True)
class _Compiler:
    whole_language: bool

    def step(self, rule: Json, depth: int, *, root: bool) -> Step:
        if depth > MAX_DEPTH:
            raise RuleError(f"the rule is nested more than {MAX_DEPTH} deep")
        if is_list(rule):
            return literal_list([self.step(each, depth + 1, root=root) for each in rule])
        if not isinstance(rule, Mapping):
            return constant(rule)
        if len(rule) != 1:
            return self._plain_object(rule)
        [(name, operand)] = rule.items()
        return _counted(self._operation(name, arguments(operand), depth + 1, root))

    def _plain_object(self, rule: Mapping[str, Json]) -> Step:
        if not self.whole_language:
            raise RuleError("one operator at a time: nest them with `and` or `or`", near=next(iter(rule), ""))
        return constant(rule)

    def _operation(self, name: str, operands: Sequence[Json], depth: int, root: bool) -> Step:
        if name == "var":
            return self._variable(operands, depth, root)
        if name in ABSENCE and self.whole_language:
            return ABSENCE[name]([self.step(each, depth, root=root) for each in operands])
        form = FORMS.get(name) or _STRICT.get(name)
        if form is None:
            raise RuleError(_no_such(name), near=name)
        inner = name in _LISTS
        return form([self.step(each, depth, root=root and not (inner and at == 1)) for at, each in enumerate(operands)])

    def _variable(self, operands: Sequence[Json], depth: int, root: bool) -> Step:
        path = operands[0] if operands else ""
        otherwise = self.step(operands[1], depth, root=root) if len(operands) > 1 else None
        if path is None or (isinstance(path, str | int) and not isinstance(path, bool)):
            if root and path in {None, ""} and not self.whole_language:
                raise RuleError("`var` needs a path here", near="var")
            return variable("" if path is None else str(path), otherwise)
        if not self.whole_language:
            raise RuleError("a path is written out, not computed", near="var")
        return variable(self.step(path, depth, root=root), otherwise)


def _counted(step: Step) -> Step:
    def run(scope: Scope) -> Value:
        scope.run.step()
        return step(scope)

    return run


def _no_such(name: str) -> str:
    if name in {"missing", "missing_some", "log"}:
        return f"`{name}` is not for scenes: what is missing is found out by itself"
    near = get_close_matches(name, sorted(OPERATORS), 1)
    return f"there is no operator `{name}`" + (f"; did you mean `{near[0]}`?" if near else "")
