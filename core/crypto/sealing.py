"""A personal value as it lies in a table: sealed, bound to its column, and named by the key that opens it.

A sealed value is: version (1 byte) | cipher (1) | length of the key id (1) | key id | nonce (12) | cipher text and tag.
"""

from collections.abc import Mapping

from cryptography.exceptions import InvalidTag

from core.crypto.keyring import CIPHERS, NONCE_BYTES, TAG_BYTES, VERSION, nonce, present
from core.json import Json, JsonObject, decode, encode

_FIXED = 3
_KNOWN = frozenset(CIPHERS.values())


class SealBroken(Exception):
    """A sealed value was changed, cut, or moved to where it does not belong. The text never holds the value."""


def seal(value: "bytes | str | JsonObject", context: str) -> bytes:
    """`value` (text as UTF-8, an object as JSON) sealed for one column, `"citizens.name"`. Never twice the same."""
    if isinstance(value, str):
        plain = value.encode()
    elif isinstance(value, Mapping):
        plain = encode(value)
    else:
        plain = bytes(value)
    ring = present()
    head = ring.head
    sealer, fresh = ring.sealer(head[1], ring.primary, context), nonce()
    return head + fresh + sealer.encrypt(fresh, plain, head + context.encode())


def open_bytes(blob: bytes | memoryview, context: str) -> bytes:
    """What was sealed.

    Raises: SealBroken when anything of it was changed or the context is another; KeyMissing when the key is gone.
    """
    whole = bytes(blob)
    head = _head_of(whole)
    at = len(head) + NONCE_BYTES
    sealer = present().sealer(head[1], head[_FIXED:].decode("ascii", "replace"), context)
    try:
        return sealer.decrypt(whole[len(head) : at], whole[at:], head + context.encode())
    except InvalidTag:
        raise SealBroken(context) from None


def open_text(blob: bytes | memoryview, context: str) -> str:
    """As `open_bytes`, as text."""
    return open_bytes(blob, context).decode()


def open_json(blob: bytes | memoryview, context: str) -> Json:
    """As `open_bytes`, as a JSON value."""
    return decode(open_bytes(blob, context))


def key_of(blob: bytes | memoryview) -> str:
    """The id of the key that opens it. Raises: SealBroken when it is not a sealed value at all."""
    return _head_of(bytes(blob))[_FIXED:].decode("ascii", "replace")


def needs_reseal(blob: bytes | memoryview) -> bool:
    """Whether it is under another key or cipher than new values are."""
    return _head_of(bytes(blob)) != present().head


def reseal(blob: bytes | memoryview, context: str) -> bytes:
    """The same value under the primary key: one step of a rotation. What is there already comes back as it is."""
    return seal(open_bytes(blob, context), context) if needs_reseal(blob) else bytes(blob)


def _head_of(blob: bytes) -> bytes:
    if len(blob) < _FIXED or blob[0] != VERSION or blob[1] not in _KNOWN:
        raise SealBroken("not a sealed value")
    end = _FIXED + blob[2]
    if len(blob) < end + NONCE_BYTES + TAG_BYTES:
        raise SealBroken("a sealed value that was cut")
    return blob[:end]
