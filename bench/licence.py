"""The senior card: from the moment of submission to the licence in hand, decided by rule, on both engines."""

import asyncio
import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from api.city import read_city
from bench.client import Measured
from bench.people import people
from bench.table import Line
from core import crypto, db, outbox
from core.applications import begin, decide_by_rule, publish, submit
from core.applications.deciding import TOPICS
from core.citizens import Caller
from tests.core.applications.world import LOCAL, PICTURE, Told
from tests.services.postgres import beside, postgres, sql

CITY = Path(__file__).resolve().parents[1] / "city"
TIMES = 200
KNOWS = Told({**LOCAL, "licence.id_card.photo": PICTURE})


def measure() -> list[Line]:
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zb-bench-")))
        server = stack.enter_context(postgres(durable=True))
        sql(server, "CREATE DATABASE bench")
        read_city(CITY, "https://bench.invalid", None)
        lines = []
        for engine, url in (
            ("SQLite", f"sqlite:///{place / 'bench.sqlite3'}"),
            ("PostgreSQL", beside(server, "bench")),
        ):
            with crypto.using(crypto.demo_keyring(place / engine)):
                measured = asyncio.run(_measured(url))
            says = (
                f"p50 {measured.percentile(0.5):.0f} ms, p95 {measured.percentile(0.95):.0f} ms of {len(measured.each)}"
            )
            lines.append(Line(f"senior card, submit to licence, {engine}", says, "", "p95 <1 s"))
    return lines


async def _measured(url: str) -> Measured:
    await db.migrate(url)
    outbox.forget_consumers()
    outbox.register("decide", TOPICS, decide_by_rule)
    measured = Measured()
    async with db.opened(url):
        await publish()
        news = asyncio.Event()
        outbox.on_news(lambda _: news.set())
        worker = asyncio.create_task(_work(news))
        async for caller in people(TIMES):
            measured.each.append(await _one(caller))
        worker.cancel()
    outbox.forget_consumers()
    return measured


async def _work(news: asyncio.Event) -> None:
    while True:
        await news.wait()
        news.clear()
        while await outbox.work_once():
            pass


async def _one(caller: Caller) -> float:
    sheet = await begin(caller, "senior-card", {"pickup": "electronic"}, knowledge=KNOWS)
    consents = [consent.id for consent in sheet.consents]
    began = perf_counter()
    await submit(caller, sheet.id, sheet.version, consents=consents, knowledge=KNOWS)
    while await db.row("SELECT id FROM licences WHERE application_id = $1", sheet.id) is None:  # noqa: ASYNC110  a face looks so
        await asyncio.sleep(0.001)
    return perf_counter() - began
