"""What the tests of the whole way stand on: a keyring, the city, the consumer that decides by rule, counted trips."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core import crypto, documents, faults, outbox, serials
from core.applications import decide_by_rule, publish
from core.applications.deciding import TOPICS
from core.db.postgres import Postgres
from core.db.sqlite import Sqlite
from core.house import house, open_house
from core.scenes import City
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path) -> Iterator[None]:
    documents.use(documents.load(ROOT / "city" / "documents", "http://city.example/verify"))
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        yield


@pytest.fixture
async def open_city(database: str, city: City) -> AsyncIterator[None]:
    open_house(city, house().calendar)
    outbox.forget_consumers()
    outbox.register("decide", TOPICS, decide_by_rule)
    serials.forget_blocks()
    await publish()
    yield
    open_house(city, house().calendar)
    outbox.forget_consumers()
    faults.disarm()


@pytest.fixture
def city_folder_changed(open_city: None, city: City):
    """The operator publishes the senior card anew, with another sentence in it."""

    async def change() -> None:
        scene = replace(city.scenes["senior-card"], says="改过的一句话")
        changed = replace(city, scenes={**city.scenes, "senior-card": scene})
        open_house(changed, house().calendar)
        await publish()

    return change


@pytest.fixture
def trips(open_city: None) -> Iterator[list[str]]:
    """Every round trip to the database from here on: read, write or other. Counted at our own two clients."""
    counted: list[str] = []
    undo = [_counting(client, name, kind, counted) for client in (Sqlite, Postgres) for name, kind in TRIPS]
    yield counted
    for give_back in undo:
        give_back()


TRIPS = (("fetch", "read"), ("run", "write"), ("fetch_written", "other"))


def _counting(client: type, name: str, kind: str, counted: list[str]):
    real = getattr(client, name)

    async def counting(self, *args):
        counted.append(kind)
        return await real(self, *args)

    setattr(client, name, counting)
    return lambda: setattr(client, name, real)
