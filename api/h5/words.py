"""Words for people, in their language, from `words/<language>.yaml`. A missing key is a fault, not an empty space."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from api.words import chosen as chosen_by_browser
from core.time import CHINA, rfc3339, today

LANGUAGES = ("zh-CN", "en")
Tree = Mapping[str, "str | list[str] | Tree"]


class Words:
    """One language. `words("home.title")`, `words("answer.due", date=...)`."""

    def __init__(self, language: str, tree: Tree) -> None:
        self.language = language
        self.flat = dict(_flat(tree))

    def __call__(self, key: str, /, **values: object) -> str:
        """Raises: KeyError for an unknown key or a value the sentence needs and did not get."""
        several = "" if 1 in (values.get("count"), values.get("days")) else "s"  # `{days} day{s}`
        return self.raw(key).format(**{"s": several, **values})

    def raw(self, key: str) -> str:
        said = self.flat[key]
        if isinstance(said, str):
            return said
        raise KeyError(f"{key} is a list")

    def list(self, key: str) -> "list[str]":
        """Words that come as a list: weekdays, sizes."""
        said = self.flat[key]
        if isinstance(said, str):
            raise KeyError(f"{key} is one sentence")
        return said

    def has(self, key: str) -> bool:
        return key in self.flat

    def first(self, *keys: str, **values: object) -> str:
        """The first key that exists: the precise sentence, else the general one."""
        return self(next((key for key in keys if key in self.flat), keys[-1]), **values)

    def day(self, value: date | datetime | str, *, year: bool = False) -> str:
        """A date with its weekday; the year when it is asked for or is not this one."""
        on = _date(value)
        form = "dates.long" if year or on.year != today().year else "dates.short"
        weekday = self.list("dates.weekdays")[on.weekday()]
        return self(form, year=on.year, month=self._month(on), day=on.day, weekday=weekday)

    def plain_day(self, value: date | datetime | str) -> str:
        """A date on a document: year, month and day, without the weekday."""
        on = _date(value)
        return self("dates.plain", year=on.year, month=self._month(on), day=on.day)

    def moment(self, value: datetime | str | int) -> str:
        """A day and a time of day in China, from RFC 3339 or milliseconds UTC."""
        text = rfc3339(value) if isinstance(value, int) else value
        at = (text if isinstance(text, datetime) else datetime.fromisoformat(text)).astimezone(CHINA)
        return self("dates.moment", day=self.day(at), time=f"{at:%H:%M}")

    def _month(self, on: date) -> str:
        return self.list("dates.months")[on.month - 1]


@cache
def words(language: str) -> Words:
    path = Path(__file__).parent / "words" / f"{language}.yaml"
    return Words(language, YAML(typ="safe", pure=True).load(path.read_text("utf-8")))


def chosen(asked: str | None, accepts: str) -> str:
    """What the person chose, else what the browser likes best of what we speak."""
    if asked in LANGUAGES:
        return asked
    return chosen_by_browser(accepts)


def _date(value: date | datetime | str) -> date:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return value.astimezone(CHINA).date() if isinstance(value, datetime) else value


def _flat(tree: Tree, prefix: str = "") -> "list[tuple[str, str | list[str]]]":
    found: list[tuple[str, str | list[str]]] = []
    for key, value in tree.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", value))
    return found
