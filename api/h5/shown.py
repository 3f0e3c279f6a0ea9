"""What pages show, line by line, as types: routes fill them, templates read them. No rule lives here."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A row that leads somewhere. `tone`: good, mind, stop or plain."""

    href: str
    title: str
    says: str = ""
    icon: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Fact:
    """One thing to know at a glance; `more` are short lines under it."""

    icon: str
    label: str
    value: str
    more: Sequence[str] = ()


@dataclass(frozen=True)
class Line:
    """One line of a summary. `change` is where it can be changed, `picture` an image shown in place of the value.

    `id` is what an error about this line leads to.
    """

    label: str
    value: str
    change: str = ""
    source: str = ""
    picture: str = ""
    id: str = ""


@dataclass(frozen=True)
class Upload:
    """A file that is there already. Without an `id` it cannot be taken away: the city's own."""

    id: str
    name: str
    size: int = 0
    picture: str = ""


@dataclass(frozen=True)
class Step:
    """The one button of an answer: posted when it has an `action`, else a link."""

    text: str
    action: str = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Office:
    """Where one case stands, in words. `owed` are lines about papers that are to follow."""

    department: str
    item: str
    says: str
    tone: str = ""
    when: str = ""
    owed: Sequence[str] = ()


@dataclass(frozen=True)
class Branches:
    """Cases that are equally far. `title` is "" where there are too few to sort."""

    title: str
    cases: Sequence[Office]


@dataclass(frozen=True)
class Headline:
    """Where the whole stands, and what follows from it. `outcome`: yes, no, maybe, or "" while under way."""

    says: str
    more: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Deadline:
    """The last day (`on`, ISO text) for whoever looks, what for, and a line once it has passed."""

    on: str
    says: str
    over: str = ""


@dataclass(frozen=True)
class Bill:
    """What one payee asks for. Amounts are fen; `parts` are (label, fen), `payee` a slug, `said` lines about it.

    `payable`: somebody may pay it now.
    """

    payee: str
    payee_name: str
    name: str
    parts: Sequence[tuple[str, int]]
    fen: int
    basis: Sequence[str] = ()
    said: Sequence[str] = ()
    payable: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody in it: what they are, their name as far as the one who looks may see it, and their word on it."""

    role: str
    name: str
    says: str
    tone: str = ""


@dataclass(frozen=True)
class Promise:
    """A paper that may follow: what one promises, and what happens otherwise."""

    id: str
    says: str
    consequence: str
    chosen: bool


@dataclass(frozen=True)
class Happened:
    """One line of the history. `at` is RFC 3339. `rules`: what a rule decided on, with the values it saw."""

    at: str
    says: str
    by: str = ""
    rules: Sequence[str] = ()


@dataclass(frozen=True)
class Action:
    """What the person can do now; `main` is drawn as the one button."""

    text: str
    href: str
    main: bool = False


@dataclass(frozen=True)
class Fix:
    """One thing to put right: what it is, what is wrong with it or by when, the page to do it on, whether it is done.

    `todo` says what that page is for. Without an `href` there is nothing to do here but to read it.
    """

    id: str
    label: str
    says: str = ""
    href: str = ""
    todo: str = ""
    done: bool = False


@dataclass(frozen=True)
class Asked:
    """Everything one office asks to be put right. `says`: its own words; `phone`: whom to ask."""

    department: str
    item: str
    says: str
    phone: str
    fixes: Sequence[Fix]


@dataclass(frozen=True)
class Told:
    """Who will be told and how."""

    party: str
    how: str
    icon: str = "bell"


@dataclass(frozen=True)
class Paper:
    """A licence as a document. `photo` is the address of a picture, "" when there is none."""

    id: str
    title: str
    issuer: str
    identifier: str
    status: str
    rows: Sequence[tuple[str, str]]
    photo: str = ""
    note: str = ""
