"""Complete submissions over HTTP: draft, answers, submit; all of it durable. As Open Forms was measured."""

import asyncio
import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

from api import sessions
from api.settings import Settings
from bench.city import bench_city
from bench.client import Connection, Measured, load
from bench.people import people
from bench.table import Line
from core import crypto, db
from tests.services.house import House, running_house
from tests.services.postgres import beside, postgres, program, sql
from tests.services.redis import redis

ANSWERS = {"first": "一", "second": "二", "third": "三", "fourth": "四"}
AT_ONCE = 8
ROWS = Path(__file__).with_name("rows.sql")


async def tokens_for(url: str, settings: Settings, count: int) -> list[str]:
    """So many verified citizens, each signed in; written straight into the database."""
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


def _house(stack: ExitStack, place: Path, url: str, cache: str, *, name: str) -> House:
    env = {
        "ZB_DATABASE": url,
        "ZB_REDIS": cache,
        "ZB_CITY": str(bench_city(place / name)),
        "ZB_SANDBOX": "false",
        "ZB_WORKER": "separate",
        "ZB_LOG_LEVEL": "error",
    }
    return stack.enter_context(running_house(data=place / "data", env=env))


def measure(times: int = 1500, processes: int = 2) -> list[Line]:
    """On a PostgreSQL that syncs every commit. The worker is left out: what it does is a row of its own."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zb-bench-")))
        server = stack.enter_context(postgres(durable=True))
        sql(server, "CREATE DATABASE bench")
        url, cache = beside(server, "bench"), stack.enter_context(redis())
        houses = [_house(stack, place, url, cache, name=f"city-{n}") for n in range(processes)]
        tokens = asyncio.run(tokens_for(url, Settings(data=place / "data"), 64))
        measured = asyncio.run(_load(houses, tokens, times))
        limit = _pgbench(url)
    wrong = f", {len(measured.wrong)} WRONG: {measured.wrong[0]}" if measured.wrong else ""
    says = f"{measured.per_second:.0f}/s, p50 {measured.percentile(0.5):.0f} ms, p95 {measured.percentile(0.95):.0f} ms"
    name = f"complete submission, PostgreSQL, HTTP, C={AT_ONCE}, {processes} processes"
    return [Line(name, says + wrong, limit, ">=300/s, p95 <=100 ms; Open Forms 22/s")]


async def _load(houses: list[House], tokens: list[str], times: int) -> Measured:
    async def work(connection: Connection, n: int) -> None:
        await one_submission(connection, tokens[n % len(tokens)])

    await load(work, times=60 * len(houses), at_once=4, port=houses[0].port)  # warm
    parts = await asyncio.gather(
        *(load(work, times=times // len(houses), at_once=AT_ONCE // len(houses), port=house.port) for house in houses)
    )
    whole = SimpleNamespace(seconds=max(part.seconds for part in parts))
    each = [seconds for part in parts for seconds in part.each]
    return Measured(whole.seconds, each, [words for part in parts for words in part.wrong])


def _pgbench(url: str) -> str:
    """The same rows written by the server's own load tool, one transaction each."""
    name = program("pgbench") if shutil.which("pgbench") is None else Path("pgbench")
    command = [str(name), "-n", "-c", str(AT_ONCE), "-T", "4", "-M", "prepared", "-f", str(ROWS), url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [line for line in done.stdout.splitlines() if line.startswith("tps")]
    return f"pgbench, same rows: {float(found[0].split()[2]):.0f}/s" if found else f"pgbench: {done.stderr[:80]}"
