"""A minute that nobody waits for: the codes the city sent, and their texts, lie a minute further back."""

import sqlite3

from tests.services.house import House

MINUTE_MS = 61_000  # no second code to one number within a minute, by real time
SENT = {
    "zhangban.sqlite3": "UPDATE sign_in_codes SET created_at = created_at - ?",
    "sandbox.sqlite3": "UPDATE texts SET sent_ms = sent_ms - ?",
}


def a_minute_goes_by(house: House) -> None:
    for file, older in SENT.items():
        kept = sqlite3.connect(house.data / file, timeout=20)
        with kept:
            kept.execute(older, (MINUTE_MS,))
        kept.close()
