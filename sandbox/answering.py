"""Citizens texting the city: a text leaves a pretend phone, and the gateway pushes it to the city's secret path."""

import secrets
import sqlite3

from .clock import Clock
from .demo import SHORT_NUMBER, SIGN_NAME
from .faults import take_in
from .kinds import JsonObject
from .pushes import Push, queue
from .texts import Text, put
from .world import World

LONGEST = 1000  # characters one may text
FORGED_WORDS = "TD"  # what a stranger would send in somebody's name


async def text_the_city(world: World, phone: str, content: str) -> str:
    """Returns the vendor's number of the message (`sequence_id`)."""
    now = world.clock.real_ms()
    sequence = f"{now}{secrets.randbelow(1000):03d}"
    text = Text(sequence, phone, content, now, world.clock.business_ms(), now, now, mine=True)

    def write(db: sqlite3.Connection) -> None:
        put(db, text)
        fault = take_in(db, "sms_messages")
        queue(db, Push("sms_messages", _pushed(text, content), _pushed(text, FORGED_WORDS), now), fault, world.pace)

    await world.store.do(write)
    world.pushes.wake()
    return sequence


def _pushed(text: Text, content: str) -> JsonObject:
    return {
        "phone_number": text.phone,
        "send_time": Clock.stamp(text.sent_ms),
        "content": content,
        "sign_name": SIGN_NAME,
        "dest_code": SHORT_NUMBER,
        "sequence_id": text.biz_id,
    }
