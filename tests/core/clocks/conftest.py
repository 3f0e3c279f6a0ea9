"""The city's own calendar, read once."""

from pathlib import Path

import pytest

from core.calendar import Calendar

FOLDER = Path(__file__).resolve().parents[3] / "city" / "calendar"


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return Calendar.load(FOLDER)
