"""The one Jinja environment of the pages: built once, strict about names, escaping everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from api.h5.assets import Assets, build
from api.h5.look import Look
from api.h5.money import money
from api.h5.voice import Voice, speaking, voice
from core.ids import grouped
from core.time import CHINA, moment

HERE = Path(__file__).parent
LOOK = HERE.parents[1] / "city/look.json"
_ICON = Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>')


@dataclass
class Macros:
    """Macros by name, filled after the environment exists, so that components may use each other."""

    _by_name: dict[str, object] = field(default_factory=dict)

    def add(self, macros: Mapping[str, object]) -> None:
        self._by_name.update(macros)

    def __getattr__(self, name: str) -> object:
        try:
            return self._by_name[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> object:
        return self._by_name[name]


class Said:
    """`t(...)` in a template: the words of the page's language."""

    def __call__(self, key: str, /, **values: object) -> str:
        return voice().words(key, **values)

    def first(self, *keys: str, **values: object) -> str:
        return voice().words.first(*keys, **values)

    def raw(self, key: str) -> str:
        """As written, its gaps left open: for a script to fill."""
        return voice().words.raw(key)


class Drawing:
    """Draws pages by name. Synchronous: everything a page shows has been fetched before."""

    def __init__(self, assets: Assets, look: Look) -> None:
        self.assets, self.look = assets, look
        self.env = Environment(
            loader=FileSystemLoader([HERE / "templates", HERE]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.env.filters.update(FILTERS)
        self.env.globals.update(t=Said(), voice=voice, icon=self._icon, asset=assets.address, help_line=look.help_line)
        self.ui, self.kinds = Macros(), Macros()
        self.env.globals.update(ui=self.ui, kinds=self.kinds)
        for path in sorted((HERE / "components").glob("*/macro.html")):
            module = self.env.get_template(f"components/{path.parent.name}/macro.html").module
            self.ui.add({name: value for name, value in vars(module).items() if not name.startswith("_")})
        for path in sorted((HERE / "kinds").glob("*.html")):
            self.kinds.add({path.stem: self.env.get_template(f"kinds/{path.name}").module})

    def draw(self, name: str, as_: Voice, /, **shown: object) -> str:
        """The page `templates/pages/<name>.html`."""
        with speaking(as_):
            return self.env.get_template(f"pages/{name}.html").render(shown)

    def _icon(self, name: str) -> Markup:
        return _ICON.format(self.assets.address("icons.svg"), name)


def _day(value: date | datetime | str) -> str:
    return voice().words.day(value)


def _plain_day(value: date | datetime | str) -> str:
    return voice().words.plain_day(value)


def _moment(value: datetime | str | int) -> str:
    return voice().words.moment(value)


def _time(value: datetime | str | int) -> str:
    """The time of day in China, with seconds: for codes that live a minute."""
    at = moment(value) if isinstance(value, int) else datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{at.astimezone(CHINA):%H:%M:%S}"


def _fen(value: int) -> str:
    return money(value, voice().words)


def _city(text: object) -> Markup:
    """Words of the city's own data, which speak Chinese whatever the page speaks."""
    if voice().words.language == "zh-CN" or str(text).isascii():
        return escape(text)
    return Markup('<span lang="zh-CN">{}</span>').format(text)


FILTERS: Mapping[str, Callable[..., str]] = {
    "day": _day,
    "plain_day": _plain_day,
    "moment": _moment,
    "time": _time,
    "fen": _fen,
    "code": grouped,
    "city": _city,
}


@cache
def drawing() -> Drawing:
    look = Look.load(LOOK)
    return Drawing(build(look), look)
