"""Several of a sort (children, cars), each with the same questions: a list of entries. `min` and `max` count them.

What is wrong is told all at once, each at its place: `[0].name`. Which questions an entry has, rules tell, and a kind
knows none: core.scenes.groups asks them, and reads with what is here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError, Wrong, WrongInside, get, is_blank

MOST = 10  # entries, when the field does not say
Entry = Mapping[str, Json]
Read = tuple[dict[str, Json], Sequence[Wrong]]


class Group:
    name: ClassVar[str] = "group"
    json_type: ClassVar[JsonType] = "array"
    personal: ClassVar[bool] = True

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        """As if every question were there."""
        return read_entries(raw, field, lambda entry: _read(entry, field))

    def show(self, value: Json, field: FieldSpec) -> str:
        """`名字：小满，年龄：7 岁；名字：小雪`, a group inside in brackets."""
        entries = value if isinstance(value, list | tuple) else ()
        return "；".join(_shown(entry, field) for entry in entries if isinstance(entry, Mapping))


def is_nothing(raw: Json) -> bool:
    """Nothing was said in any box of any entry."""
    if isinstance(raw, Mapping):
        return all(is_nothing(each) for each in raw.values())
    return all(is_nothing(each) for each in raw) if isinstance(raw, list | tuple) else is_blank(raw)


def read_entries(raw: Json, field: FieldSpec, read: Callable[[Entry], Read]) -> Json:
    """What is kept of all entries that say something; `read` reads one. An entry's place counts blank ones too.

    Raises: KindError `not_a_group`, `too_many_entries`; WrongInside with everything else.
    """
    if not isinstance(raw, list | tuple) or not all(isinstance(entry, Mapping) for entry in raw):
        raise KindError("not_a_group")
    said = [(at, entry) for at, entry in enumerate(raw) if isinstance(entry, Mapping) and not is_nothing(entry)]
    least, most = int(field.min or 0), int(field.max or MOST)
    if len(said) > most:
        raise KindError("too_many_entries", max=most)
    wrong = [Wrong("", "too_few_entries", {"min": least})] if len(said) < least else []
    kept: list[Json] = []
    for at, entry in said:
        one, inside = read(entry)
        kept.append(one)
        wrong += [each.below(f"[{at}]") for each in inside]
    if wrong:
        raise WrongInside(wrong)
    return kept


def strangers(entry: Entry, field: FieldSpec) -> list[Wrong]:
    """What was said that nobody asked."""
    known = {each.id for each in field.fields}
    return [Wrong(f".{name}", "unknown_field", {}) for name in entry if name not in known]


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
