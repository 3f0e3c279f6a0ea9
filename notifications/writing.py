"""From what happened to letters: the outbox consumer that writes one letter per event and person, and sign-in codes."""

from collections.abc import Sequence
from dataclasses import replace

from core import db, outbox
from core.db import Batch
from core.ids import new_id
from core.json import JsonObject
from core.secret import Phone
from notifications import wording
from notifications.composing import Occasion, Recipient, put
from notifications.letters import SIGN_IN, SPEAKS_OF, Letter
from notifications.particulars import Asked, Particulars, particulars
from notifications.post import post, posted

CONSUMER = "letters"


def register() -> None:
    """Any event may want a letter; it says so itself."""
    outbox.register(CONSUMER, None, write, plan=plan, wants=wants_letter)


def wants_letter(data: JsonObject) -> bool:
    return bool(_kind(data))


async def write(message: outbox.Message) -> None:
    """The letters this event asks for; written before: nothing. A letter that lacks a value is dead, not half a letter.

    Raises: outbox.Dead `letter_unknown`, `letter_without_event`, `letter_value_missing`.
    """
    planned = await plan([message])
    if message.id in planned.failed:
        raise planned.failed[message.id]
    await db.commit(planned.writes)
    if planned.afterwards:
        planned.afterwards()


async def plan(messages: Sequence[outbox.Message]) -> outbox.Planned:
    """The letters that these events ask for, read and rendered together."""
    told = await particulars([Asked(message.event_id, _kind(message.data)) for message in messages])
    batch, failed = Batch(), dict[str, Exception]()
    for message in messages:
        try:
            _render(batch, _kind(message.data), told.get(message.event_id))
        except outbox.Dead as dead:
            failed[message.id] = dead
    return outbox.Planned(batch, failed, posted if batch else None)


def _render(batch: Batch, kind: str, about: Particulars | None) -> None:
    """Raises: outbox.Dead."""
    if not kind or (about and about.written and not about.others):
        return
    letter = post().letters.by_kind.get(kind)
    if letter is None:
        raise outbox.Dead(f"letter_unknown {kind}")
    if about is None:
        raise outbox.Dead("letter_without_event")
    rows = Batch()
    try:
        if not about.written:
            put(rows, letter, about.values, about.recipient, _occasion(about))
        if letter.to_others:
            _tell_others(rows, letter.to_others, about)
    except wording.ValueMissing as missing:
        raise outbox.Dead(f"letter_value_missing {kind}: {missing}") from None
    batch.add(rows)


def _tell_others(rows: Batch, letter: Letter, about: Particulars) -> None:
    """Each a letter of their own, of nothing but what everybody in it may know. Raises: wording.ValueMissing."""
    known = {name: value for name, value in about.values.items() if name in SPEAKS_OF["others"]}
    for one in about.others:
        put(rows, letter, known, one, replace(_occasion(about), key=f"{about.key}:{one.citizen_id}"))


def _kind(data: JsonObject) -> str:
    kind = data.get("letter")
    return kind if isinstance(kind, str) else ""


def _occasion(about: Particulars) -> Occasion:
    return Occasion(about.key, about.application_id, about.case_id, about.department)


async def send_sign_in_code(phone: Phone, digits: str) -> None:
    """A text with the code; nothing for any inbox. Inside a `tx` it becomes real with it."""
    letter = post().letters.of(SIGN_IN)
    batch, values = Batch(), {"digits": digits, "minutes": str(letter.minutes)}
    put(batch, letter, values, Recipient(None, phone), Occasion(f"sign_in:{new_id()}"))
    await db.commit(batch)
    db.after_commit(posted)
