"""Decisions at the officers' desk over HTTP: a case is accepted, then approved; eight officers side by side.

Each approval makes its notice of law, the events, the letter to be written and the end of the case in one commit.
"""

import asyncio
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, time

from api.city import read_city
from api.settings import Settings
from bench.city import bench_city
from bench.client import Connection, Measured, load
from bench.counting import cost, counted
from bench.houses import houses, together
from bench.limit import pgbench
from bench.sheets import submitted
from bench.table import Line
from core import crypto, db, outbox, serials
from core.applications import publish
from core.staff import Enrolled, enrol
from core.staff.totp import STEP_S, code_at
from notifications import writing
from tests.services.house import House
from tests.services.postgres import beside, postgres, sql
from tests.services.redis import redis

OFFICERS, WARM = 8, 15  # so many decisions of each officer before it counts
PASSWORD, SECRET = "bench-bench-bench", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ROWS = Path(__file__).with_name("decisions.sql")
WRITES = {"applications": 2, "cases": 5, "events": 6, "outbox": 2, "documents": 2}  # what decisions.sql writes
NUMBERED = (  # so that decisions.sql finds a case to decide
    "CREATE TABLE numbered AS SELECT row_number() OVER () AS n, id, application_id FROM cases",
    "ALTER TABLE numbered ADD PRIMARY KEY (n)",
    "ANALYZE",
)


@dataclass
class Officer:
    """One person at a desk of their own, on a connection of their own, with the cases they are to decide."""

    name: str
    port: int
    cases: Sequence[tuple[str, int]]
    token: str = ""
    approvals: Measured | None = None

    async def decide(self, connection: Connection, n: int) -> None:
        """Accept, then approve."""
        case, version = self.cases[n]
        accepted = await self._move(connection, case, "accept", version)
        began = perf_counter()
        approved = await self._move(connection, case, "approve", int(str(accepted["version"])))
        if self.approvals is not None:
            self.approvals.each.append(perf_counter() - began)
        assert approved["result"] == "approved", f"{case}: {approved}"

    async def _move(self, connection: Connection, case: str, move: str, version: int) -> Mapping[str, object]:
        body = {"move": move, "version": version, "opinion": "经审查，符合规定的条件。" if move == "approve" else None}
        return await posted(connection, f"/cases/{case}/moves", body, 200, self.token)

    async def sign_in(self, connection: Connection) -> None:
        body = {"name": self.name, "password": PASSWORD, "totp": code_at(SECRET, int(time()) // STEP_S)}
        self.token = str((await posted(connection, "/sessions", body, 201))["token"])


async def posted(connection: Connection, path: str, body: object, wanted: int, token: str = "") -> Mapping[str, object]:
    head = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    status, answer = await connection.request("POST", f"/api/v1/desk{path}", json.dumps(body).encode(), head)
    assert status == wanted, f"{path}: {status} {answer[:300]!r}"
    told: Mapping[str, object] = json.loads(answer)
    return told


def measure(times: int = 1600, processes: int = 2) -> list[Line]:
    """On a PostgreSQL that syncs every commit, without the worker. Nobody looks a case up first: the moves alone."""
    each = times // OFFICERS
    count = (each + WARM) * OFFICERS
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zb-bench-")))
        server, cache = stack.enter_context(postgres(durable=True)), stack.enter_context(redis())
        sql(server, "CREATE DATABASE bench")
        url = beside(server, "bench")
        cases = asyncio.run(_waiting(url, place, count))
        before = asyncio.run(counted(url))
        with houses(place, url, cache, processes) as running:
            whole, approvals = asyncio.run(_decided(list(_officers(running, cases)), each))
        after = asyncio.run(counted(url))
        sql(url, *NUMBERED)
        limit = pgbench(url, ROWS, OFFICERS, {"cases": count})
    name = f"decision (accept, approve), PostgreSQL, HTTP, C={OFFICERS}, {processes} processes"
    return [Line(name, f"{_says(whole, approvals)}; {cost(before, after, count, WRITES)}", limit)]


def _says(whole: Measured, approvals: Measured) -> str:
    rate = f"{whole.per_second:.0f}/s ({2 * whole.per_second:.0f} moves/s)"
    wrong = f", {len(whole.wrong)} WRONG: {whole.wrong[0]}" if whole.wrong else ""
    return f"{rate}, both {_times(whole)}; approve alone {_times(approvals)}{wrong}"


def _times(measured: Measured) -> str:
    return f"p50 {measured.percentile(0.5):.0f} ms, p95 {measured.percentile(0.95):.0f} ms"


async def _waiting(url: str, place: Path, count: int) -> list[tuple[str, int]]:
    """So many cases handed in, each with its version, and the officers enrolled to decide them."""
    await db.migrate(url)
    data = place / "data"
    data.mkdir()
    with _keys(data):
        async with db.opened(url):
            read_city(bench_city(place), "https://bench.invalid", None)
            serials.forget_blocks()
            outbox.forget_consumers()
            writing.register()
            await publish()
            await submitted(count)
            found = await db.rows("SELECT id, version, department FROM cases ORDER BY id")
            (department,) = {row["department"] for row in found}
            names = (f"officer-{n}" for n in range(OFFICERS))
            await enrol([Enrolled(name, PASSWORD, SECRET, department, ("clerk", "officer")) for name in names])
            return [(row["id"], row["version"]) for row in found]


@contextmanager
def _keys(data: Path) -> Iterator[None]:
    with crypto.using(Settings(data=data).keyring()):
        yield


def _officers(running: Sequence[House], cases: Sequence[tuple[str, int]]) -> Iterator[Officer]:
    for n in range(OFFICERS):
        yield Officer(f"officer-{n}", running[n % len(running)].port, cases[n::OFFICERS])


async def _decided(officers: Sequence[Officer], each: int) -> tuple[Measured, Measured]:
    """All the decisions; and the approvals alone, which are the second half of each."""
    for officer in officers:
        await officer.sign_in(Connection("127.0.0.1", officer.port))
    await asyncio.gather(*(_at_a_desk(officer, 0, WARM) for officer in officers))
    for officer in officers:
        officer.approvals = Measured()
    whole = together(await asyncio.gather(*(_at_a_desk(officer, WARM, each) for officer in officers)))
    return whole, together([officer.approvals for officer in officers if officer.approvals])


async def _at_a_desk(officer: Officer, first: int, times: int) -> Measured:
    async def work(connection: Connection, n: int) -> None:
        await officer.decide(connection, first + n)

    return await load(work, times=times, at_once=1, port=officer.port)
