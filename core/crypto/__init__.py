"""Sealing at rest and blind indexes: the one module that holds keys. It never logs and never prints a value.

`use(keyring)` once at start-up; then `seal` and `open_bytes | open_text | open_json`, `blind` and `blind_candidates`.
"""

from core.crypto.blinding import blind, blind_candidates
from core.crypto.keyring import CIPHERS, INDEX_HASHES, KeyMissing, Keyring, use, using
from core.crypto.origins import demo_keyring, keys_from, refuse_weak, weaknesses
from core.crypto.sealing import SealBroken, key_of, needs_reseal, open_bytes, open_json, open_text, reseal, seal

__all__ = [
    "CIPHERS",
    "INDEX_HASHES",
    "KeyMissing",
    "Keyring",
    "SealBroken",
    "blind",
    "blind_candidates",
    "demo_keyring",
    "key_of",
    "keys_from",
    "needs_reseal",
    "open_bytes",
    "open_json",
    "open_text",
    "refuse_weak",
    "reseal",
    "seal",
    "use",
    "using",
    "weaknesses",
]
