"""Letters to deliver, what became of them, and the gateway's own count of doubles."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from core import db
from core.db import Batch
from core.ids import new_id
from core.secret import Phone
from notifications.composing import Occasion, Recipient, put
from notifications.letters import SIGN_IN
from notifications.post import post
from tests.vendors.pretend import World

T = TypeVar("T")


async def post_texts(count: int, phone: str = "19900990001") -> None:
    """So many texts to one phone, waiting to be delivered."""
    batch = Batch()
    for number in range(count):
        values = {"digits": f"{number:06d}", "minutes": "5"}
        put(batch, post().letters.of(SIGN_IN), values, Recipient(None, Phone(phone)), Occasion(f"test:{new_id()}"))
    await db.commit(batch)


async def states() -> dict[str, int]:
    """How many deliveries are in which state."""
    return {
        row["state"]: row["n"] for row in await db.rows("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
    }


async def due_again() -> None:
    """As if leases had ended and waits were over."""
    batch = Batch()
    batch.run("UPDATE deliveries SET locked_until = NULL, available_at = 0 WHERE state = 'waiting'")
    await db.commit(batch)


async def landed(pretend: World, phone: str = "19900990001") -> list[str]:
    return [text["text"] for text in await pretend.texts(phone)]


async def sent_twice(pretend: World) -> int:
    """How often the gateway got the same text again: with a real one each would be a double on somebody's phone."""
    return int((await pretend.ask.get("/sandbox/sms/repeats")).json()["repeats"])


async def until(look: Callable[[], Awaitable[T]], wanted: T) -> None:
    """Wait for what another process or task is about to do."""
    for _ in range(200):
        if await look() == wanted:
            return
        await asyncio.sleep(0.02)
    assert await look() == wanted
