"""Alipay's keys as its tools hand them out: PEM, or the bare base64 inside it; RSA2 is RSA with SHA-256."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

LEAST_BITS = 2048  # what RSA2 asks for


class KeyUnreadable(ValueError):
    """A setting holds no key that can be used. The text never holds it."""


def private_key(text: str) -> RSAPrivateKey:
    """PKCS#8 or PKCS#1. Raises: KeyUnreadable."""
    try:
        key = load_der_private_key(_der(text), None)
    except (ValueError, TypeError):
        raise KeyUnreadable("no RSA private key, as PEM or as base64") from None
    if not isinstance(key, RSAPrivateKey) or key.key_size < LEAST_BITS:
        raise KeyUnreadable(f"no RSA key of {LEAST_BITS} bits or more")
    return key


def public_key(text: str) -> RSAPublicKey:
    """Raises: KeyUnreadable."""
    try:
        key = load_der_public_key(_der(text))
    except ValueError:
        raise KeyUnreadable("no RSA public key, as PEM or as base64") from None
    if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_BITS:
        raise KeyUnreadable(f"no RSA key of {LEAST_BITS} bits or more")
    return key


def sign(key: RSAPrivateKey, text: str) -> str:
    return base64.b64encode(key.sign(text.encode(), PKCS1v15(), SHA256())).decode()


def is_signed(key: RSAPublicKey, text: str, signature: str) -> bool:
    try:
        key.verify(base64.b64decode(signature, validate=True), text.encode(), PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def _der(text: str) -> bytes:
    lines = (line.strip() for line in text.strip().splitlines())
    bare = "".join(line for line in lines if not line.startswith("-----"))
    try:
        return base64.b64decode(bare, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
