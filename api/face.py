"""Scenes as bytes: drawn once per version, sent many times, and not even sent to whoever has that version."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from core.applications.versions import current, pinned
from core.house import house
from core.json import encode
from core.scenes import Scene

Head = list[tuple[bytes, bytes]]
_VARY: Head = [
    (b"cache-control", b"public, max-age=60, stale-while-revalidate=600"),
    (b"vary", b"Accept-Encoding, X-Status-In-Body"),
]


@dataclass(frozen=True)
class Drawn:
    """One scene, ready to be sent: bodies, and the raw heads that go with them."""

    body: bytes
    squeezed: bytes
    etag: str
    head: Head
    squeezed_head: Head
    unchanged_head: Head


def _heads(etag: str, body: bytes, squeezed: bytes) -> tuple[Head, Head, Head]:
    unchanged = [*_VARY, (b"etag", etag.encode())]
    whole = [*unchanged, (b"content-type", b"application/json")]
    plain = [*whole, (b"content-length", str(len(body)).encode())]
    return plain, [*whole, (b"content-encoding", b"gzip"), (b"content-length", str(len(squeezed)).encode())], unchanged


def _draw(scene: Scene) -> Drawn:
    body = encode(scene.as_face())
    squeezed = gzip.compress(body, 6, mtime=0)
    etag = f'"{scene.version}-{hashlib.sha256(body).hexdigest()[:8]}"'  # departments may change within a version
    return Drawn(body, squeezed, etag, *_heads(etag, body, squeezed))


@lru_cache(maxsize=4096)
def _drawn(scene_version: str, slug: str) -> Drawn:
    return _draw(current(slug))


def drawn(slug: str) -> Drawn:
    """Raises: NotFound `scene_unknown`."""
    return _drawn(current(slug).version, slug)


async def drawn_as(slug: str, version: str) -> Drawn:
    """As it was in one version. Raises: NotFound `scene_unknown`, `scene_version_unknown`."""
    scene = await pinned(slug, version)
    return drawn(slug) if scene is house().city.scenes.get(slug) else _draw(scene)


async def send_scene(ready: Drawn, wishes: Mapping[bytes, bytes], send: Send) -> None:
    """As the asker wants it: not at all if they have it, squeezed if they take it. `wishes`: the request's headers."""
    has = wishes.get(b"if-none-match")
    if has and matches(has.decode("latin-1"), ready.etag):
        status, head, body = 304, ready.unchanged_head, b""
    elif b"gzip" in wishes.get(b"accept-encoding", b""):
        status, head, body = 200, ready.squeezed_head, ready.squeezed
    else:
        status, head, body = 200, ready.head, ready.body
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})


class SceneAnswer(Response):
    """The same as an answer of a route."""

    def __init__(self, ready: Drawn) -> None:
        super().__init__()
        self._ready = ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send_scene(self._ready, dict(scope["headers"]), send)


def cacheable(value: object) -> Response:
    """Something public that changes with the city's files only."""
    headers = {name.decode(): said.decode() for name, said in _VARY}
    return Response(encode(value), 200, headers, "application/json")


def matches(if_none_match: str, etag: str) -> bool:
    """RFC 9110, 13.1.2: weak comparison, any of a list, or `*`."""
    asked = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return "*" in asked or etag in asked
