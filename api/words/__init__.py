"""What the API says to people about refusals: `<language>.yaml` by code. Code holds none of the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from ruamel.yaml import YAML

HERE = Path(__file__).parent
DEFAULT = "zh-CN"
_BY_PREFIX = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True)
class Said:
    """One refusal in words: what happened, and what to do."""

    title: str
    detail: str


class _Gaps(dict[str, object]):
    """A value that was not given leaves its gap empty: a refusal must never fail for want of a word."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True)
class Words:
    """One language. `refusals` by code: title and detail; `defects` by code: one sentence; `joins`: what stands between
    things and between sentences."""

    language: str
    refusals: Mapping[str, Mapping[str, str]]
    defects: Mapping[str, str]
    joins: Mapping[str, str]

    def refusal(self, code: str, values: Mapping[str, object]) -> Said:
        said = self.refusals.get(code) or self.refusals["refused"]
        return Said(self._filled(said["title"], values), self._filled(said.get("detail", ""), values))

    def defect(self, code: str, values: Mapping[str, object]) -> str:
        return self._filled(self.defects.get(code) or self.defects["wrong"], values)

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        return Formatter().vformat(text, (), _Gaps({name: self._plain(value) for name, value in values.items()}))

    def _plain(self, value: object) -> object:
        return self.joins["things"].join(map(str, value)) if isinstance(value, list | tuple) else value


@cache
def spoken(language: str) -> Words:
    """The words of `language`, which `chosen` gave. Raises: FileNotFoundError."""
    tree = YAML(typ="safe", pure=True).load((HERE / f"{language}.yaml").read_text("utf-8"))
    return Words(language, tree["refusals"], tree["defects"], tree["joins"])


@cache
def chosen(accept_language: str) -> str:
    """The language of ours that `Accept-Language` likes best (RFC 9110, 12.5.4); Chinese when it likes none."""
    wishes = []
    for at, wish in enumerate(accept_language.split(",")[:20]):
        tag, _, weight = wish.strip().partition(";")
        language = _BY_PREFIX.get(tag.split("-")[0].strip().lower())
        if language:
            wishes.append((-_weight(weight), at, language))
    wishes.sort()
    return wishes[0][2] if wishes and wishes[0][0] < 0 else DEFAULT


def _weight(text: str) -> float:
    name, _, value = text.replace(" ", "").partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0
