"""Letters: from the event to a text at the gateway, remembered, by one worker process as an operator starts it."""

import asyncio
import json
import os
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from api.city import read_city
from api.settings import Settings
from bench.city import ROOT, bench_city
from bench.client import Connection, Measured, load
from bench.sheets import ANSWERS, submitted
from bench.table import Line
from core import crypto, db, outbox, serials
from core.applications import publish
from core.db import Batch
from core.ids import new_id
from core.time import now_ms
from notifications import writing
from tests.services.postgres import beside, postgres, sql
from tests.services.process import LOOPBACK, answers_on, free_port, running
from tests.services.redis import redis

BAR = ">=400/s per worker, none lost, none twice; GOV.UK Notify 77/s"
AT_ONCE = 8
READY = "The worker works"


@dataclass(frozen=True)
class Place:
    """Where one measurement happens: its folder, database, Redis and gateway."""

    folder: Path
    database: str
    redis: str
    gateway: int

    @property
    def env(self) -> Mapping[str, str]:
        return {
            "PYTHONPATH": str(ROOT),
            "ZB_DATABASE": self.database,
            "ZB_REDIS": self.redis,
            "ZB_DATA": str(self.folder / "data"),
            "ZB_CITY": str(self.folder / "city"),
            "ZB_SANDBOX": "false",
            "ZB_WORKER": "separate",
            "ZB_LOG_LEVEL": "error",
            "ZB_ALIYUN_SMS_ADDRESS": f"http://{LOOPBACK}:{self.gateway}/",
            "ZB_ALIYUN_SMS_KEY_ID": "bench",
            "ZB_ALIYUN_SMS_KEY_SECRET": "bench-bench-bench",
            "ZB_ALIYUN_SMS_MAY_ASK_FOR_TEMPLATES": "true",
        }

    def arrived(self) -> tuple[int, int]:
        """How many texts the gateway got, and how many came again."""
        with urllib.request.urlopen(f"http://{LOOPBACK}:{self.gateway}/") as answer:
            told = json.load(answer)
        return told["texts"], told["repeats"]

    @contextmanager
    def worker(self) -> Iterator[int]:
        """One worker process; gives its id."""
        log = self.folder / "worker.log"
        log.unlink(missing_ok=True)
        command = [sys.executable, "-m", "api.cli", "worker"]
        with running(command, ready=lambda: READY in log.read_text(), log=log, env=self.env) as process:
            yield process.pid


def measure(letters: int = 3000, killed: int = 600) -> list[Line]:
    """On both engines, every commit synced: the rate; then the same with the worker killed on the way."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zb-bench-")))
        server, cache = stack.enter_context(postgres(durable=True)), stack.enter_context(redis())
        sql(server, "CREATE DATABASE bench")
        lines = []
        for engine, url in (("PostgreSQL", beside(server, "bench")), ("SQLite", f"sqlite:///{folder / 'bench'}")):
            home = folder / engine
            home.mkdir()
            bench_city(home)
            place = Place(home, url, cache, stack.enter_context(_gateway(home)))
            lines.append(asyncio.run(_line(place, engine, letters, killed)))
    return lines


@contextmanager
def _gateway(folder: Path) -> Iterator[int]:
    port = free_port()
    quiet = ["--host", LOOPBACK, "--port", str(port), "--log-level", "warning", "--no-access-log", "--lifespan", "off"]
    command = [sys.executable, "-m", "uvicorn", "bench.gateway:app", *quiet]
    with running(command, ready=lambda: answers_on(port), log=folder / "gateway.log", env={"PYTHONPATH": str(ROOT)}):
        yield port


async def _line(place: Place, engine: str, letters: int, killed: int) -> Line:
    settings = Settings(data=place.folder / "data", city=place.folder / "city", database=place.database)
    settings.data.mkdir(parents=True, exist_ok=True)
    await db.migrate(place.database)
    with crypto.using(settings.keyring()):
        async with db.opened(place.database):
            read_city(settings.city, "https://bench.invalid", None)
            serials.forget_blocks()
            outbox.forget_consumers()
            writing.register()
            await publish()
            limit = await _bare(place)
            before = place.arrived()[0]
            rate, cost = await _rate(place, letters)
            await _killed(place, killed)
            texts, repeats = place.arrived()
    wanted = letters + killed
    says = f"{rate:.0f}/s, {cost:.2f} ms of processor each; killed once: {texts - before} of {wanted}, {repeats} twice"
    name = f"letters: event, rendered, at the gateway, remembered, {engine}"
    return Line(name, says, f"bare client, same gateway: {limit.per_second:.0f}/s", BAR)


async def _bare(place: Place, times: int = 2000) -> Measured:
    """Nothing but texts, unsigned, already rendered, remembered by nobody."""
    head = {"x-acs-action": "SendSms", "content-type": "application/x-www-form-urlencoded"}

    async def work(connection: Connection, n: int) -> None:
        body = urlencode({"PhoneNumbers": "19900990001", "TemplateParam": json.dumps(ANSWERS), "OutId": new_id()})
        status, _ = await connection.request("POST", "/", body.encode(), head)
        assert status == 200

    return await load(work, times=times, at_once=AT_ONCE, port=place.gateway)


async def _rate(place: Place, count: int) -> tuple[float, float]:
    """Letters a second, from the worker's first claim to the last one remembered; the processor's ms for each."""
    await submitted(count)
    with place.worker() as pid:
        await _until("SELECT count(*) AS n FROM deliveries WHERE state = 'sent'", count)
        ended, spent = now_ms(), _processor_ms(pid)
    begun = await db.row(f"SELECT min(locked_until) - {outbox.LEASE_MS} AS at FROM outbox")
    assert begun is not None
    return count * 1000 / (ended - begun["at"]), (spent - _start_ms(place)) / count


def _start_ms(place: Place) -> float:
    """What a worker that finds nothing to do takes: the processor's ms until it is ready."""
    with place.worker() as pid:
        return _processor_ms(pid)


def _processor_ms(pid: int) -> float:
    """Of the process, its threads included, since it began (proc(5): fields 14 and 15, in ticks)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


async def _killed(place: Place, count: int) -> None:
    """The worker dies without warning with a third of it done; its leases end; another one goes on."""
    before = place.arrived()[0]
    await submitted(count)
    with place.worker() as pid:
        while place.arrived()[0] < before + count // 3:  # noqa: ASYNC110  the gateway tells nobody
            await asyncio.sleep(0.005)
        os.kill(pid, 9)
    batch = Batch()
    batch.run("UPDATE outbox SET locked_until = NULL WHERE state = 0")
    batch.run("UPDATE deliveries SET locked_until = NULL WHERE state = 'waiting'")
    await db.commit(batch)
    with place.worker():
        await _until("SELECT count(*) AS n FROM outbox WHERE state = 0", 0)
        await _until("SELECT count(*) AS n FROM deliveries WHERE state = 'waiting'", 0)


async def _until(question: str, wanted: int) -> None:
    """The database is the truth, and another process fills it."""
    while (found := await db.row(question)) is None or found["n"] != wanted:  # noqa: ASYNC110  it tells nobody
        await asyncio.sleep(0.05)
