"""Words to begin an opinion with, as the city writes them: city/opinions.yaml, read once at start-up."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from string import Formatter
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from core.desk.scope import MOVES
from core.desk.views import Template
from core.scenes import Scene


class OpinionsWrong(Exception):
    """The file is not what it has to be; every problem, one a line."""


@dataclass(frozen=True)
class Opinions:
    """Sentences of a drafted correction, with their gaps, and templates by move."""

    intro: str
    missing: str
    contradicted: str
    condition: str
    templates: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)


_GAPS = {
    "intro": {"title"},
    "missing": {"label", "accepted_when"},
    "contradicted": {"label", "said", "known", "source"},
    "condition": {"says"},
}
_KNOWN = {one.name for one in fields(Template)}
_opinions: Opinions | None = None


def use(opinions: Opinions) -> None:
    """Only bootstrap, the command line and tests call this."""
    global _opinions
    _opinions = opinions


def words() -> Opinions:
    """Raises: RuntimeError before `use`."""
    if _opinions is None:
        raise RuntimeError("no opinions are loaded yet: core.desk.opinions.use comes first")
    return _opinions


def templates(move: str, scene: Scene, item: str) -> tuple[Template, ...]:
    """Those of a move; a remedy that the file leaves open is the item's own."""
    remedy = "\n".join(scene.item(item).remedy)
    return tuple(_with(one, remedy) for one in words().templates.get(move, ()))


def _with(one: Template, remedy: str) -> Template:
    return Template(one.id, one.label, one.text, one.reason, remedy) if one.remedy == "" else one


def load(path: Path) -> Opinions:
    """Raises: OpinionsWrong with everything that is wrong."""
    tree = _tree(path)
    if wrong := _shape_wrong(tree, path):
        raise OpinionsWrong("\n".join(wrong))
    correction = cast(Mapping[str, str], tree.get("correction") or {})
    moves = cast(Mapping[str, list[Mapping[str, str]]], tree.get("moves") or {})
    wrong = [f"{path}: unknown key {key}" for key in tree if key not in ("correction", "moves")]
    wrong += _sentences_wrong(correction, path) + _moves_wrong(moves, path)
    if wrong:
        raise OpinionsWrong("\n".join(wrong))
    found = {move: tuple(Template(**one) for one in ones) for move, ones in moves.items()}
    return Opinions(**correction, templates=found)


def _tree(path: Path) -> Mapping[str, object]:
    """Raises: OpinionsWrong when it is no YAML, or no mapping."""
    try:
        tree = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise OpinionsWrong(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(tree, Mapping):
        raise OpinionsWrong(f"{path}: write correction: and moves: with what belongs below them")
    return tree


def _shape_wrong(tree: Mapping[str, object], path: Path) -> list[str]:
    wrong = []
    if not _is_texts(tree.get("correction") or {}):
        wrong.append(f"{path}: correction: write one sentence after each name")
    moves = tree.get("moves") or {}
    if not isinstance(moves, Mapping):
        return [*wrong, f"{path}: moves: write the templates below the move they are for"]
    for move, ones in moves.items():
        if not isinstance(ones, list) or not all(_is_texts(one) for one in ones):
            wrong.append(f"{path}: {move}: write a list; each template has an id, a label and a text")
    return wrong


def _is_texts(tree: object) -> bool:
    return isinstance(tree, Mapping) and all(isinstance(one, str) for one in (*tree, *tree.values()))


def _sentences_wrong(correction: Mapping[str, str], path: Path) -> list[str]:
    wrong = [
        f"{path}: correction.{name} is {'missing' if name in _GAPS else 'unknown'}"
        for name in _GAPS.keys() ^ correction.keys()
    ]
    for name in _GAPS.keys() & correction.keys():
        gaps = {gap for _, gap, _, _ in Formatter().parse(correction[name]) if gap is not None}
        wrong += [f"{path}: correction.{name} has no value for {{{gap}}}" for gap in sorted(gaps - _GAPS[name])]
    return wrong


def _moves_wrong(moves: Mapping[str, list[Mapping[str, str]]], path: Path) -> list[str]:
    wrong = [f"{path}: no desk makes the move {move}" for move in moves if move not in MOVES]
    for move, ones in moves.items():
        for one in ones:
            wrong += [f"{path}: {move}: unknown key {key}" for key in one.keys() - _KNOWN]
            wrong += [f"{path}: {move}: {key} is missing" for key in ("id", "label", "text") if key not in one]
        ids = [one.get("id") for one in ones]
        wrong += [f"{path}: {move}: {name} is there twice" for name in {*ids} if ids.count(name) > 1]
    return wrong
