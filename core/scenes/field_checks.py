"""What is wrong with a question by itself, in a scene's guide and form, inside a group, or for a fact."""

import re
from collections.abc import Iterator, Sequence

from core import kinds
from core.scenes.fields import FactAsk, Field, Inner, Innermost
from core.scenes.groups import GROUP
from core.scenes.id_checks import cycle
from core.scenes.scene import EACH
from core.scenes.shape import guess

Steps = tuple[str | int, ...]
Complaints = Iterator[tuple[Steps, str]]
NOT_INSIDE = ("photo", "file", "statement")  # an upload and a tick belong to the whole sheet, not to one entry
_NUMBERED = re.compile(r"0|[1-9]\d{0,9}", re.ASCII)  # a phone puts such keys first, whatever their order in the file


def wrong_with(field: Innermost) -> Complaints:
    """(where below the question, what is wrong), of the question and of all that stand inside it."""
    yield from _kind(field)
    if not field.question:
        yield (), f"`{field.id}` says nothing: write `says` (a question) or `label`"
    yield from _options(field)
    yield from _group(field) if field.kind == GROUP else _no_group(field)


def wrong_with_facts(facts: Sequence[FactAsk]) -> Iterator[tuple[int, str]]:
    """(place in the file, what is wrong) with how people are asked for a fact."""
    for at, each in enumerate(facts):
        if each.kind == GROUP:
            yield at, f"`{each.path}` is one fact, so it is no group"
        for key in filter(_NUMBERED.fullmatch, each.options):
            yield at, _numbered(key)


def groups_in(field: Innermost) -> Iterator[Steps]:
    """Where groups stand: the question itself, and those inside it."""
    if field.kind == GROUP:
        yield ()
        for at, each in enumerate(field.fields):
            yield from (("fields", at, *steps) for steps in groups_in(each))


def group_at(field: Innermost, steps: Steps) -> Innermost:
    for at in (step for step in steps if isinstance(step, int)):
        field = field.fields[at]
    return field


def _kind(field: Innermost) -> Complaints:
    if field.kind not in kinds.names():
        known = ", ".join(sorted(kinds.names()))
        yield ("kind",), f"there is no kind `{field.kind}`{guess(field.kind, kinds.names())} ({known})"


def _options(field: Innermost) -> Complaints:
    choosing = field.kind in {"choice", "choices"}
    if choosing and not field.options:
        yield (), f"`{field.id}` is a {field.kind} without options: write them"
    if field.options and not (choosing or field.kind in {"region", "address"}):
        yield ("options",), f"only choices have options; `{field.id}` is a {field.kind}"
    for key in filter(_NUMBERED.fullmatch, field.options):
        yield ("options", key), _numbered(key)


def _numbered(key: str) -> str:
    return f"the option `{key}` is a whole number, and phones lose the order of those: give it a word, such as `n{key}`"


def _no_group(field: Innermost) -> Complaints:
    for key in ("fields", "each"):
        if getattr(field, key, None):
            yield (key,), f"only a group has `{key}`; `{field.id}` is a {field.kind}"


def _group(group: Innermost) -> Complaints:
    if not isinstance(group, Field | Inner):
        yield ("kind",), f"a group may hold a group, and no deeper: ask `{group.id}` outside"
        return
    if not group.fields:
        yield (), f"`{group.id}` is a group that asks nothing: write its `fields`"
    if isinstance(group, Field) and group.fill:
        yield ("fill",), f"`{group.id}` is a group, which no record fills in: take `fill` out"
    yield from _counts(group)
    for at, each in enumerate(group.fields):
        if each.kind in NOT_INSIDE:
            yield ("fields", at, "kind"), f"a {each.kind} cannot stand inside a group: ask `{each.id}` outside"
        if each.id == EACH:
            yield ("fields", at, "id"), f"`{EACH}` is what neighbours are called by: call the question otherwise"
        yield from ((("fields", at, *steps), says) for steps, says in wrong_with(each))
    yield from _waiting(group)


def _counts(group: Innermost) -> Complaints:
    for key in ("min", "max"):
        count = getattr(group, key)
        if count is not None and (not isinstance(count, int) or count < (key == "max")):
            yield (key,), f"`{key}` of a group counts entries: write a whole number"
            return
    if group.max is not None and int(group.min or 0) > int(group.max):
        yield ("min",), f"at least {group.min} and at most {group.max} entries: nobody can give those"
    if not group.min and not group.optional:
        yield (), f"nobody has to add to `{group.id}`: write `optional: true`, or `min: 1` where one is needed"


def _waiting(group: Innermost) -> Complaints:
    """Neighbours whose `when` look at each other."""
    after = {each.id: {path.split(".")[1] for path in _beside(each)} for each in group.fields}
    circle = cycle({name: names & after.keys() for name, names in after.items()})
    for at, each in enumerate(group.fields):
        if circle and each.id == circle[0]:
            yield ("fields", at, "when"), f"these questions wait for each other: {' → '.join(circle)}"


def _beside(each: Innermost) -> list[str]:
    return [path for path in (each.when.paths if each.when else ()) if path.startswith(f"{EACH}.")]
