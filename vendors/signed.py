"""How the data-sharing platform, tills and department systems sign, in both directions: HMAC-SHA256 over who calls,
when, a nonce and the body. It makes and reads signatures; it sends nothing.
"""

import hashlib
import hmac
from collections.abc import Mapping

from pydantic import SecretStr

from core.ids import new_id
from core.time import now_ms

SKEW_MS = 5 * 60_000  # how far the other side's clock may be from ours; what was signed longer ago is not believed
_PARTS = ("app", "time", "nonce", "sign")
_LONGEST_TIME = 20  # digits that are read of a time


def signature(secret: str, app: str, time_ms: str, nonce: str, body: bytes) -> str:
    """hex HMAC-SHA256 over app, time, nonce and the body's SHA-256, each on its line."""
    to_sign = "\n".join([app, time_ms, nonce, hashlib.sha256(body).hexdigest()])
    return hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()


def signed(app: str, secret: SecretStr, body: bytes) -> dict[str, str]:
    """The headers of a call of ours with this JSON `body`."""
    time_ms, nonce = str(now_ms()), new_id()
    return {
        "content-type": "application/json",
        "x-share-app": app,
        "x-share-time": time_ms,
        "x-share-nonce": nonce,
        "x-share-sign": signature(secret.get_secret_value(), app, time_ms, nonce, body),
    }


def is_signed(app: str, secret: SecretStr, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether whoever shares `secret` signed this body for `app`, just now. `headers` by lower case names."""
    sent = {name: headers.get(f"x-share-{name}", "") for name in _PARTS}
    made = signature(secret.get_secret_value(), sent["app"], sent["time"], sent["nonce"], body)
    right = hmac.compare_digest(made.encode(), sent["sign"].encode())
    if not right or sent["app"] != app or not sent["nonce"]:
        return False
    if not sent["time"].isascii() or not sent["time"].isdigit():
        return False
    return abs(int(sent["time"][:_LONGEST_TIME]) - now_ms()) <= SKEW_MS
