"""A case that was forwarded to a department's own system: noted down, handed over, asked about until it is answered,
taken back from there when it ends before.

A crash between handing over and remembering does no harm: it is handed over again under the same reference, which is
the same case there.
"""

import asyncio
import logging
from collections.abc import Mapping

from core import db, faults, outbox
from core.applications.loading import load
from core.applications.versions import pinned
from core.refusals import Refusal, Unavailable
from offices import Accepted, Ended, Later, LetGo, Office, answering, named, rows
from offices.handed import handed
from offices.rows import Handover

CONSUMER = "offices"
ENDS: Mapping[str, Ended] = {"case_withdrawn": "withdrawn", "case_voided": "voided"}
TOPICS = frozenset({"case_forwarded", *ENDS})
DECIDED = "office_had_decided"
AT_ONCE = 8
NOT_HERE_S = 600  # an office that is not connected (any more) is looked for again after that many seconds
_log = logging.getLogger("offices")


def register() -> None:
    outbox.register(CONSUMER, TOPICS, note_down)


async def note_down(message: outbox.Message) -> None:
    """The consumer: a forwarded case whose item an office decides is to be handed over, one that has ended to be taken
    back. Seen twice: nothing."""
    if message.topic in ENDS:
        await db.commit(rows.take_back(str(message.data["case_id"]), ENDS[message.topic]))
        return
    loaded = await load(message.application_id)
    case = loaded.application.cases[str(message.data["case_id"])]
    scene = await pinned(loaded.application.scene, loaded.application.scene_version)
    office = scene.office_of(case.item)
    if office is not None and case.state == "forwarded":
        await db.commit(rows.begin(message.event_id, case.id, loaded.application.id, office))


async def work_once(limit: int = 24) -> int:
    """The job: hand over, ask about or take back what is due. Answers how many were; 0: there is nothing just now."""
    claimed = await rows.claim(limit)
    gate = asyncio.Semaphore(AT_ONCE)
    outcomes = await asyncio.gather(*(_work(gate, one) for one in claimed), return_exceptions=True)
    for one, outcome in zip(claimed, outcomes, strict=True):
        if isinstance(outcome, BaseException):
            if not isinstance(outcome, Exception):
                raise outcome
            await _put_off(one, outcome)
    return len(claimed)


async def _put_off(one: Handover, error: Exception) -> None:
    code = error.code if isinstance(error, Refusal) else type(error).__name__
    _log.warning("office_failed", extra={"office": one.office, "attempts": one.attempts, "error": code})
    wait = error.retry_after if isinstance(error, Unavailable) else 0
    await db.commit(rows.put_off(one, code, wait))


async def _work(gate: asyncio.Semaphore, one: Handover) -> None:
    async with gate:
        office = named(one.office)
        if office is None:
            raise Unavailable("office_not_here", NOT_HERE_S)
        if one.take_back_for is not None:
            await _take_back(office, one, one.take_back_for)
        elif one.number is None:
            await _hand_over(office, one)
        else:
            await _ask(office, one, one.number)


async def _hand_over(office: Office, one: Handover) -> None:
    loaded = await load(one.application_id)
    case = loaded.application.cases[one.case_id]
    if case.state != "forwarded":
        await db.commit(rows.over(one, "answered", None, rows.NEVER_SENT if one.attempts == 1 else rows.MOVED_ON))
        return
    scene = await pinned(loaded.application.scene, loaded.application.scene_version)
    outcome = await office.hand_over(await handed(loaded, scene, case, one.id))
    faults.point("office_not_remembered")
    match outcome:
        case Accepted(number):
            await db.commit(rows.taken(one, number))
        case Later(retry_after):
            await db.commit(rows.put_off(one, "office_later", retry_after))
        case _:
            await answering.refused(one, outcome)


async def _ask(office: Office, one: Handover, number: str) -> None:
    case = await db.row("SELECT state FROM cases WHERE id = $1", one.case_id)
    if case is None or case["state"] != "forwarded":  # it went on without them: nobody is asked about it for ever
        await db.commit(rows.over(one, "answered", number, rows.MOVED_ON))
        return
    update = await office.ask(number, one.id)
    faults.point("office_asked")
    if (update.number, update.reference) != (number, one.id):
        raise Unavailable("vendor_answer_forged", line=one.office)
    if not await answering.answered(one.office, update):
        await db.commit(rows.put_off(one, ""))


async def _take_back(office: Office, one: Handover, reason: Ended) -> None:
    """What has ended here stays ended, whatever they say; that they had decided is there to be read."""
    outcome = await office.take_back(one.number, one.id, reason)
    faults.point("office_let_go")
    match outcome:
        case LetGo():
            await db.commit(rows.over(one, "taken_back", one.number))
        case Later(retry_after):
            await db.commit(rows.put_off(one, "office_later", retry_after))
        case _:
            _log.warning("office_had_decided", extra={"office": one.office, "code": outcome.code})
            await db.commit(rows.over(one, "answered", one.number, DECIDED))
