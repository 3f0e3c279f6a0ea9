"""A question as a page draws it, whatever asked it: a guide, a form, a sign-in. It holds words and wiring, no rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Question:
    """`kind` is a field kind, drawn by `kinds/<kind>.html`. `source` says where a value that is there came from.

    Of a group: a card for each entry, what one is called, and how many there may be.
    """

    id: str
    label: str
    kind: str
    options: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    source: str = ""
    text: str = ""
    autocomplete: str = ""
    optional: bool = False
    long: bool = False
    cards: tuple["Card", ...] = ()
    each: str = ""
    most: int = 1


@dataclass(frozen=True)
class InCard:
    """A question in a card, with what was typed there and what is wrong with it."""

    question: Question
    value: object
    error: str = ""


@dataclass(frozen=True)
class Card:
    """One entry of a group. `id` is its place, `children[0]`."""

    id: str
    title: str
    asked: tuple[InCard, ...]
