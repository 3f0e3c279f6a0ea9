"""Several of a sort (children, cars), each with the same questions: a list of entries. `min` and `max` count them.

What is wrong is told all at once, each at its place: `[0].name`. Which questions an entry has, rules tell, and a kind
knows none: core.scenes.groups asks them, and reads with what is here.
"""

from collections.abc import Mapping
from typing import ClassVar

from core.entries import Entry, Read, is_nothing, read_entries, strangers
from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError, Wrong, get


class Group:
    name: ClassVar[str] = "group"
    json_type: ClassVar[JsonType] = "array"
    personal: ClassVar[bool] = True
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        """As if every question were there."""
        return read_entries(raw, field, lambda entry: _read(entry, field))

    def show(self, value: Json, field: FieldSpec) -> str:
        """`名字：小满，年龄：7 岁；名字：小雪`, a group inside in brackets."""
        entries = value if isinstance(value, list | tuple) else ()
        return "；".join(_shown(entry, field) for entry in entries if isinstance(entry, Mapping))


def _read(entry: Entry, field: FieldSpec) -> Read:
    kept: dict[str, Json] = {}
    wrong: list[Wrong] = []
    for each in field.fields:
        raw = entry.get(each.id)
        if is_nothing(raw):
            continue
        try:
            kept[each.id] = get(each.kind).parse(raw, each)
        except KindError as refused:
            wrong += [one.below(f".{each.id}") for one in refused.inside]
    return kept, wrong + strangers(entry, field)


def _shown(entry: Entry, field: FieldSpec) -> str:
    said = [(each, entry[each.id]) for each in field.fields if not is_nothing(entry.get(each.id))]
    return "，".join(f"{each.name}：{_part(get(each.kind).show(value, each), each.kind)}" for each, value in said)


def _part(shown: str, kind: str) -> str:
    return f"（{shown}）" if kind == Group.name else shown


KIND = Group()
