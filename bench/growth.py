"""The officers' queue and "my applications" as a city grows: at 5 thousand cases, and with `--millions` at 5 million.

The rows are written by PostgreSQL itself; the pages are asked for as the faces ask, and the plans are read from the
server's own log.
"""

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from api.city import read_city
from bench.client import Measured
from bench.people import people
from bench.table import Line
from core import crypto, db
from core.applications import listing, publish
from core.citizens import Caller
from core.desk import queue
from core.staff import Staff
from tests.services.postgres import beside, postgres, sql

CITY = Path(__file__).resolve().parents[1] / "city"
SMALL, LARGE = 5_000, 5_000_000
TIMES, WARM = 300, 30
DESK = Staff("bench", "bench", "bench", "donghu-civil-affairs", "990101000000", ("officer",))
EACH = 12  # applications a person has
DEPARTMENTS = 20
FILL = Path(__file__).with_name("growth.sql")
Ask = Callable[[], Awaitable[object]]


def measure(*, millions: bool = False, large: int = LARGE) -> list[Line]:
    """One line a page: small, `large` where asked for, and the plan of each."""
    sizes = (SMALL, large) if millions else (SMALL,)
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zb-bench-")))
        server = stack.enter_context(postgres(durable=True))
        read_city(CITY, "https://bench.invalid", None)
        stack.enter_context(crypto.using(crypto.demo_keyring(place / "keys")))
        found = [asyncio.run(_at(server, size)) for size in sizes]
    return [_line(page, [(size, *of[page]) for size, of in zip(sizes, found, strict=True)]) for page in found[0]]


def _line(page: str, found: list[tuple[int, Measured, str]]) -> Line:
    says = "; ".join(f"at {size:,}: p50 {1000 * _p50(measured):.0f} µs" for size, measured, _ in found)
    if len(found) > 1:
        ratio = _p50(found[1][1]) / _p50(found[0][1])
        same = "same plan" if found[0][2] == found[1][2] else f"OTHER PLAN: {found[0][2]}"
        says += f" ({ratio:.2f} x, {same})"
    return Line(f"{page}, PostgreSQL, warm", says, found[-1][2], "at 5 million ≤1.3 x that at 5 thousand, same plan")


def _p50(measured: Measured) -> float:
    return measured.percentile(0.5)  # milliseconds


async def _at(server: str, size: int) -> dict[str, tuple[Measured, str]]:
    name = f"bench_{size}"
    sql(server, f"CREATE DATABASE {name}", f"ALTER DATABASE {name} SET session_preload_libraries = 'auto_explain'")
    url = beside(server, name)
    await db.migrate(url)
    async with db.opened(url):
        await publish()
        me = await anext(people(1))
        await _fill(url, size, me)
    sql(server, f"ALTER DATABASE {name} SET auto_explain.log_min_duration = 0")
    log = await _log_of(url)
    async with db.opened(url):
        pages: dict[str, Ask] = {
            "my applications": lambda: listing(me, limit=20),
            "queue page of one department": lambda: queue(DESK, limit=20),
        }
        return {page: await _measured(ask, log) for page, ask in pages.items()}


async def _fill(url: str, size: int, me: Caller) -> None:
    found = await db.row("SELECT version FROM scene_versions WHERE slug = 'senior-card'")
    assert found is not None
    await asyncio.to_thread(sql, url, *filling(size, me.citizen_id, found["version"]))


def filling(size: int, me: str, version: str) -> list[str]:
    """The statements that write a city of `size` cases, twelve of them of the citizen `me`."""
    given = {"size": size, "each": EACH, "departments": DEPARTMENTS, "me": me, "version": version}
    given["open_every"] = 4 if size <= SMALL else 25  # a grown city has closed nearly all it ever had
    text = FILL.read_text("utf-8")
    for name, value in given.items():
        text = text.replace(f":{name}", str(value))
    return [part for part in text.split(";\n") if part.strip()]


async def _log_of(url: str) -> Path:
    async with db.opened(url):
        found = await db.row("SELECT setting AS place FROM pg_settings WHERE name = 'data_directory'")
    assert found is not None
    return Path(found["place"]).parent / "log"


async def _measured(ask: Ask, log: Path) -> tuple[Measured, str]:
    for _ in range(WARM):
        await ask()
    before = len(_read(log))
    await ask()
    plan, measured = plan_in(_read(log)[before:]), Measured()
    for _ in range(TIMES):
        began = perf_counter()
        await ask()
        measured.each.append(perf_counter() - began)
    return measured, plan


def _read(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")


def plan_in(log: str) -> str:
    """Which indexes, or whole tables, the newest questions went through, in the order of their mention."""
    steps = re.findall(
        r"(Index Only Scan|Index Scan|Bitmap Index Scan|Seq Scan)(?: Backward)?(?: using| on) (\w+)", log
    )
    return ", ".join(dict.fromkeys(f"{'all of ' if how == 'Seq Scan' else ''}{what}" for how, what in steps))
