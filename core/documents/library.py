"""The kinds of notice of law (文书) this city makes, and the words that stand on all of them. Read by files.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.only import Only

# What every notice may say, and what it says only where there is such a thing: a paragraph that names a value which
# this case does not have is left out.
ALWAYS = frozenset(
    {"to", "scene", "item", "case", "query_code", "applied_on", "today", "department", "phone", "complain", "place"}
)
SOMETIMES = frozenset({"due_on", "due_on_was", "correct_by", "pay_by", "until", "fee", "opinion", "remedy"})
LIST = "defects"  # a paragraph of its own that becomes one numbered line for each


@dataclass(frozen=True)
class Kind:
    """`word` stands in its number and is its own (受理). `says`: its paragraphs, with `{placeholders}`."""

    slug: str
    title: str
    word: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Letterhead:
    """The words that every notice carries. `number`, `date` and `page` are patterns."""

    words: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    def date(self, day: date) -> str:
        return self.words["date"].format(year=day.year, month=day.month, day=day.day)

    def number(self, department: str, year: int, word: str, serial: int) -> str:
        """The office's own number (发文字号): who, in which year, of which kind, and the how manieth."""
        return self.words["number"].format(department=department, year=year, word=word, serial=f"{serial:04d}")


@dataclass(frozen=True)
class Library:
    """`verify_address` is where people check a notice, without a slash at the end: `https://city.example/verify`."""

    kinds: Mapping[str, Kind]
    head: Letterhead
    verify_address: str


library = Only[Library]("core.documents.use(load(folder, address)) comes before notices are made or read")
use = library.use
