"""What the screen of one case shows, line by line, as types: routes fill them, templates read them. No rule is here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Lamp:
    """How near the promised day is. `tone`: red, yellow, amber or none; `says` tells it without the colour."""

    tone: str
    says: str
    on: str = ""


@dataclass(frozen=True)
class Check:
    """One condition, with the values it saw. `outcome`: yes, no or maybe."""

    outcome: str
    says: str
    saw: str = ""


@dataclass(frozen=True)
class Answer:
    """One line of the sheet. `source` says who knew it; `differs`, what the record says where the person does not."""

    label: str
    value: str
    source: str = ""
    differs: str = ""
    files: "Sequence[Leaf]" = ()


@dataclass(frozen=True)
class Leaf:
    """One file of a paper. `picture`: where it can be seen at once, "" for what is no picture; `href` may be empty."""

    href: str
    name: str
    picture: str = ""


@dataclass(frozen=True)
class Paper:
    """One material: where it stands in words, how far it can be trusted, what it must be like, and its files."""

    label: str
    says: str
    tone: str = ""
    trust: str = ""
    trust_says: str = ""
    source: str = ""
    wanted: str = ""
    files: Sequence[Leaf] = ()


@dataclass(frozen=True)
class Person:
    """One party. What is masked comes masked."""

    role: str
    name: str
    facts: Sequence[str] = ()
    says: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Bill:
    """One order. `counter`: where a payment at the counter is written down, `refund`: where a part is asked back, at
    most `left` fen of it; "" when it cannot be."""

    name: str
    fen: int
    says: str
    tone: str = ""
    lines: Sequence[tuple[str, int]] = ()
    counter: str = ""
    refund: str = ""
    left: int = 0


@dataclass(frozen=True)
class Notice:
    """A notice of law that was made of this case. `on`: ISO text."""

    href: str
    title: str
    number: str
    on: str


@dataclass(frozen=True)
class Happened:
    """One line of history. `at`: RFC 3339."""

    at: str
    who: str
    says: str
    note: str = ""


@dataclass(frozen=True)
class Phrase:
    """A ready opinion. `href` draws the page again with it in its box."""

    id: str
    title: str
    text: str
    href: str


@dataclass(frozen=True)
class Asked:
    """One line of a drafted correction. `target` is a field or a material; `on`: it is asked for."""

    target: str
    label: str
    says: str
    on: bool = True


@dataclass(frozen=True)
class Way:
    """One move that can be made here. `name` is the edge's, `key` the key that leads to it.

    `look`: go (the one to take), plain or stop. `needs` names the boxes: opinion, remedy, until, letter.
    """

    name: str
    title: str
    key: str = ""
    look: str = "plain"
    help: str = ""
    needs: frozenset[str] = frozenset()
    opinion: str = ""
    remedy: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    until: str = ""
    phrases: Sequence[Phrase] = ()
    letter: Sequence[Asked] = ()
    opened: bool = False
    wrong: str = ""
    blocked: str = ""


@dataclass(frozen=True)
class Hold:
    """Who has the case. `state`: mine, theirs or free."""

    state: str
    says: str


@dataclass(frozen=True)
class Sheet:
    """Everything of one case on one screen."""

    id: str
    version: int
    number: str
    item: str
    person: str
    state: str
    lamp: Lamp
    received: str
    hold: Hold
    finding: Sequence[str]
    finding_tone: str
    facts: Sequence[str] = ()
    checks: Sequence[Check] = ()
    answers: Sequence[Answer] = ()
    papers: Sequence[Paper] = ()
    people: Sequence[Person] = ()
    bills: Sequence[Bill] = ()
    notices: Sequence[Notice] = ()
    history: Sequence[Happened] = ()
    ways: Sequence[Way] = ()
    over: str = ""
