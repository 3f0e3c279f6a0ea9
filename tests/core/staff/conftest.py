"""A city with three colleagues in it; time is passed in."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from core import crypto
from core.house import house, open_house
from core.scenes import City
from core.staff import Enrolled, enrol

SECRET = "VL4UL34M34GPHLHPJQ7UTUFDLJW6YEBP"
NOON_S = 1_790_000_010  # a moment in the middle of a step


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path) -> Iterator[None]:
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        yield


@pytest.fixture
async def colleagues(database: str, city: City) -> AsyncIterator[None]:
    open_house(city, house().calendar)
    await enrol(
        [
            Enrolled("chen", "a long password", SECRET, "donghu-civil-affairs", ("officer",), "陈立"),
            Enrolled("luo", "another password", SECRET, "civil-affairs", ("supervisor", "officer")),
        ]
    )
    yield
    open_house(city, house().calendar)
