"""What processes tell each other in passing. It may be gone at any moment: whoever reads it must do without.

The parts put a shared one here when they meet; until then each process has its own.
"""

from dataclasses import dataclass, field
from typing import Protocol

from core.time import now_ms


class Shelf(Protocol):
    """Nothing raises: a shelf that is away is an empty one."""

    async def read(self, key: str) -> bytes | None: ...

    async def put(self, key: str, value: bytes, seconds: int) -> None: ...

    async def claim(self, key: str, seconds: int) -> bool:
        """Whether nobody else has claimed it within `seconds`. A shelf that is away says yes to everybody."""
        ...

    async def drop(self, key: str) -> None: ...


@dataclass
class OwnShelf:
    """Inside one process."""

    _kept: dict[str, tuple[bytes, int]] = field(default_factory=dict)

    async def read(self, key: str) -> bytes | None:
        value, until = self._kept.get(key, (None, 0))
        return value if until > now_ms() else None

    async def put(self, key: str, value: bytes, seconds: int) -> None:
        self._kept[key] = (value, now_ms() + seconds * 1000)

    async def claim(self, key: str, seconds: int) -> bool:
        if await self.read(key) is not None:
            return False
        await self.put(key, b"1", seconds)
        return True

    async def drop(self, key: str) -> None:
        self._kept.pop(key, None)


_shelf: Shelf = OwnShelf()


def use(shelf: Shelf | None) -> None:
    """Only bootstrap and tests call this; None: this process's own, empty."""
    global _shelf
    _shelf = shelf or OwnShelf()


def shelf() -> Shelf:
    return _shelf
