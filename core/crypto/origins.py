"""Where keys come from: settings in production, a file of the application's own in a demo. Weak ones are refused."""

import base64
import binascii
import os
import secrets
from itertools import pairwise
from pathlib import Path

from core.crypto.keyring import KEY_BYTES, Keyring, derived

DEMO = "demo"  # every key id of a demo keyring begins with it; production refuses to start with one
_FEWEST_DISTINCT = 18  # 32 random bytes have about 30 distinct values; fewer than 18 is one in 10^12


def keys_from(text: str) -> dict[str, bytes]:
    """`"k2:<base64>,k1:<base64>"` as keys by id, in that order; the first is meant to be the primary.

    Raises: ValueError naming the id, never the key, when one is not base64 of 32 bytes or an id comes twice.
    """
    found: dict[str, bytes] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        key_id, colon, encoded = part.partition(":")
        if not colon:
            raise ValueError("keys are written as id:base64,id:base64")
        try:
            key = base64.b64decode(encoded.strip(), validate=True)
        except binascii.Error:
            raise ValueError(f"key {key_id!r} is not base64") from None
        if len(key) != KEY_BYTES:
            raise ValueError(f"key {key_id!r} has {len(key)} bytes, {KEY_BYTES} are needed: openssl rand -base64 32")
        if key_id in found:
            raise ValueError(f"key id {key_id!r} comes twice")
        found[key_id] = key
    if not found:
        raise ValueError("there is no key: openssl rand -base64 32 makes one")
    return found


def demo_keyring(path: Path) -> Keyring:
    """A keyring for a laptop, from 32 random bytes kept at `path` (made on the first call, mode 0600).

    Two processes that start at once agree. Raises: ValueError when the file holds something else.
    """
    if not path.exists():
        _keep(path, secrets.token_bytes(KEY_BYTES))
    try:
        root = base64.b64decode(path.read_bytes().strip(), validate=True)
    except binascii.Error:
        root = b""
    if len(root) != KEY_BYTES:
        raise ValueError(f"{path} is not a key file of ours; sealed values can only be opened with the old one")
    keys, index_keys = {f"{DEMO}1": derived(root, "demo seal")}, {f"{DEMO}1": derived(root, "demo index")}
    return Keyring(f"{DEMO}1", keys, f"{DEMO}1", index_keys)


def _keep(path: Path, root: bytes) -> None:
    """Written beside and linked into place: the file appears whole, and the first one to come wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(root) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(beside, path)
        except FileExistsError:
            return
    finally:
        beside.unlink()


def weaknesses(keyring: Keyring) -> tuple[str, ...]:
    """What is wrong with these keys for production, in words for the operator; ids only, never key material."""
    found: list[str] = []
    for what, keys in (("key", keyring.keys), ("index key", keyring.index_keys)):
        for key_id, key in keys.items():
            found += (f"{what} {key_id}: {why}" for why in _weak(key_id, key))
    if len({*keyring.keys.values(), *keyring.index_keys.values()}) < len(keyring.keys) + len(keyring.index_keys):
        found.append("two keys are the same: each key has one use")
    return tuple(found)


def _weak(key_id: str, key: bytes) -> list[str]:
    why: list[str] = []
    if key_id.startswith(DEMO):
        why.append("is a demo key")
    if len(set(key)) < _FEWEST_DISTINCT:
        why.append("repeats itself")
    if all(32 <= byte < 127 for byte in key):
        why.append("is readable text, not random bytes")
    if len({(b - a) % 256 for a, b in pairwise(key)}) == 1:
        why.append("counts")
    return why


def refuse_weak(keyring: Keyring) -> None:
    """For a start in production. Raises: ValueError with everything that is wrong at once."""
    if found := weaknesses(keyring):
        raise ValueError("these keys must not guard people's data: " + "; ".join(found))
