"""A worker that dies at a named point: run as a process of its own, so that it can really be killed."""

import asyncio
import os
import signal
from pathlib import Path

import sandbox
from core import crypto, db, faults
from notifications import deliveries, letters, senders
from notifications.post import open_post
from vendors import http
from vendors.outside import Outside

LETTERS = Path(__file__).resolve().parents[2] / "city" / "letters"


def run(database: str, keys: Path, outside: str, point: str, passes: int) -> None:
    """Work; `point` is passed so many times unharmed."""
    asyncio.run(_work(database, keys, outside, point, passes))


async def _work(database: str, keys: Path, outside: str, point: str, passes: int) -> None:
    left = passes

    def die() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    faults.arm(point, die)
    with crypto.using(crypto.demo_keyring(keys)):
        async with db.opened(database), http.opened():
            open_post(letters.load(LETTERS), senders.every(Outside(outside, sandbox.DEMO_SECRETS)))
            while await deliveries.work_once(20):
                pass
