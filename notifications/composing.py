"""One letter becomes rows: the letter itself, which is the inbox, and a delivery for each other rung of the ladder."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from core.crypto import seal
from core.db import Batch
from core.db.batch import Value
from core.ids import grouped, new_code, new_id
from core.json import encode
from core.secret import Phone
from core.time import business_ms, now_ms
from notifications import wording
from notifications.letters import Letter, Letters
from notifications.post import post

TITLE, BODY, TO, MESSAGE = "letters.title", "letters.body", "deliveries.to", "deliveries.message"
CODE_LENGTH = 8
SMS = "sms"


@dataclass(frozen=True)
class Recipient:
    """`citizen_id` None: a phone whose owner we do not know. `wants_sms`: they did not switch texts off."""

    citizen_id: str | None
    phone: Phone | None
    wants_sms: bool = True


@dataclass(frozen=True)
class Occasion:
    """What a letter is about. `key` makes it once: the same occasion never becomes two letters."""

    key: str
    application_id: str | None = None
    case_id: str | None = None
    department: str | None = None


def put(batch: Batch, letter: Letter, values: Mapping[str, str], to: Recipient, occasion: Occasion) -> None:
    """Render `letter` and put its rows into `batch`. Raises: wording.ValueMissing; then `batch` is as it was."""
    letters, letter_id, code = post().letters, new_id(), new_code(CODE_LENGTH)
    told = {"ask": letters.head.ask, **values}
    letter_row = _letter_row(letter, told, to, occasion)
    sender = post().for_rung(SMS)
    if sender and letter.sms and to.phone and (letter.must or to.wants_sms):
        row = _delivery_row(letters, letter, {**told, "code": grouped(code)}, to.phone)
        batch.insert("deliveries", row | {"letter_id": letter_id, "rung": SMS, "sender": sender.name})
    batch.insert("letters", letter_row | {"id": letter_id, "code": code})


def _letter_row(letter: Letter, told: Mapping[str, str], to: Recipient, occasion: Occasion) -> dict[str, Value]:
    """A letter without words for the inbox keeps only what it was about: a code to type in is not kept."""
    title = wording.filled(letter.title, told, lines=False) if letter.title else letter.about
    body = wording.filled(letter.text, told) if letter.text else letter.about
    return {
        "event_key": occasion.key,
        "citizen_id": to.citizen_id,
        "application_id": occasion.application_id,
        "case_id": occasion.case_id,
        "kind": letter.kind,
        "title": seal(title, TITLE),
        "body": seal(body, BODY),
        "department": occasion.department,
        "created_at": business_ms(),
    }


def _delivery_row(letters: Letters, letter: Letter, told: Mapping[str, str], phone: Phone) -> dict[str, Value]:
    said = letters.wording(letter)
    values = {name: wording.clean(told[name], lines=False) for name in wording.wants(letter.sms) | {"code"}}
    text = wording.filled(letter.sms + letters.head.tail, told, lines=False)
    useful_until = now_ms() + letter.minutes * 60_000 if letter.minutes else None
    message = {
        "wording": asdict(said),
        "values": values,
        "text": f"【{letters.head.signature}】{text}",
        "useful_until": useful_until,
    }
    return {
        "id": new_id(),
        "to_sealed": seal(phone.reveal(), TO),
        "message": seal(encode(message), MESSAGE),
        "state": "waiting",
        "attempts": 0,
        "available_at": now_ms(),
    }
