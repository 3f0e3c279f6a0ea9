"""Texts that people send to the city: each is kept once and answered once, by text, within limits per phone."""

from core import db, faults
from core.citizens.codes import checked_phone
from core.crypto import blind, seal
from core.db import Batch
from core.db.batch import Value
from core.ids import new_id
from core.refusals import Invalid
from core.secret import Phone
from core.time import now_ms
from notifications.answering import answer
from notifications.composing import Occasion, Recipient, put
from notifications.post import post, posted
from notifications.reports import gateway
from notifications.senders import Arrived

SENDER, TEXT, PHONE_INDEX = "inbound_texts.sender", "inbound_texts.text", "phone"
LONGEST = 1000  # characters that are kept
HOUR_MS = 60 * 60_000
LIMITS = ((10, HOUR_MS), (30, 24 * HOUR_MS))  # answers a phone gets within a time; beyond that it hears nothing


async def receive(name: str, body: bytes) -> bytes:
    """Read a push of texts, keep and answer each; answers what the gateway wants to hear.

    Raises: NotFound `gateway_unknown`; senders.Unreadable (answer with an error: it pushes again).
    """
    told = gateway(name)
    for arrived in told.read_messages(body):
        await take(name, arrived)
    return told.receipt


async def take(name: str, arrived: Arrived) -> None:
    """One text. Pushed again, it changes nothing; from what is no mainland mobile it is not answered."""
    try:
        phone = Phone(checked_phone(arrived.sender.reveal()))
    except Invalid:
        return

    async def write() -> None:
        kept = await _keep(name, phone, arrived)
        if kept is not None and await _may_answer(phone):
            await _answer(kept, phone, arrived.text)

    await db.tx(write)
    faults.point("inbound_answered")
    posted()


async def _keep(name: str, phone: Phone, arrived: Arrived) -> str | None:
    """Its id, or None when this message was kept before."""
    batch, kept = Batch(), new_id()
    values: dict[str, Value] = {
        "id": kept,
        "gateway": name,
        "message_id": arrived.id,
        "sender": seal(phone.reveal(), SENDER),
        "sender_index": blind(phone.reveal(), PHONE_INDEX),
        "text": seal(arrived.text[:LONGEST], TEXT),
        "received_at": now_ms(),
    }
    batch.insert("inbound_texts", values, ignore_conflict=True)
    return kept if await db.commit(batch) == [1] else None


async def _may_answer(phone: Phone) -> bool:
    since = now_ms() - LIMITS[-1][1]
    found = await db.rows(
        "SELECT answered_at FROM inbound_texts"
        " WHERE sender_index = $1 AND received_at > $2 AND answered_at IS NOT NULL",
        blind(phone.reveal(), PHONE_INDEX),
        since,
    )
    times = [row["answered_at"] for row in found]
    return all(sum(at > now_ms() - within for at in times) < most for most, within in LIMITS)


async def _answer(kept: str, phone: Phone, text: str) -> None:
    batch = Batch()
    said = await answer(phone, text, batch)
    letter = post().letters.answers[said.name]
    put(batch, letter, said.values, Recipient(None, phone), Occasion(f"inbound:{kept}"))
    batch.update("inbound_texts", {"id": kept}, {"answered_at": now_ms()})
    await db.commit(batch)
