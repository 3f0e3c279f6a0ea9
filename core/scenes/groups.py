"""What a group asks of each entry: which questions are there by its own answers, what is kept, what is still owed.

A rule inside sees its neighbours in the same entry as `each.<id>`, and other answers by their own names. A question
that is not there keeps nothing; where that is not known yet, neither is its answer.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from core import kinds
from core.entries import Entry, is_nothing, read_entries, strangers
from core.json import Json
from core.kinds import KindError, Wrong
from core.ports import Path
from core.rules import Known, Maybe
from core.scenes.fields import Innermost
from core.scenes.scene import EACH

GROUP = "group"


@dataclass(frozen=True)
class Around:
    """What rules inside a group see: everything settled before it, and what is unknown of that."""

    data: Mapping[str, Json]
    unknown: Set[Path]

    def beside(self, entry: Mapping[str, Json]) -> "Around":
        """As one entry sees it, and a group in that entry."""
        return Around({**self.data, EACH: entry}, self.unknown)


@dataclass(frozen=True)
class Place:
    """One question of one entry. `there`: None while it is not known. `value`: as it is kept, None for nothing."""

    field: Innermost
    there: bool | None
    value: Json = None
    wrong: tuple[Wrong, ...] = ()


def places_of(group: Innermost, entry: Entry, around: Around) -> tuple[Place, ...]:
    """The questions of one entry, in the order of the file; each is settled after those its `when` looks at."""
    values: dict[str, Json] = {}
    unknown = {*around.unknown, *(_path(each) for each in group.fields)}
    beside = Around({**around.data, EACH: values}, unknown)
    settled: dict[str, Place] = {}
    waiting: Sequence[Innermost] = group.fields
    for _ in group.fields:
        for each in waiting:
            place = settled[each.id] = _place(each, entry.get(each.id), beside)
            if place.there is None:
                continue
            values[each.id] = place.value
            if place.there is False or place.value is not None:
                unknown.discard(_path(each))
        waiting = [each for each in waiting if settled[each.id].there is None]
    return tuple(settled[each.id] for each in group.fields)


def _path(each: Innermost) -> Path:
    return f"{EACH}.{each.id}"


def _place(each: Innermost, raw: Json, beside: Around) -> Place:
    there = each.when.decide(beside.data, beside.unknown) if each.when else Known(True, {})
    if isinstance(there, Maybe):
        return Place(each, None)
    if not there.value or is_nothing(raw):
        return Place(each, bool(there.value))
    try:
        return Place(each, True, read(each, raw, beside))
    except KindError as refused:
        return Place(each, True, wrong=refused.inside)


def read(field: Innermost, raw: Json, around: Around) -> Json:
    """Any answer as it is kept; of a group, what is there. Raises: KindError."""
    if field.kind != GROUP:
        return kinds.get(field.kind).parse(raw, field)

    def entry_of(entry: Entry) -> tuple[dict[str, Json], list[Wrong]]:
        places = places_of(field, entry, around)
        wrong = [one.below(f".{place.field.id}") for place in places for one in place.wrong]
        return kept_of(places), wrong + strangers(entry, field)

    return read_entries(raw, field, entry_of)


def kept_of(places: Sequence[Place]) -> dict[str, Json]:
    """One entry as it is kept."""
    return {place.field.id: place.value for place in places if place.value is not None}


def owed(field: Innermost, given: Json, around: Around) -> list[Wrong]:
    """`answer_needed` for each question inside a group that is there, has no answer and may not go without one."""
    found: list[Wrong] = []
    for at, entry in enumerate(given if isinstance(given, list | tuple) else ()):
        if isinstance(entry, Mapping) and not is_nothing(entry):
            places = places_of(field, entry, around)
            beside = around.beside(kept_of(places))
            found += [one.below(f"[{at}]") for place in places for one in _owed(place, entry, beside)]
    return found


def _owed(place: Place, entry: Entry, beside: Around) -> list[Wrong]:
    each, here = place.field, f".{place.field.id}"
    if not place.there or place.wrong:
        return []
    if place.value is None:
        return [] if each.optional else [Wrong(here, "answer_needed", {"label": each.name})]
    return [one.below(here) for one in owed(each, entry[each.id], beside)] if each.kind == GROUP else []
