"""Scenes as bytes: drawn once per version, sent many times, and not even sent to whoever has that version."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from starlette.responses import Response

from core.applications.versions import current
from core.json import encode
from core.scenes import Scene

FRESH = "public, max-age=60, stale-while-revalidate=600"
_VARY = {"Cache-Control": FRESH, "Vary": "Accept-Encoding, X-Status-In-Body"}


@dataclass(frozen=True)
class Drawn:
    body: bytes
    squeezed: bytes
    etag: str


@lru_cache(maxsize=4096)
def _drawn(scene_version: str, slug: str) -> Drawn:
    body = encode(current(slug).as_face())
    etag = f'"{scene_version}-{hashlib.sha256(body).hexdigest()[:8]}"'  # departments may change within a version
    return Drawn(body, gzip.compress(body, 6, mtime=0), etag)


def drawn(scene: Scene) -> Drawn:
    return _drawn(scene.version, scene.slug)


def of_scene(slug: str, if_none_match: str | None, accept_encoding: str) -> Response:
    """Raises: NotFound `scene_unknown`."""
    ready = drawn(current(slug))
    headers: Mapping[str, str] = {**_VARY, "ETag": ready.etag}
    if if_none_match and matches(if_none_match, ready.etag):
        return Response(status_code=304, headers=headers)
    if "gzip" in accept_encoding:
        return Response(ready.squeezed, 200, {**headers, "Content-Encoding": "gzip"}, "application/json")
    return Response(ready.body, 200, headers, "application/json")


def cacheable(value: object) -> Response:
    """Something public that changes with the city's files only."""
    return Response(encode(value), 200, _VARY, "application/json")


def matches(if_none_match: str, etag: str) -> bool:
    """RFC 9110, 13.1.2: weak comparison, any of a list, or `*`."""
    asked = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return "*" in asked or etag in asked
