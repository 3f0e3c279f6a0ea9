"""Python inside the open house: `await db.rows("SELECT count(*) AS n FROM applications")` works at the prompt."""

import ast
import asyncio
import code
import inspect
import types

import core.applications
import core.citizens
import core.db
import core.licences
import core.outbox
from api.bootstrap import House

BANNER = "The house is open: db, applications, citizens, licences, outbox, house. `await` works here. ctrl-D closes it."


class Prompt(code.InteractiveConsole):
    """Reads in a thread of its own, runs on the loop of the house."""

    def __init__(self, names: dict[str, object], loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(names)
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self._loop = loop

    def runcode(self, source: types.CodeType) -> None:
        async def run() -> None:
            result = types.FunctionType(source, self.locals)()
            if inspect.isawaitable(result):
                await result

        try:
            asyncio.run_coroutine_threadsafe(run(), self._loop).result()
        except SystemExit:
            raise
        except BaseException:  # noqa: BLE001  whatever was typed, the prompt comes back
            self.showtraceback()


async def talk(house: House) -> None:
    """Until ctrl-D."""
    names: dict[str, object] = {
        "db": core.db,
        "applications": core.applications,
        "citizens": core.citizens,
        "licences": core.licences,
        "outbox": core.outbox,
        "house": house,
    }
    prompt = Prompt(names, asyncio.get_running_loop())
    await asyncio.to_thread(prompt.interact, BANNER, "")
