"""The sandbox's own JSON type and how it reads a value whose shape it does not know. Nothing of the real house is
used here.
"""

import json
from typing import TypeAlias, cast

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
JsonObject: TypeAlias = dict[str, "Json"]


def encode(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def decode(raw: bytes | str) -> Json:
    """Raises: ValueError when `raw` is not JSON (or not text)."""
    return cast(Json, json.loads(raw))


def as_object(value: Json) -> JsonObject:
    """The value when it is an object, else an empty one: an absent part and a wrong part are refused alike."""
    return value if isinstance(value, dict) else {}


def text_of(value: Json) -> str:
    return value if isinstance(value, str) else ""
