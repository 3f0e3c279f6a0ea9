"""How one value of a registry's answer is read: it has the shape that was promised, or it is garbled. No guesses."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from core.json import Json, JsonObject

REGION = re.compile(r"\d{12}", re.ASCII)
LONGEST_TEXT = 200
LONGEST_PHOTO = 200_000  # bytes; an ID photo is about 20,000
PICTURES: Mapping[bytes, str] = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}

Reader: TypeAlias = Callable[[Json], Json]


class Garbled(ValueError):
    """A value that is not what the registry promised."""


def flag(value: Json) -> Json:
    """true or false, nothing that merely looks like it."""
    if not isinstance(value, bool):
        raise Garbled
    return value


def text(value: Json) -> Json:
    """Printable, not empty, not endless."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT or not value.isprintable():
        raise Garbled
    return value.strip()


def region(value: Json) -> Json:
    """Twelve digits."""
    if not isinstance(value, str) or not REGION.fullmatch(value):
        raise Garbled
    return value


def picture(value: Json) -> Json:
    """A JPEG or PNG in base64, believed by its first bytes, as a data address."""
    if not isinstance(value, str) or len(value) > LONGEST_PHOTO * 4 // 3 + 4:
        raise Garbled
    try:
        raw = base64.b64decode(value, validate=True)
    except binascii.Error:
        raise Garbled from None
    for mark, media_type in PICTURES.items():
        if raw.startswith(mark):
            return f"data:{media_type};base64,{value}"
    raise Garbled


def day(value: Json) -> date:
    """An ISO date."""
    if not isinstance(value, str):
        raise Garbled
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Garbled from None


def iso_day(value: Json) -> Json:
    """An ISO date, kept as text."""
    return day(value).isoformat()


def one_of(*words: str) -> Reader:
    """One of `words`, written so."""

    def read(value: Json) -> Json:
        if value not in words:
            raise Garbled
        return value

    return read


def record(value: Json) -> JsonObject:
    """An object with something in it."""
    if not isinstance(value, Mapping) or not value:
        raise Garbled
    return value


def or_nothing(reader: Reader) -> Reader:
    """null is an answer too: there is none."""

    def read(value: Json) -> Json:
        return None if value is None else reader(value)

    return read
