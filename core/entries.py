"""The entries of a group, as its kind and its rules read them: which say something, how many, what is wrong where."""

from collections.abc import Callable, Mapping, Sequence

from core.json import Json
from core.kinds import FieldSpec, KindError, Wrong, WrongInside, is_blank

MOST = 10  # entries, when the field does not say
Entry = Mapping[str, Json]
Read = tuple[dict[str, Json], Sequence[Wrong]]


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
