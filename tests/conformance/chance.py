"""Rules, facts and what is unknown of them, by chance: what nobody would write, and what somebody might."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

TEXTS = (
    "", " ", "0", "-0", "1", " 12 ", "1.10", ".5", "5.", "1e3", "1e21", "1e-7", "0x1F", "0b2", "1_000", "+7", "٣", "１",
    "Infinity", "-Infinity", "NaN", "null", "true", "1,2", "abc", "ab", "2026-11-21", "2026-11-3", "在", "𠮷野", "👍a",
    "\x85 1", "\ufeff1", "\x1c2", "12abc", "[object Object]", "constructor", "-", "e", "1e400",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2, 3, 7, 59, 60, 61, 20, 100, 0.1, 0.2, -0.5, 1.5, 2.675, 1e-5, 1e-7, 123456.789, 1e21, 2**53 - 1)
PATHS = (
    "a",
    "a.b",
    "a.b.c",
    "list",
    "list.0",
    "list.1.b",
    "items",
    "x.y",
    "accumulator",
    "nobody.knows",
    "constructor",
    "5",
)
INNER = ("", "b", "current", "accumulator", "current.b", "0", "accumulator.0", "length", "a")
ROOTS, KEYS = ("a", "list", "items", "x", "accumulator", "5"), ("b", "c", "0", "y", "__proto__", "constructor")
WRONG: tuple[Any, ...] = (
    {"sort": [1]}, {"var": ""}, {"var": []}, {"var": {"cat": "a"}}, {"a": 1, "b": 2}, {}, {"missing": "a"}, {"": 1},
    {"constructor": []}, {"var": [True]}, {"var": None}, {"==": {"a": 1, "b": 2}},
)  # fmt: skip
COMPARING = ("==", "===", "!=", "!==", "in", "<", "<=", ">", ">=")
COUNTING = ("+", "-", "*", "/", "%", "cat", "substr", "merge")
CHOOSING = ("and", "or", "if", "?:")
OVER = ("map", "filter", "all", "none", "some", "reduce")
DEEPEST = 4


@dataclass(frozen=True)
class Chance:
    """The same seed gives the same rules."""

    random: Random

    def scalar(self) -> Any:
        ways: Sequence[Callable[[], Any]] = (
            lambda: self.random.choice(TEXTS),
            lambda: self.random.choice(NUMBERS),
            lambda: self.random.choice((None, True, False)),
        )
        return self.random.choice(ways)()

    def value(self, depth: int = 0) -> Any:
        shape = self.random.random() if depth < DEEPEST else 1
        if shape < 0.25:
            return [self.value(depth + 1) for _ in range(self.random.randrange(4))]
        if shape < 0.4:
            return {key: self.value(depth + 1) for key in self.random.sample(KEYS, self.random.randrange(4))}
        return self.scalar()

    def facts(self) -> Any:
        return {root: self.value() for root in self.random.sample(ROOTS, self.random.randrange(len(ROOTS)))}

    def unknown(self) -> list[str]:
        return self.random.sample((*PATHS, "a.b.c.d", "x"), self.random.choice((0, 0, 1, 2, 4)))

    def path(self, names: Sequence[str]) -> Any:
        name = self.random.choice(names)
        return {"var": name} if self.random.random() < 0.8 else {"var": [name, self.scalar()]}

    def rule(self, names: Sequence[str] = PATHS, depth: int = 0) -> Any:
        chance = self.random.random()
        if depth >= DEEPEST or chance < 0.15:
            return self.path(names) if self.random.random() < 0.6 else self.scalar()
        if chance < 0.25:
            return [self.rule(names, depth + 1) for _ in range(self.random.randrange(4))]
        return self.operation(names, depth + 1)

    def operation(self, names: Sequence[str], depth: int) -> Any:
        family = self.random.choice((COMPARING, COUNTING, CHOOSING, CHOOSING, ("!", "!!"), OVER, ("max", "min")))
        name = self.random.choice(family)
        if family is OVER:
            body = [self.rule(INNER, depth)] if name == "reduce" or self.random.random() < 0.95 else []
            last = [self.rule(names, depth)] if name == "reduce" and self.random.random() < 0.8 else []
            return {name: [self.rule(names, depth), *body, *last]}
        many = self.random.choice((0, 1, 2, 2, 2, 3, 4 if family is CHOOSING else 2))
        operands = [self.rule(names, depth) for _ in range(many)]
        if family == ("max", "min"):  # yes and no among them are another matter: the office gives them back as they are
            operands = [{"+": [each]} for each in operands]
        return {name: operands[0] if many == 1 and not isinstance(operands[0], list) else operands}

    def case(self) -> tuple[Any, Any, list[str]]:
        rule = self.rule() if self.random.random() < 0.98 else self.random.choice(WRONG)
        return rule, self.facts(), self.unknown()
