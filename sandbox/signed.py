"""How callers of the data-sharing platform, of the operator and of offices sign: HMAC-SHA256 over who, when, a nonce
and the body.
"""

import hashlib
import hmac
import secrets

from starlette.requests import Request

from .kinds import JsonObject, as_object, decode
from .world import World

SKEW_MS = 5 * 60 * 1000
OK, BAD_REQUEST, NO_RECORD, SEVERAL_RECORDS = "0000", "1000", "1001", "1002"
BAD_SIGNATURE, CLOCK_SKEW, NOT_GRANTED, BUSY = "2001", "2002", "2003", "3001"


class Refused(Exception):
    def __init__(self, code: str, message: str, status: int = 200) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


def signature(app: str, time: str, nonce: str, body: bytes, *, secret: str) -> str:
    """Hex HMAC-SHA256 over the four lines app, time (milliseconds), nonce, hex SHA-256 of the body."""
    lines = "\n".join([app, time, nonce, hashlib.sha256(body).hexdigest()])
    return hmac.new(secret.encode(), lines.encode(), hashlib.sha256).hexdigest()


async def check(world: World, request: Request, app: str, secret: str) -> JsonObject:
    """The body of a well signed call. Raises: Refused."""
    body = await request.body()
    sent = {name: request.headers.get(f"x-share-{name}", "") for name in ("app", "time", "nonce", "sign")}
    made = signature(sent["app"], sent["time"], sent["nonce"], body, secret=secret)
    if (
        sent["app"] != app
        or not sent["nonce"]
        or not hmac.compare_digest(made, sent["sign"].encode("ascii", "replace").decode())
    ):
        raise Refused(BAD_SIGNATURE, "bad signature")
    now = world.clock.real_ms()
    if not sent["time"].isascii() or not sent["time"].isdigit() or abs(int(sent["time"]) - now) > SKEW_MS:
        raise Refused(CLOCK_SKEW, "clock skew")
    if not await world.spend_nonce(f"{app}:{sent['nonce']}"):
        raise Refused(BAD_SIGNATURE, "nonce seen before")
    try:
        return as_object(decode(body))
    except ValueError:
        raise Refused(BAD_REQUEST, "not JSON") from None


def sealed(world: World, app: str, secret: str, body: bytes) -> dict[str, str]:
    """The headers of a call that the outside makes itself, signed in the same way."""
    time, nonce = str(world.clock.real_ms()), secrets.token_hex(16)
    sign = signature(app, time, nonce, body, secret=secret)
    return {"x-share-app": app, "x-share-time": time, "x-share-nonce": nonce, "x-share-sign": sign}
