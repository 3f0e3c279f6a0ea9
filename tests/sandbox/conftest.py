"""One pretend city and one sandbox for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.sandbox.world import NOWHERE, Caller, City, Hand, caller, pretend_city


@pytest_asyncio.fixture
async def pretend() -> AsyncIterator[City]:
    async with pretend_city() as city:
        yield city


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """Where the sandbox pushes to: the pretend city when the test asks for one, else nowhere."""
    return str(request.getfixturevalue("pretend").address) if "pretend" in request.fixturenames else NOWHERE


@pytest_asyncio.fixture
async def box(address: str, tmp_path: Path) -> AsyncIterator[Caller]:
    async with caller(address, tmp_path / "sandbox.db", Hand()) as made:
        yield made
