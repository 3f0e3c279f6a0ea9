"""city/licences/*.yaml as a Library. Strict: all that is wrong is said at once, with the file and what to do."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from core.codes.uscc import is_uscc
from core.json import Json
from core.licences.library import Kind, Library, Printed, ShownLine
from core.licences.statuses import STATUSES

PRINTED = "printed"  # the file with the words that every licence carries
SHOWABLE = ("name", "sex", "birthday", "id_number")
STATUS_NAMES = (*STATUSES, "expired")
_WORDS = (
    "city",
    "kind_of_document",
    "number",
    "issuer",
    "issued_on",
    "valid_until",
    "no_last_day",
    "date",
    "check",
    "identifier",
    "not_in_force",
    "source",
)
_NEEDED = frozenset({"kind", "title", "type", "owner", "says", "lines"})
_OPTIONAL = frozenset({"fact", "portrait", "valid_years", "remind_days_before", "note"})


class LibraryWrong(ValueError):
    """city/licences cannot be used. Every line names a file and says what to do."""


def load(folder: Path, verify_address: str) -> Library:
    """Read all kinds. Raises: LibraryWrong with everything that is wrong."""
    wrong: list[str] = []
    trees = {path: _tree(path, wrong) for path in sorted(folder.glob("*.yaml"))}
    printed = trees.pop(folder / f"{PRINTED}.yaml", None)
    wrong += _wrong_words(printed, folder / f"{PRINTED}.yaml")
    for path, tree in trees.items():
        wrong += _wrong_with(tree, path) if tree is not None else ()
    if wrong:
        raise LibraryWrong("\n".join(wrong))
    kinds = [_kind(tree) for tree in trees.values() if tree is not None]
    told = cast(Mapping[str, Json], printed)
    words = {name: str(told[name]) for name in _WORDS}
    statuses = cast(Mapping[str, str], told["statuses"])
    return Library({kind.slug: kind for kind in kinds}, Printed(words, statuses), verify_address.rstrip("/"))


def _tree(path: Path, wrong: list[str]) -> Mapping[str, Json] | None:
    try:
        tree = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        wrong.append(f"{path}: {error}")
        return None
    if not isinstance(tree, dict):
        wrong.append(f"{path}: keys and values are needed, like in the other files here")
        return None
    return tree


def _kind(tree: Mapping[str, Json]) -> Kind:
    type_code = cast(Mapping[str, str], tree["type"])
    lines = cast(list[Mapping[str, Json]], tree["lines"])
    return Kind(
        slug=str(tree["kind"]),
        title=str(tree["title"]),
        type_code=type_code["owner"] + type_code["number"],
        owner=str(tree["owner"]),
        says=str(tree["says"]),
        lines=tuple(
            ShownLine(str(line["of"]), str(line["label"]), cast(Mapping[str, str], line.get("words", {})))
            for line in lines
        ),
        fact=str(tree.get("fact", "")),
        portrait=str(tree.get("portrait", "")),
        valid_years=cast(int, tree.get("valid_years", 0)),
        remind_days_before=tuple(cast(list[int], tree.get("remind_days_before", []))),
        note=str(tree.get("note", "")),
    )


def _wrong_words(tree: Mapping[str, Json] | None, path: Path) -> Iterator[str]:
    told = tree or {}
    if missing := [name for name in _WORDS if not isinstance(told.get(name), str)]:
        yield f"{path}: words are missing: {', '.join(missing)}"
    statuses = told.get("statuses")
    if not isinstance(statuses, dict) or set(statuses) != set(STATUS_NAMES):
        yield f"{path}: statuses needs words for {', '.join(STATUS_NAMES)}"


def _wrong_with(tree: Mapping[str, Json], path: Path) -> Iterator[str]:
    """Everything that makes one file no kind of licence."""
    if missing := _NEEDED - tree.keys():
        yield f"{path}: {', '.join(sorted(missing))} missing"
    if unknown := tree.keys() - _NEEDED - _OPTIONAL:
        yield f"{path}: {', '.join(sorted(unknown))} unknown; a licence has {', '.join(sorted(_NEEDED | _OPTIONAL))}"
    if tree.get("kind") != path.stem:
        yield f"{path}: kind is {tree.get('kind')!r}, the file's name says {path.stem}"
    yield from _wrong_type(tree.get("type"), path)
    yield from _wrong_lines(tree.get("lines"), path)
    fact = tree.get("fact", "licence.x")
    if not isinstance(fact, str) or not fact.startswith("licence."):
        yield f"{path}: fact is a path that begins with licence."
    if not isinstance(tree.get("portrait", ""), str):
        yield f"{path}: portrait is the id of a photo field of the form"
    days = tree.get("remind_days_before", [])
    numbers = [tree.get("valid_years", 0), *(days if isinstance(days, list) else [None])]
    if any(type(number) is not int or number < 0 for number in numbers):
        yield f"{path}: valid_years is a number, remind_days_before a list of numbers"


def _wrong_type(told: Json, path: Path) -> Iterator[str]:
    owner = told.get("owner") if isinstance(told, dict) else None
    number = told.get("number") if isinstance(told, dict) else None
    if not isinstance(owner, str) or not is_uscc(owner):
        yield f"{path}: type.owner is the social credit code (18 signs) of the body that sets the standard"
    if not isinstance(number, str) or len(number) != 3 or not number.isdigit():
        yield f'{path}: type.number is three digits in quotes, like "001"'


def _wrong_lines(told: Json, path: Path) -> Iterator[str]:
    if not isinstance(told, list) or not told:
        yield f"{path}: lines is a list of what the document shows: {{of: name, label: ...}}"
        return
    for line in told:
        if (
            not isinstance(line, dict)
            or line.keys() - {"of", "label", "words"}
            or not isinstance(line.get("label"), str)
        ):
            yield f"{path}: a line has of, label and perhaps words"
        elif line.get("of") not in SHOWABLE:
            yield f"{path}: a line shows one of {', '.join(SHOWABLE)}, not {line.get('of')!r}"
