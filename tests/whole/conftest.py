"""The stage of a story, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.scenes import City

for name in ("acts", "checks", "doors", "ending", "slips", "slow", "telling"):
    pytest.register_assert_rewrite(f"tests.whole.{name}")

from tests.whole.stage import Stage, opened_stage  # noqa: E402  after its asserts are made to speak


@pytest.fixture
def stage(database_url: str, city: City, tmp_path: Path) -> Iterator[Stage]:
    with opened_stage(database_url, city, tmp_path / "keys") as opened:
        yield opened
