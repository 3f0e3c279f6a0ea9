"""ACS3-HMAC-SHA256: the caller's canonical request is built again from what arrived, and signed with the key we know.

Source: Alibaba Cloud, "V3 request structure and signature"; its worked example is a test here.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote

from starlette.requests import Request

from ...demo import ACCESS_KEY_ID, ACCESS_KEY_SECRET
from ...world import World
from .refused import Refused

ALGORITHM = "ACS3-HMAC-SHA256"
SKEW_MS = 15 * 60 * 1000  # how far a caller's clock may be off
MUST_SIGN = frozenset(
    {"host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"}
)
AUTHORIZATION = re.compile(
    rf"{ALGORITHM}\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{{64}})"
)
UNRESERVED = "-_.~"


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed. `query` is as sent; `headers` only those named as signed, in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body_sha256: str

    def signature(self, secret: str) -> str:
        names = sorted(self.headers)
        lines = [
            self.method,
            quote(self.path, safe="/" + UNRESERVED),
            _canonical(parse_qsl(self.query, keep_blank_values=True)),
        ]
        lines += [
            "".join(f"{name}:{self.headers[name].strip()}\n" for name in names),
            ";".join(names),
            self.body_sha256,
        ]
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        return hmac.new(secret.encode(), f"{ALGORITHM}\n{digest}".encode(), hashlib.sha256).hexdigest()


def _canonical(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name, safe=UNRESERVED)}={quote(value, safe=UNRESERVED)}" for name, value in sorted(pairs))


async def check_signature(world: World, request: Request, body: bytes) -> None:
    """Raises: Refused, HTTP 4xx, with the vendor's code for what is wrong."""
    found = AUTHORIZATION.fullmatch(request.headers.get("authorization", "").strip())
    if found is None:
        raise Refused("IncompleteSignature", status=400)
    key_id, names, given = found.groups()
    if key_id != ACCESS_KEY_ID:
        raise Refused("InvalidAccessKeyId.NotFound", status=404)
    headers = {name: request.headers.get(name, "") for name in names.split(";")}
    if not headers.keys() >= MUST_SIGN or not all(headers[name] for name in MUST_SIGN):
        raise Refused("IncompleteSignature", status=400)
    _check_date(headers["x-acs-date"], world.clock.real_ms())
    if not _matches(request, headers, body, given):
        raise Refused("SignatureDoesNotMatch", status=400)
    if not await world.spend_nonce("acs3:" + headers["x-acs-signature-nonce"]):
        raise Refused("SignatureNonceUsed", status=400)


def _matches(request: Request, headers: Mapping[str, str], body: bytes, given: str) -> bool:
    """RPC calls are signed with `/` whatever prefix a proxy or the sandbox itself puts before it; the path as sent
    is right too.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    paths = {request.url.path, "/"}
    made = [
        Signed(request.method, path, request.url.query, headers, sha256).signature(ACCESS_KEY_SECRET) for path in paths
    ]
    return hmac.compare_digest(headers["x-acs-content-sha256"], sha256) and any(
        hmac.compare_digest(one, given) for one in made
    )


def _check_date(date: str, now_ms: int) -> None:
    try:
        at = datetime.strptime(date, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise Refused("InvalidTimeStamp.Format", status=400) from None
    if abs(at.timestamp() * 1000 - now_ms) > SKEW_MS:
        raise Refused("InvalidTimeStamp.Expired", status=400)
