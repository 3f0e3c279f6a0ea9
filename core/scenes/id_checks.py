"""What is wrong with names by themselves: their letters, two that are the same, those that wait for each other."""

import re
from collections.abc import Mapping, Sequence, Set
from graphlib import CycleError, TopologicalSorter

from core.scenes.source import Source

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


def check_slug(slug: str, stem: str, source: Source) -> None:
    if not _SLUG.fullmatch(slug):
        source.complain(source.root.at("slug"), f"`{slug}` should be kebab-case: small letters, digits and hyphens")
    if slug != stem:
        source.complain(source.root.at("slug"), f"the file is called {stem}.yaml: make slug and file name the same")


def check_ids(ids: Sequence[str], source: Source, *steps: str | int) -> None:
    """Ids of one list: lower_snake, each once."""
    for at, name in enumerate(ids):
        where = source.root.at(*steps, at, "id")
        if not _ID.fullmatch(name):
            source.complain(where, f"`{name}` should be lower_snake: small letters, digits, _")
        if name in ids[:at]:
            source.complain(where, f"the id `{name}` is taken: choose another")


def cycle(after: Mapping[str, Set[str]]) -> tuple[str, ...]:
    """One circle among those that wait for each other, or nothing."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError as wrong:
        return tuple(wrong.args[1])
    return ()
