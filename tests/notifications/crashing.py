"""A worker that dies at a named point: run as a process of its own, so that it can really be killed.

Arguments: database address, key file, outside address, name of the point, how many times the point is passed unharmed.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

import sandbox
from core import crypto, db, faults
from notifications import deliveries, letters, senders
from notifications.post import open_post
from vendors import http
from vendors.outside import Outside

LETTERS = Path(__file__).resolve().parents[2] / "city" / "letters"


async def work(database: str, keys: str, outside: str, point: str, passes: str) -> None:
    left = int(passes)

    def die() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    faults.arm(point, die)
    with crypto.using(crypto.demo_keyring(Path(keys))):
        async with db.opened(database), http.opened():
            open_post(letters.load(LETTERS), senders.every(Outside(outside, sandbox.DEMO_SECRETS)))
            while await deliveries.work_once(20):
                pass


if __name__ == "__main__":
    asyncio.run(work(*sys.argv[1:]))
