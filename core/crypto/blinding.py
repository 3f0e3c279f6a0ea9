"""Blind indexes: finding a sealed value again without storing it. Equal values are seen to be equal, nothing else.

Whoever blinds a value has tidied it first: `x` and `X`, or `+86`, would be other values here.
"""

from core.crypto.keyring import present


def blind(value: str, context: str) -> str:
    """64 hex digits: HMAC-SHA256 (or HMAC-SM3) of the value in its context, `"id_number"`, under the index key."""
    mac = present().macs()[0].copy()
    mac.update(_bound(value, context))
    return mac.finalize().hex()


def blind_candidates(value: str, context: str) -> tuple[str, ...]:
    """Every index the value may be stored under, the present one first: for looking up while keys are being changed."""
    bound, found = _bound(value, context), []
    for one in present().macs():
        mac = one.copy()
        mac.update(bound)
        found.append(mac.finalize().hex())
    return tuple(found)


def _bound(value: str, context: str) -> bytes:
    if "\0" in context:
        raise ValueError("a context is a name, without NUL")
    return f"{context}\0{value}".encode("utf-8", "surrogatepass")
