"""What the tests of money stand on: a small city, a bank in memory, both databases."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from core import crypto, faults, outbox, serials
from core.applications import publish
from core.house import house, open_house
from core.scenes import City
from payments import refunding
from payments.policy import load
from payments.tills import open_tills
from tests.conftest import ROOT
from tests.payments.bank import Bank
from tests.payments.world import small_city

POLICY = load(ROOT / "city" / "policies" / "money.yaml")


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path) -> Iterator[None]:
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        yield


@pytest.fixture
async def bank(database: str, city: City) -> AsyncIterator[Bank]:
    """The house is open, and this is the one provider."""
    calendar = house().calendar
    open_house(small_city(), calendar)
    outbox.forget_consumers()
    refunding.register()
    serials.forget_blocks()
    await publish()
    made = Bank()
    open_tills([made], POLICY)
    yield made
    open_house(city, calendar)
    outbox.forget_consumers()
    faults.disarm()
