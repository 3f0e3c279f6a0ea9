"""The kinds of licence this city issues, and the words that are printed on all of them. Read by files.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.codes.id_number import turns
from core.only import Only


@dataclass(frozen=True)
class ShownLine:
    """One line of the document: `of` is what of the holder, `words` turn its codes into words."""

    of: str
    label: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """`type_code` is the 证照类型代码 of GB/T 36904, 21 signs. `valid_years` 0 means it has no last day.

    `fact`: the path that this house's own records answer, "" when somebody else tells it. `portrait`: the field of
    the form with the holder's photo, "" for a licence without one.
    """

    slug: str
    title: str
    type_code: str
    owner: str
    says: str
    lines: tuple[ShownLine, ...]
    fact: str = ""
    portrait: str = ""
    valid_years: int = 0
    remind_days_before: tuple[int, ...] = ()
    note: str = ""

    def valid_until(self, issued_on: date) -> date | None:
        """The last day on which it is good: the day before the anniversary. None when it has no last day."""
        return turns(issued_on, self.valid_years) - timedelta(days=1) if self.valid_years else None

    def remind_on(self, valid_until: date | None) -> tuple[date, ...]:
        """The days on which its holder is to be told that it is about to end."""
        if valid_until is None:
            return ()
        return tuple(valid_until - timedelta(days=days) for days in self.remind_days_before)


@dataclass(frozen=True)
class Printed:
    """The words that every licence of the city carries."""

    words: Mapping[str, str]
    statuses: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    def date(self, day: date) -> str:
        return self.words["date"].format(year=day.year, month=day.month, day=day.day)


@dataclass(frozen=True)
class Library:
    """`verify_address` is where people check a licence, without a slash at the end: `https://city.example/verify`."""

    kinds: Mapping[str, Kind]
    printed: Printed
    verify_address: str


library = Only[Library]("core.licences.use(load(folder, address)) comes before licences are issued or read")
use = library.use


def title_of(kind: str) -> str:
    """A kind's title; the slug itself for one that the city no longer has."""
    found = library().kinds.get(kind)
    return found.title if found else kind
