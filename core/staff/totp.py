"""Codes that change every half minute: TOTP (RFC 6238) over HOTP (RFC 4226), SHA-1, six digits."""

import base64
import binascii
import hashlib
import hmac

STEP_S = 30
DIGITS = 6
DRIFT = 1  # steps a phone's clock may be off, either way (RFC 6238, 5.2)


def code_at(secret: str, step: int, digits: int = DIGITS) -> str:
    """The code of one step. `secret` is base32, as an authenticator takes it. Raises: ValueError when it is not."""
    try:
        key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    except binascii.Error:
        raise ValueError("a secret is base32") from None
    mac = hmac.digest(key, step.to_bytes(8, "big"), hashlib.sha1)
    at = mac[-1] & 15
    number = int.from_bytes(mac[at : at + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**digits).zfill(digits)


def step_of(secret: str, typed: str, now_s: int) -> int | None:
    """The step whose code was typed, or None. All steps are tried, so that time tells nothing."""
    given, found = typed.strip().replace(" ", "").encode(), None
    for step in range(now_s // STEP_S - DRIFT, now_s // STEP_S + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), given):
            found = step
    return found
