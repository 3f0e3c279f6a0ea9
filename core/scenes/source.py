"""A YAML 1.2 file as a tree that remembers its lines. Duplicate keys and anchors are refused, all at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from core.json import Json


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in the city's files, and what to do about it."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.says}"


class CityNotReady(Exception):
    """The city's files cannot be served: every problem of every file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Node:
    """A value and the line it stands on (0: it comes from no file)."""

    value: "None | bool | int | float | str | list[Node] | dict[str, Node]"
    line: int = 0

    @classmethod
    def of(cls, value: Json) -> "Node":
        if isinstance(value, Mapping):
            return cls({key: cls.of(each) for key, each in value.items()})
        if isinstance(value, str) or value is None or isinstance(value, bool | int | float):
            return cls(value)
        return cls([cls.of(each) for each in value])

    def plain(self) -> Json:
        if isinstance(self.value, dict):
            return {key: each.plain() for key, each in self.value.items()}
        return [each.plain() for each in self.value] if isinstance(self.value, list) else self.value

    def at(self, *steps: str | int) -> "Node":
        """The node there, or as near as there is one: for the line of a complaint."""
        here = self
        for step in steps:
            inside = here.value
            if isinstance(inside, dict) and step in inside:
                here = inside[str(step)]
            elif isinstance(inside, list) and isinstance(step, int) and step < len(inside):
                here = inside[step]
            else:
                break
        return here

    def near(self, word: str) -> int:
        """The line on which `word` stands as a key or a value; this node's own if it does not."""
        return next(self._lines(word), self.line)

    def _lines(self, word: str) -> Iterator[int]:
        if isinstance(self.value, dict):
            for key, each in self.value.items():
                if key == word:
                    yield each.line
                yield from each._lines(word)  # noqa: SLF001  # a tree of its own kind
        elif isinstance(self.value, list):
            for each in self.value:
                yield from each._lines(word)  # noqa: SLF001  # a tree of its own kind
        elif self.value == word:
            yield self.line


@dataclass
class Source:
    """One file under reading. `problems` is shared by all files of a city."""

    file: str
    problems: list[Problem]
    root: Node = field(default_factory=lambda: Node({}, 1))

    def complain(self, where: Node | int, says: str) -> None:
        line = where if isinstance(where, int) else where.line
        self.problems.append(Problem(self.file, line, says))


def read_file(path: Path, shown_as: str, problems: list[Problem]) -> Source | None:
    """The file as a tree; None, with its problems noted, when it cannot be one."""
    source = Source(shown_as, problems)
    before = len(problems)
    try:
        composed = YAML(typ="rt", pure=True).compose(path.read_text("utf-8"))
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        source.complain(mark.line + 1 if mark else 1, f"this is not YAML: {wrong.problem or wrong.context}")
        return None
    except (OSError, UnicodeDecodeError) as wrong:
        source.complain(1, f"the file cannot be read as UTF-8: {wrong}")
        return None
    source.root = _node(composed, source) if composed is not None else Node({}, 1)
    return source if len(problems) == before else None


def _node(composed: YamlNode, source: Source) -> Node:
    line = composed.start_mark.line + 1
    if composed.anchor:
        source.complain(line, "anchors and aliases (& and *) are not read: write it out")
    if isinstance(composed, MappingNode):
        return Node(_mapping(composed, source), line)
    if isinstance(composed, SequenceNode):
        return Node([_node(each, source) for each in composed.value], line)
    if isinstance(composed, ScalarNode):
        return Node(_scalar(composed, source, line), line)
    raise TypeError(f"YAML has no node {type(composed).__name__}")


def _mapping(composed: MappingNode, source: Source) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key, value in composed.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            source.complain(line, "a key is a word, not a list or an object")
        elif key.value in found:
            first = found[key.value].line
            source.complain(line, f"`{key.value}` stands here twice (first on line {first}): take one out")
        else:
            found[key.value] = _node(value, source)
    return found


def _scalar(composed: ScalarNode, source: Source, line: int) -> None | bool | int | float | str:
    """Plain words become what YAML 1.2 says they are; what JSON has no word for stays a text or is refused."""
    tag, text = str(composed.tag), str(composed.value)
    if tag.endswith(":bool"):
        return text.lower() == "true"
    if tag.endswith(":null"):
        return None
    if tag.endswith(":int"):
        return int(text.replace("_", ""), 0 if text.lower().lstrip("+-").startswith(("0x", "0o")) else 10)
    if tag.endswith(":float"):
        if isfinite(number := float(text.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan"))):
            return number
        source.complain(line, f"`{text}` is no number JSON knows")
    return text
