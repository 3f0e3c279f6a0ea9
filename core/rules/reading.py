"""Reading a rule without running it: which paths and constants it names, and what is compared with what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.json import Json
from core.rules.values import is_list

_MEMBERWISE = frozenset({"map", "filter", "all", "none", "some", "reduce"})
_COMPARING = frozenset({"==", "===", "!=", "!==", "<", "<=", ">", ">=", "in"})


@dataclass(frozen=True, slots=True)
class Operation:
    """One operator of a rule. `root` is False inside `map` and its kin, where paths are a member's own."""

    name: str
    operands: Sequence[Json]
    root: bool

    @property
    def path(self) -> str | None:
        """The path a `var` names."""
        return path_of({self.name: self.operands}) if self.name == "var" else None


def arguments(operand: Json) -> Sequence[Json]:
    """JsonLogic lets a single operand go without its list."""
    return operand if is_list(operand) else [operand]


def path_of(rule: Json) -> str | None:
    """`{"var": "a.b"}` names a.b; a computed path has no name."""
    if not isinstance(rule, Mapping) or list(rule) != ["var"]:
        return None
    operands = arguments(rule["var"])
    path = operands[0] if operands else ""
    return str(path) if isinstance(path, str | int) and not isinstance(path, bool) else None


def operations(rule: Json, *, root: bool = True) -> Iterator[Operation]:
    """Every operator, outermost first."""
    if is_list(rule):
        for each in rule:
            yield from operations(each, root=root)
    if not isinstance(rule, Mapping) or len(rule) != 1:
        return
    [(name, operand)] = rule.items()
    operands = arguments(operand)
    yield Operation(name, operands, root)
    for at, each in enumerate(operands):
        yield from operations(each, root=root and not (name in _MEMBERWISE and at == 1))


def constants(rule: Json) -> Iterator[Json]:
    """Every value written in the rule, paths of `var` left out."""
    if is_list(rule):
        for each in rule:
            yield from constants(each)
    elif isinstance(rule, Mapping) and len(rule) == 1:
        [(name, operand)] = rule.items()
        yield from constants(arguments(operand)[1:] if name == "var" else arguments(operand))
    else:
        yield rule


def compared(rule: Json) -> Iterator[tuple[str, Json]]:
    """(path, constant) for each constant a path is compared with; members of a list after `in` one by one."""
    for operation in operations(rule):
        if operation.name not in _COMPARING or not operation.root:
            continue
        paths = [path for path in map(path_of, operation.operands) if path]
        for value in constants(list(operation.operands)):
            yield from ((path, value) for path in paths)


def members_looked_at(rule: Json) -> Iterator[tuple[str, str]]:
    """(path of a list, first name of what is looked at in its members), for `some`, `all` and their kin."""
    for listed, operator, body in _bodies(rule):
        for each in operations(body):
            if each.root and each.path and (name := _of_member(each.path, operator)):
                yield listed, name.partition(".")[0]


def members_compared(rule: Json) -> Iterator[tuple[str, str, Json]]:
    """(path of a list, path in its members, constant) for each constant that is compared with."""
    for listed, operator, body in _bodies(rule):
        for path, value in compared(body):
            if name := _of_member(path, operator):
                yield listed, name, value


def _bodies(rule: Json) -> Iterator[tuple[str, str, Json]]:
    """(path of the list, operator, what is asked of each member)."""
    for operation in operations(rule):
        listed = path_of(operation.operands[0]) if operation.operands else None
        if operation.name in _MEMBERWISE and operation.root and listed and len(operation.operands) > 1:
            yield listed, operation.name, operation.operands[1]


def _of_member(path: str, operator: str) -> str:
    """Inside `reduce` a member is called `current`."""
    if operator != "reduce":
        return path
    return path.removeprefix("current.") if path.startswith("current.") else ""
