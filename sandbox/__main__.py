"""The pretend world as a server of its own, for rehearsing production: `python -m sandbox --port 9000 ...`.

With `SANDBOX_PREFIX` set to something random its secrets are not the public ones, which production refuses.
"""

import argparse
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from .app import create


def main() -> None:
    """Serve until a signal."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="The pretend outside world.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--callback-base", required=True, help="the city's address, without a closing slash")
    parser.add_argument("--db", type=Path, required=True, help="its SQLite file, made if it is not there")
    given = parser.parse_args()
    world = create(given.callback_base, time.time, given.db)

    @asynccontextmanager
    async def awake(_: Starlette) -> AsyncIterator[None]:
        await world.start()
        yield
        await world.stop()

    app = Starlette(routes=[Mount("/sandbox", world)], lifespan=awake)
    uvicorn.run(app, host=given.host, port=given.port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main()
