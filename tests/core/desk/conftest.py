"""A city with its colleagues at their desks, and people whose sheets only a person can decide."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from core import crypto, outbox, serials
from core.applications import publish
from core.house import house, open_house
from core.scenes import City
from core.staff import Enrolled, Staff, enrol
from tests.core.desk.room import colleague

SECRET = "VL4UL34M34GPHLHPJQ7UTUFDLJW6YEBP"
STAFF = {
    "zhou": ("donghu-civil-affairs", ("clerk",)),
    "chen": ("donghu-civil-affairs", ("officer",)),
    "sun": ("donghu-civil-affairs", ("officer",)),
    "luo": ("donghu-civil-affairs", ("supervisor", "officer")),
    "shen": ("civil-affairs", ("officer",)),
    "guo": ("xiling-civil-affairs", ("officer",)),
    "han": ("donghu-public-security", ("officer", "supervisor", "clerk")),
    "qian": ("donghu-public-security", ("finance",)),
    "he": ("government-services", ("auditor",)),
    "song": ("government-services", ("administrator",)),
}


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path) -> Iterator[None]:
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        yield


@pytest.fixture
async def open_city(database: str, city: City) -> AsyncIterator[None]:
    open_house(city, house().calendar)
    outbox.forget_consumers()
    serials.forget_blocks()
    await publish()
    await enrol([Enrolled(name, "p", SECRET, *place, name.title()) for name, place in STAFF.items()])
    yield
    open_house(city, house().calendar)
    outbox.forget_consumers()


@pytest.fixture
async def team(open_city: None) -> dict[str, Staff]:
    """`team["chen"]`: a colleague at work."""
    return {name: await colleague(name) for name in STAFF}
