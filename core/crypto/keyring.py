"""The keys and the ciphers made from them. Key material never leaves this package: `repr` shows ids only."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CipherName = Literal["aes-256-gcm", "sm4-gcm"]
IndexHash = Literal["sha256", "sm3"]
CIPHERS: Mapping[CipherName, int] = {"aes-256-gcm": 1, "sm4-gcm": 2}  # the byte in a sealed value: never renumber
INDEX_HASHES: Mapping[IndexHash, type[hashes.HashAlgorithm]] = {"sha256": hashes.SHA256, "sm3": hashes.SM3}
KEY_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16
_SM4_BYTES = 16  # GB/T 32907: 128 bits
_KEY_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,15}")
VERSION = 1


class KeyMissing(Exception):
    """A value was sealed under a key that this keyring does not have. The text is the key's id."""


class Sealer(Protocol):
    """An authenticated cipher with its key in it. Raises: InvalidTag on opening what was changed."""

    def encrypt(self, nonce: bytes, data: bytes, bound: bytes, /) -> bytes: ...
    def decrypt(self, nonce: bytes, data: bytes, bound: bytes, /) -> bytes: ...


class _Sm4Gcm:
    """SM4 (GB/T 32907) in GCM (GB/T 36624), with the same face as AESGCM."""

    def __init__(self, key: bytes) -> None:
        self._cipher = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, bound: bytes, /) -> bytes:
        work = Cipher(self._cipher, modes.GCM(nonce)).encryptor()
        work.authenticate_additional_data(bound)
        return work.update(data) + work.finalize() + work.tag

    def decrypt(self, nonce: bytes, data: bytes, bound: bytes, /) -> bytes:
        if len(data) < TAG_BYTES:
            raise InvalidTag
        work = Cipher(self._cipher, modes.GCM(nonce, data[-TAG_BYTES:])).decryptor()
        work.authenticate_additional_data(bound)
        return work.update(data[:-TAG_BYTES]) + work.finalize()


@dataclass(frozen=True)
class Keyring:
    """Keys by id, 32 bytes each. `primary` seals, every key opens; the same for the index keys.

    `index_hashes`: the first one writes, all are looked for, so that a city may move from SHA-256 to SM3.
    Raises: ValueError when a key is not 32 bytes, an id is odd, or a primary is not among its keys.
    """

    primary: str
    keys: Mapping[str, bytes] = field(repr=False)
    index_primary: str
    index_keys: Mapping[str, bytes] = field(repr=False)
    cipher: CipherName = "aes-256-gcm"
    index_hashes: tuple[IndexHash, ...] = ("sha256",)
    head: bytes = field(default=b"", init=False, repr=False, compare=False)  # how every new sealed value begins
    _sealers: dict[tuple[int, str, str], Sealer] = field(default_factory=dict, init=False, repr=False, compare=False)
    _macs: list[hmac.HMAC] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for what, first, keys in (("", self.primary, self.keys), ("index ", self.index_primary, self.index_keys)):
            if first not in keys:
                raise ValueError(f"the primary {what}key {first!r} is not among the {what}keys")
            for key_id, key in keys.items():
                if not _KEY_ID.fullmatch(key_id):
                    raise ValueError(f"{what}key id {key_id!r}: 1 to 16 of a-z, 0-9, _ and -")
                if len(key) != KEY_BYTES:
                    raise ValueError(f"{what}key {key_id!r} has {len(key)} bytes, {KEY_BYTES} are needed")
        if self.cipher not in CIPHERS or not self.index_hashes or set(self.index_hashes) - set(INDEX_HASHES):
            raise ValueError(f"ciphers are {', '.join(CIPHERS)}; index hashes are {', '.join(INDEX_HASHES)}")
        start = bytes((VERSION, CIPHERS[self.cipher], len(self.primary))) + self.primary.encode()
        object.__setattr__(self, "head", start)
        ordered = sorted(self.index_keys, key=lambda key_id: key_id != self.index_primary)
        self._macs.extend(
            hmac.HMAC(self.index_keys[key_id], INDEX_HASHES[name]()) for key_id in ordered for name in self.index_hashes
        )

    def sealer(self, cipher: int, key_id: str, context: str) -> Sealer:
        """The cipher for one context. Each context has a key of its own, derived from the keyring's: a random 96-bit
        nonce is safe for 2^32 values a key (NIST SP 800-38D, 8.3), and a city seals more than that in all.

        Raises: KeyMissing.
        """
        found = self._sealers.get((cipher, key_id, context))
        if found is None:
            found = self._sealers[cipher, key_id, context] = self._made(cipher, key_id, context)
        return found

    def _made(self, cipher: int, key_id: str, context: str) -> Sealer:
        if key_id not in self.keys:
            raise KeyMissing(key_id)
        size = KEY_BYTES if cipher == CIPHERS["aes-256-gcm"] else _SM4_BYTES
        key = derived(self.keys[key_id], f"seal {cipher} {context}", size)
        return AESGCM(key) if cipher == CIPHERS["aes-256-gcm"] else _Sm4Gcm(key)

    def macs(self) -> list[hmac.HMAC]:
        """One keyed hash for each index key and hash, the writing one first. Copy before use."""
        return self._macs


def derived(key: bytes, purpose: str, size: int = KEY_BYTES) -> bytes:
    """A key of its own for one purpose: HKDF-SHA256 (RFC 5869)."""
    return HKDF(hashes.SHA256(), size, salt=None, info=f"zhangban {purpose}".encode()).derive(key)


def nonce() -> bytes:
    return os.urandom(NONCE_BYTES)


_ring: Keyring | None = None


def use(keyring: Keyring | None) -> None:
    """The keyring of this process. Only bootstrap and tests call this."""
    global _ring
    _ring = keyring


@contextmanager
def using(keyring: Keyring) -> Iterator[Keyring]:
    """Another keyring until the block ends: for tests and for the command that rotates keys."""
    before = _ring
    use(keyring)
    try:
        yield keyring
    finally:
        use(before)


def present() -> Keyring:
    """Raises: RuntimeError before `use`."""
    if _ring is None:
        raise RuntimeError("core.crypto.use(keyring) comes before anything is sealed or opened")
    return _ring
