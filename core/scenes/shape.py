"""The shape of the city's files, said once: a frozen dataclass is what a file may hold, how it is read, and its schema.

An attribute's annotation says what may stand there; `key` in its metadata says how the file calls it where Python could
not (`from`, `else`). Attributes marked `bound` are no part of a file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from dataclasses import field as attribute
from datetime import date
from difflib import get_close_matches
from types import UnionType
from typing import Literal, TypeAlias, TypeVar, Union, cast, get_args, get_origin

from core.json import Json
from core.rules import Rule, RuleError, compile_rule
from core.scenes.source import Node, Source

T = TypeVar("T")
Hint: TypeAlias = object
_SCALARS: Mapping[Hint, str] = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


class Unreadable(Exception):
    """What stands there could not be read; why has been noted."""


def called(key: str) -> Mapping[str, str]:
    """Metadata for an attribute that the file calls by another name."""
    return {"key": key}


BOUND: Mapping[str, str] = {"bound": "yes"}


def attributes(cls: type) -> Iterator[tuple[str, "Field[object]"]]:
    """(key in the file, attribute) of everything a file may say."""
    for each in fields(cls):
        if "bound" not in each.metadata:
            yield each.metadata.get("key", each.name), each


def read(cls: type[T], node: Node, source: Source) -> T | None:
    """The dataclass `cls` from `node`; None, with everything noted that is wrong, when it cannot be."""
    try:
        return cast(T, _Reader(source).value(node, cls))
    except Unreadable:
        return None


@dataclass(frozen=True)
class _Reader:
    source: Source

    def refuse(self, where: Node | int, says: str) -> Unreadable:
        self.source.complain(where, says)
        return Unreadable()

    def value(self, node: Node, hint: Hint) -> object:
        if isinstance(hint, str):  # the Json alias: anything at all
            return node.plain()
        if hint is Rule:
            return self.rule(node)
        if isinstance(hint, type) and is_dataclass(hint):
            return self.record(node, hint)
        origin, args = get_origin(hint), get_args(hint)
        if origin is Literal:
            return self.word(node, args)
        if origin in {Union, UnionType}:
            return self.either(node, args)
        if origin is tuple:
            return self.listed(node, args[0])
        if origin is not None:
            return self.mapped(node, args[1])
        return self.day(node) if hint is date else self.scalar(node, hint)

    def scalar(self, node: Node, hint: Hint) -> object:
        found = node.value
        if type(found) is hint or (hint is float and type(found) is int):
            return found
        quotes = f': put it in quotes, "{found}"' if hint is str and isinstance(found, int | float) else ""
        raise self.refuse(node, f"this should be {_SCALARS[hint]}, not {_kind_of(found)}{quotes}")

    def day(self, node: Node) -> date:
        try:
            return date.fromisoformat(str(node.value))
        except ValueError:
            raise self.refuse(node, "this should be a day, written 2026-11-21") from None

    def word(self, node: Node, words: tuple[object, ...]) -> object:
        if node.value in words and type(node.value) in {type(word) for word in words}:
            return node.value
        raise self.refuse(node, f"`{_shown(node)}` is none of {', '.join(map(str, words))}{guess(node.value, words)}")

    def either(self, node: Node, hints: tuple[Hint, ...]) -> object:
        if node.value is None and type(None) in hints:
            return None
        hints = tuple(hint for hint in hints if hint is not type(None))
        fitting = [hint for hint in hints if type(node.value) is hint]
        return self.value(node, (fitting or hints)[0])

    def listed(self, node: Node, hint: Hint) -> tuple[object, ...]:
        """One text where a list of texts may stand is that list."""
        if hint is str and isinstance(node.value, str):
            return (node.value,)
        if not isinstance(node.value, list):
            raise self.refuse(node, f"this should be a list, not {_kind_of(node.value)}: put it in [ ]")
        return tuple(self.all_of([(each, hint) for each in node.value]))

    def mapped(self, node: Node, hint: Hint) -> dict[str, object]:
        if not isinstance(node.value, dict):
            raise self.refuse(node, f"this should be pairs of `key: value`, not {_kind_of(node.value)}")
        values = self.all_of([(each, hint) for each in node.value.values()])
        return dict(zip(node.value, values, strict=True))

    def all_of(self, wanted: list[tuple[Node, Hint]]) -> list[object]:
        """Everything is read before anything is refused, so that all problems are told at once."""
        read_values: list[object] = []
        failed = False
        for node, hint in wanted:
            try:
                read_values.append(self.value(node, hint))
            except Unreadable:
                failed = True
        if failed:
            raise Unreadable
        return read_values

    def rule(self, node: Node) -> Rule:
        try:
            return compile_rule(node.plain())
        except RuleError as wrong:
            raise self.refuse(node.near(wrong.near) if wrong.near else node, str(wrong)) from wrong

    def record(self, node: Node, cls: type) -> object:
        if not isinstance(node.value, dict):
            raise self.refuse(node, f"this should be pairs of `key: value`, not {_kind_of(node.value)}")
        known = dict(attributes(cls))
        unknown = [key for key in node.value if key not in known]
        for key in unknown:
            here = ", ".join(known)
            self.source.complain(node.value[key], f"`{key}` is not known here{guess(key, known)} (known: {here})")
        needed = [key for key, each in known.items() if key not in node.value and not _optional(each)]
        for key in needed:
            self.source.complain(node, f"`{key}` is missing here: write it")
        given = {key: each for key, each in known.items() if key in node.value}
        values = self.all_of([(node.value[key], each.type) for key, each in given.items()])
        if unknown or needed:
            raise Unreadable
        return cls(**{each.name: value for each, value in zip(given.values(), values, strict=True)})


def _optional(each: "Field[object]") -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def guess(word: object, words: object) -> str:
    """A hint for a word that is nearly one of `words`."""
    near = get_close_matches(str(word), [str(each) for each in cast(Mapping[str, object], words)], 1, 0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


def _shown(node: Node) -> str:
    return str(node.value) if not isinstance(node.value, list | dict) else _kind_of(node.value)


def _kind_of(found: object) -> str:
    names = {dict: "pairs", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(found), "nothing")


def plain(value: object) -> Json:
    """A read dataclass as JSON again, as its file would say it; what is not said stays out."""
    if isinstance(value, Rule):
        return value.source
    if is_dataclass(value) and not isinstance(value, type):
        said = ((key, plain(getattr(value, each.name))) for key, each in attributes(type(value)))
        return {key: each for key, each in said if each is not None and each not in ([], {})}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else cast(Json, value)


__all__ = ["BOUND", "attribute", "attributes", "called", "guess", "plain", "read"]
