"""Where the outside world is when it is a pretend one. A plug-in not set up otherwise reaches its vendor there."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Outside:
    """`base`: the address below which the pretend vendors' wires are. `secrets`: their public keys, by name."""

    base: str
    secrets: Mapping[str, str] = field(repr=False)
