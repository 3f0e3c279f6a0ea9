"""Field kinds: how one kind of answer is read and shown. One file per kind, found by its name and listed nowhere.

A kind is strict about meaning and kind about typing: full-width digits, spaces and +86 are no mistakes. It knows one
field at a time, no scene and no rule.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar, Literal, Protocol, cast

from core.json import Json

JsonType = Literal["boolean", "number", "string", "object", "array"]


class KindError(Exception):
    """What a person gave does not fit. `code` is stable, `values` fill the words for it."""

    def __init__(self, code: str, /, **values: Json) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, Json] = values

    @property
    def inside(self) -> "tuple[Wrong, ...]":
        """All that is wrong, by place; what has no places inside is wrong as a whole."""
        return (Wrong("", self.code, self.values),)


@dataclass(frozen=True)
class Wrong:
    """One thing wrong inside a group. `at`: from the group on, `[0].name`; empty for the group itself."""

    at: str
    code: str
    values: Mapping[str, Json]

    def below(self, place: str) -> "Wrong":
        """The same, seen from whatever holds it at `place`."""
        return replace(self, at=f"{place}{self.at}")


class WrongInside(KindError):
    """Several things wrong at once; `code` and `values` are those of the first."""

    def __init__(self, inside: Sequence[Wrong]) -> None:
        super().__init__(inside[0].code, **inside[0].values)
        self._inside = tuple(inside)

    @property
    def inside(self) -> tuple[Wrong, ...]:
        return self._inside


class FieldSpec(Protocol):
    """What a kind may know of the field it reads. `min` and `max` mean what the kind says they mean."""

    @property
    def options(self) -> Mapping[str, str]: ...
    @property
    def min(self) -> int | str | None: ...
    @property
    def max(self) -> int | str | None: ...
    @property
    def decimals(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def fields(self) -> "Sequence[InnerSpec]":
        """Of a group, what each entry asks."""
        ...


class InnerSpec(FieldSpec, Protocol):
    """A question of a group, as its kind knows it."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str:
        """What a person calls it."""
        ...


class Kind(Protocol):
    """`json_type` is what rules see. `personal`: what is in it tells who somebody is, and is kept out of every log.
    `uploads`: how the media types begin that it takes ("": any paper); None where answers are no uploads.
    """

    name: ClassVar[str]
    json_type: ClassVar[JsonType]
    personal: ClassVar[bool]
    uploads: ClassVar[str | None]

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        """What was given, as it is kept. What is blank never comes here. Raises: KindError."""
        ...

    def show(self, value: Json, field: FieldSpec) -> str:
        """A kept value, as a person reads it."""
        ...


@cache
def names() -> frozenset[str]:
    return frozenset(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))


@cache
def get(name: str) -> Kind:
    """Raises: KeyError when there is no such kind."""
    if name not in names():
        raise KeyError(name)
    return cast(Kind, import_module(f"{__name__}.{name}").KIND)


def takes_uploads(name: str) -> bool:
    """Whether an answer of this kind is the ids of uploads."""
    return name in names() and get(name).uploads is not None


def is_blank(raw: Json) -> bool:
    """Nothing was given: null, an empty or blank text, an empty list, or a group of boxes all of them blank."""
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, Mapping):
        return all(is_blank(each) for each in raw.values())
    return raw is None or (isinstance(raw, list | tuple) and not raw)


def half_width(raw: Json, code: str) -> str:
    """Typed text in its plain form: half width, no spaces at the ends. Raises: KindError `code` when it is no text."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise KindError(code)
    return unicodedata.normalize("NFKC", str(raw)).strip()
