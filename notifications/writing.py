"""From what happened to a letter: the outbox consumer that writes one letter per event, and the sign-in code."""

from core import db, outbox
from core.db import Batch
from core.ids import new_id
from core.refusals import NotFound
from core.secret import Phone
from notifications import wording
from notifications.composing import Occasion, Recipient, put
from notifications.letters import SIGN_IN
from notifications.particulars import Particulars, particulars
from notifications.post import post, posted

CONSUMER = "letters"
TOPICS = None  # every event may want a letter; it says so itself


async def write(message: outbox.Message) -> None:
    """The letter this event asks for; written before: nothing. A letter that lacks a value is dead, not half a letter.

    Raises: outbox.Dead `letter_unknown`, `letter_value_missing`.
    """
    kind = message.data.get("letter")
    if not isinstance(kind, str) or not kind:
        return
    letter = post().letters.by_kind.get(kind)
    if letter is None:
        raise outbox.Dead(f"letter_unknown {kind}")
    try:
        about = await particulars(message.event_id, kind)
    except NotFound:
        raise outbox.Dead("letter_without_event") from None
    if about.written:
        return
    batch = Batch()
    try:
        put(batch, letter, about.values, about.recipient, _occasion(about))
    except wording.ValueMissing as missing:
        raise outbox.Dead(f"letter_value_missing {kind}: {missing}") from None
    await db.commit(batch)
    posted()


def _occasion(about: Particulars) -> Occasion:
    return Occasion(about.key, about.application_id, about.case_id, about.department)


async def send_sign_in_code(phone: Phone, digits: str) -> None:
    """A text with the code; nothing for any inbox. Inside a `tx` it becomes real with it."""
    letter = post().letters.of(SIGN_IN)
    batch, values = Batch(), {"digits": digits, "minutes": str(letter.minutes)}
    put(batch, letter, values, Recipient(None, phone), Occasion(f"sign_in:{new_id()}"))
    await db.commit(batch)
    db.after_commit(posted)
