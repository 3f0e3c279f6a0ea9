"""city/documents/*.yaml as a Library. Strict: all that is wrong is said at once, with the file and what to do."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from core.documents.library import ALWAYS, LIST, SOMETIMES, Kind, Letterhead, Library
from core.json import Json

HEAD = "letterhead"  # the file with the words that every notice carries
PATTERNS: Mapping[str, frozenset[str]] = {
    "number": frozenset({"department", "year", "word", "serial"}),
    "to": frozenset({"to"}),
    "date": frozenset({"year", "month", "day"}),
    "page": frozenset({"page", "pages"}),
    "fee": frozenset({"yuan"}),
}
WORDS = ("city", "check", "code", "made", *PATTERNS)
_KEYS = frozenset({"kind", "title", "word", "says"})
_KNOWN = ALWAYS | SOMETIMES


class DocumentsWrong(ValueError):
    """city/documents cannot be used. Every line names a file and says what to do."""


def load(folder: Path, verify_address: str) -> Library:
    """Read all kinds. Raises: DocumentsWrong with everything that is wrong."""
    wrong: list[str] = []
    trees = {path: _tree(path, wrong) for path in sorted(folder.glob("*.yaml"))}
    head_path = folder / f"{HEAD}.yaml"
    head = trees.pop(head_path, None) or {}
    wrong += _wrong_head(head, head_path)
    for path, tree in trees.items():
        wrong += _wrong_with(tree, path) if tree else ()
    if not wrong:
        wrong += _shared_words(trees)
    if wrong:
        raise DocumentsWrong("\n".join(wrong))
    kinds = [_kind(tree) for tree in trees.values() if tree]
    words = {name: str(head[name]) for name in WORDS}
    return Library({kind.slug: kind for kind in kinds}, Letterhead(words), verify_address.rstrip("/"))


def names_in(text: str) -> frozenset[str]:
    """The placeholders of `text`. Raises: ValueError for a brace that is not closed."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _tree(path: Path, wrong: list[str]) -> Mapping[str, Json] | None:
    try:
        tree = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        wrong.append(f"{path}: {error}")
        return None
    if not isinstance(tree, dict) or not tree:
        wrong.append(f"{path}: keys and values are needed, like in the other files here")
        return None
    return tree


def _kind(tree: Mapping[str, Json]) -> Kind:
    says = tuple(one.strip() for one in cast(list[str], tree["says"]))
    return Kind(str(tree["kind"]), str(tree["title"]), str(tree["word"]), says)


def _wrong_head(tree: Mapping[str, Json], path: Path) -> Iterator[str]:
    if missing := [name for name in WORDS if not isinstance(tree.get(name), str)]:
        yield f"{path}: words are missing: {', '.join(missing)}"
    for name, wanted in PATTERNS.items():
        told = tree.get(name)
        if isinstance(told, str) and names_in(told.replace(":02d", "")) != wanted:
            yield f"{path}: {name} has exactly {', '.join(sorted(wanted))} in braces"


def _wrong_with(tree: Mapping[str, Json], path: Path) -> Iterator[str]:
    """Everything that makes one file no kind of notice."""
    if tree.keys() != _KEYS:
        yield f"{path}: a notice has {', '.join(sorted(_KEYS))} and nothing else"
        return
    if tree["kind"] != path.stem:
        yield f"{path}: kind is {tree['kind']!r}, the file's name says {path.stem}"
    if not all(isinstance(tree[name], str) and tree[name] for name in ("title", "word")):
        yield f"{path}: title and word are texts"
    says = tree["says"]
    if not isinstance(says, list) or not says or not all(isinstance(one, str) and one.strip() for one in says):
        yield f"{path}: says is a list of paragraphs"
        return
    for one in cast(list[str], says):
        yield from _wrong_paragraph(one.strip(), path)


def _wrong_paragraph(text: str, path: Path) -> Iterator[str]:
    try:
        names = names_in(text)
    except ValueError:
        yield f"{path}: a brace is not closed in: {text}"
        return
    if LIST in names and text != f"{{{LIST}}}":
        yield f"{path}: {{{LIST}}} is a paragraph of its own"
    elif unknown := names - _KNOWN - {LIST}:
        yield f"{path}: {', '.join(sorted(unknown))} unknown; a notice may say {', '.join(sorted(_KNOWN | {LIST}))}"


def _shared_words(trees: Mapping[Path, Mapping[str, Json] | None]) -> Iterator[str]:
    """Two kinds with one word would get the same numbers."""
    seen: dict[str, Path] = {}
    for path, tree in trees.items():
        word = str((tree or {}).get("word"))
        if word in seen:
            yield f"{path}: the word {word} is that of {seen[word].name} already"
        seen.setdefault(word, path)
