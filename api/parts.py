"""The parts of the house as they met: what routes and pages need and what bootstrap chose. One per app."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request

from api.files.places import Places
from api.limits import Limits
from api.nudges import Nudges
from api.settings import Settings
from channels import Channel
from core.ports import Knowledge, Verifier


@dataclass(frozen=True)
class Parts:
    """`limits` and `nudges` lean on Redis and go on without it; `knowledge` on the registries, the same."""

    settings: Settings
    channels: Mapping[str, Channel]
    knowledge: Knowledge
    verifiers: tuple[Verifier, ...]
    limits: Limits
    nudges: Nudges
    places: Places
    callback_secret: str = field(repr=False)


def parts(request: Request) -> Parts:
    """The parts of the app that serves this request."""
    found = request.app.state.parts
    assert isinstance(found, Parts)
    return found


def address_of(request: Request) -> str:
    """The caller's network address: for limits only, kept hashed and nowhere else."""
    return request.client.host if request.client else "unknown"


def stranger(request: Request) -> str:
    """A name that keeps callers without an account apart, and tells nothing about them."""
    return f"stranger {hashlib.blake2b(address_of(request).encode(), digest_size=16).hexdigest()}"
