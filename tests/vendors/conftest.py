"""The pretend outside world, for the tests of the wires."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.vendors.pretend import World, world


@pytest.fixture
async def pretend(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as opened:
        yield opened
