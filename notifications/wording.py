"""From a letter's words and values to a text: nothing is left out silently, and nothing invisible gets in."""

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

ONE_TEXT, LONG_PART = 70, 67  # characters of one text; of each part of a longer one (domain: SMS)
INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
LINK = re.compile(r"https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|org|gov|top|vip)\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t]+")
_jinja = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)


class ValueMissing(LookupError):
    """A letter wants a value that nobody has. Half a letter is not sent."""


def clean(text: str, *, lines: bool) -> str:
    """Without control, direction and private-use signs; `lines`: line breaks stay, else they become spaces."""
    kept = "\n" if lines else ""
    if text.replace(kept, "").isprintable():  # the usual case
        return _BLANKS.sub(" ", text).strip()
    out = (sign if sign in kept or unicodedata.category(sign) not in INVISIBLE else _gap(sign) for sign in text)
    return _BLANKS.sub(" ", "".join(out)).strip()


def _gap(sign: str) -> str:
    return " " if sign in "\r\n\t" else ""


def filled(source: str, values: Mapping[str, str], *, lines: bool = True) -> str:
    """The words with their values. Raises: ValueMissing."""
    try:
        text = _compiled(source).render({name: clean(value, lines=lines) for name, value in values.items()})
    except UndefinedError as missing:
        raise ValueMissing(str(missing.message)) from None
    return clean(text, lines=lines)


@lru_cache(maxsize=1024)
def _compiled(source: str) -> Template:
    return _jinja.from_string(source)


@lru_cache(maxsize=1024)
def wants(source: str) -> frozenset[str]:
    """The values the words ask for. Raises: ValueError with line and fault."""
    try:
        return frozenset(meta.find_undeclared_variables(_jinja.parse(source)))
    except TemplateSyntaxError as wrong:
        raise ValueError(f"line {wrong.lineno}: {wrong.message}") from None


def for_gateway(source: str) -> str:
    """`{{ name }}` as gateways write it, `${name}`. Raises: ValueError when the words hold more than plain values."""
    wants(source)
    parts: list[str] = []
    for output in _jinja.parse(source).body:
        for node in getattr(output, "nodes", [output]):
            if isinstance(node, nodes.TemplateData):
                parts.append(node.data)
            elif isinstance(node, nodes.Name):
                parts.append(f"${{{node.name}}}")
            else:
                raise ValueError("a text may hold plain values only: gateways approve its words beforehand")
    return "".join(parts)


def parts(text: str) -> int:
    """How many texts `text` is sent and paid for as, the signature counted."""
    length = len(text.encode("utf-16-le")) // 2
    return 1 if length <= ONE_TEXT else math.ceil(length / LONG_PART)
