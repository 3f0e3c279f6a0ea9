"""Complete submissions over HTTP: draft, answers, submit; all of it durable. As Open Forms was measured."""

import asyncio
import json
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from api import sessions
from api.settings import Settings
from bench.client import Connection, Measured, load
from bench.counting import cost, counted
from bench.houses import houses, together
from bench.limit import pgbench
from bench.people import people
from bench.table import Line
from core import crypto, db
from tests.services.house import House
from tests.services.postgres import beside, postgres, sql
from tests.services.redis import redis

ANSWERS = {"first": "一", "second": "二", "third": "三", "fourth": "四"}
AT_ONCE, WARM = 8, 60  # submissions by each process before it counts
ROWS = Path(__file__).with_name("submissions.sql")
WRITES = {
    "applications": 3,
    "cases": 1,
    "consents": 1,
    "events": 3,
    "outbox": 2,
    "parties": 2,
}  # what submissions.sql writes


async def tokens_for(url: str, settings: Settings, count: int) -> list[str]:
    """So many verified citizens, each signed in; written straight into the database."""
    await db.migrate(url)
    settings.data.mkdir(parents=True, exist_ok=True)
    with crypto.using(settings.keyring()):
        async with db.opened(url):
            tokens = []
            async for caller in people(count):
                token = sessions.new_token()
                await sessions.begin(token, citizen_id=caller.citizen_id, channel="sms", face="api")
                tokens.append(token)
            return tokens


async def one_submission(connection: Connection, token: str) -> None:
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    async def post(path: str, body: object, wanted: int) -> Mapping[str, object]:
        status, answer = await connection.request("POST", f"/api/v1{path}", json.dumps(body).encode(), head)
        assert status == wanted, f"{path}: {status} {answer[:300]!r}"
        told: Mapping[str, object] = json.loads(answer)
        return told

    sheet = await post("/applications", {"scene": "five-fields", "answers": {}}, 201)
    answers = {"answers": {**ANSWERS, "fifth": "五"}, "version": sheet["version"]}
    sheet = await post(f"/applications/{sheet['id']}/answers", answers, 200)
    consents = [consent["id"] for consent in sheet["consents"]]  # type: ignore[attr-defined]  # JSON of our own API
    await post(f"/applications/{sheet['id']}/submit", {"version": sheet["version"], "consents": consents}, 200)


def measure(times: int = 1500, processes: int = 2) -> list[Line]:
    """On a PostgreSQL that syncs every commit. The worker is left out: what it does is a row of its own."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zb-bench-")))
        server = stack.enter_context(postgres(durable=True))
        sql(server, "CREATE DATABASE bench")
        url, cache = beside(server, "bench"), stack.enter_context(redis())
        tokens = asyncio.run(tokens_for(url, Settings(data=place / "data"), 64))
        before = asyncio.run(counted(url))
        with houses(place, url, cache, processes) as running:
            measured = asyncio.run(_load(running, tokens, times))
        after = asyncio.run(counted(url))
        limit = pgbench(url, ROWS, AT_ONCE)
    wrong = f", {len(measured.wrong)} WRONG: {measured.wrong[0]}" if measured.wrong else ""
    says = f"{measured.per_second:.0f}/s, p50 {measured.percentile(0.5):.0f} ms, p95 {measured.percentile(0.95):.0f} ms"
    name = f"complete submission, PostgreSQL, HTTP, C={AT_ONCE}, {processes} processes"
    each = cost(before, after, WARM * processes + times, WRITES)
    return [Line(name, f"{says}{wrong}; {each}", limit, ">=300/s, p95 <=100 ms; Open Forms 22/s")]


async def _load(running: list[House], tokens: list[str], times: int) -> Measured:
    async def work(connection: Connection, n: int) -> None:
        await one_submission(connection, tokens[n % len(tokens)])

    await load(work, times=WARM * len(running), at_once=4, port=running[0].port)  # warm
    parts = await asyncio.gather(
        *(
            load(work, times=times // len(running), at_once=AT_ONCE // len(running), port=house.port)
            for house in running
        )
    )
    return together(parts)
