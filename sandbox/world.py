"""What every wire of the sandbox is given: the store, the clock, the people, the phones, the faults, and how fast
things happen.
"""

import asyncio
import contextlib
import sqlite3
from dataclasses import dataclass, field

from .clock import Clock
from .faults import Faults
from .pace import Pace
from .people import People
from .pushes import Pushes
from .store import Store
from .texts import Texts

NONCE_MS = 30 * 60 * 1000  # twice the widest skew any wire allows


@dataclass(frozen=True, slots=True)
class World:
    store: Store
    clock: Clock
    people: People
    texts: Texts
    faults: Faults
    pushes: Pushes
    pace: Pace
    limits: bool = True  # whether the gateway keeps its limits per phone; a load test turns them off
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def spend_nonce(self, nonce: str) -> bool:
        """Remember a nonce for as long as a signature with it could pass; False: it was seen before."""
        now = self.clock.real_ms()

        def write(db: sqlite3.Connection) -> bool:
            db.execute("delete from nonces where at_ms<?", (now - NONCE_MS,))
            return db.execute("insert or ignore into nonces (nonce, at_ms) values (?, ?)", (nonce, now)).rowcount == 1

        return await self.store.do(write)

    async def hold(self, seconds: float) -> None:
        """Keep a caller waiting, but never keep the house from closing."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    def opens(self) -> None:
        self._stopping.clear()

    def closes(self) -> None:
        self._stopping.set()
