"""A minute that nobody waits for: the city's clock travels, and what the pretend gateway sent lies a minute further back."""

import sqlite3
from datetime import datetime, timedelta

import httpx

from tests.services.house import House

MINUTE = timedelta(seconds=61)  # no second code to one number within a minute


def a_minute_goes_by(house: House) -> None:
    now = datetime.fromisoformat(httpx.get(f"{house.address}/sandbox/clock").json()["now"])
    httpx.post(f"{house.address}/sandbox/clock", json={"now": (now + MINUTE).isoformat()}).raise_for_status()
    with sqlite3.connect(house.data / "sandbox.sqlite3", timeout=20) as texts:
        texts.execute("UPDATE texts SET sent_ms = sent_ms - ?", (MINUTE // timedelta(milliseconds=1),))
    texts.close()
