"""One JSON type and one encoder for the whole house. It must not know what it encodes."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

import orjson

Json: TypeAlias = "None | bool | int | float | str | Sequence[Json] | Mapping[str, Json]"
JsonObject: TypeAlias = Mapping[str, "Json"]


def encode(value: object) -> bytes:
    """The one way a value becomes JSON bytes: UTF-8, keys in the order given."""
    return orjson.dumps(value)


def canonical(value: object) -> bytes:
    """The same value always gives the same bytes: keys sorted. For hashes and signatures."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def decode(raw: bytes | str) -> Json:
    """Raises: ValueError when `raw` is not JSON."""
    return cast(Json, orjson.loads(raw))
