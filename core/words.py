"""The city's own words for people, by language: city/words/<language>.yaml. Code holds none of them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Formatter

from ruamel.yaml import YAML

DEFAULT = "zh-CN"
_words: dict[str, dict[str, str]] = {}


class _Lenient(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return ""


def load(folder: Path) -> None:
    """Read every language of `folder`. Raises: FileNotFoundError without the default language."""
    for path in sorted(folder.glob("*.yaml")):
        tree = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        _words[path.stem] = {f"{section}.{name}": text for section, said in tree.items() for name, text in said.items()}
    if DEFAULT not in _words:
        raise FileNotFoundError(f"{folder}/{DEFAULT}.yaml: a city speaks at least {DEFAULT}")


def languages() -> tuple[str, ...]:
    return tuple(_words)


def keys(language: str) -> frozenset[str]:
    return frozenset(_words.get(language, ()))


def known(key: str) -> bool:
    """Whether there are words at `section.name`, in the default language."""
    return key in _words[DEFAULT]


def names_in(language: str, key: str) -> frozenset[str]:
    """The values that the words at `key` want: for a test that compares languages."""
    return frozenset(name for _, name, _, _ in Formatter().parse(_words[language][key]) if name)


def say(key: str, values: Mapping[str, object], language: str = DEFAULT) -> str:
    """The words at `section.name`, filled; in the default language where this one has none."""
    text = _words.get(language, {}).get(key) or _words[DEFAULT][key]
    several = "" if values.get("days") == 1 else "s"  # `{days} day{s}`
    return Formatter().vformat(text, (), _Lenient({"s": several, **values}))


_WEEKDAYS = {"zh-CN": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def spoken_date(on: date | str, language: str = DEFAULT) -> str:
    """A date with its weekday, as people say it: 12月3日（周四）, Thu 3 December. `on` may be ISO text."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    if language == "en":
        return f"{_WEEKDAYS['en'][day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[DEFAULT][day.weekday()]}）"
