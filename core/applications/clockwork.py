"""What time alone brings about: last days that pass, silence that accepts, procedures that end, lamps that turn.

Everything goes by the business date and through `apply`, so a clock set back undoes nothing and does nothing twice. Any
number of workers may look at once: whoever writes second finds the version moved, and leaves it.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from core import db
from core.applications.case import Case
from core.applications.following import INVITED
from core.applications.history import By
from core.applications.limits import Limited, limits_for
from core.applications.loading import Loaded, load
from core.applications.moving import Moment, apply
from core.applications.promising import come_due, papers_of
from core.applications.versions import pinned
from core.applications.waking import planned_end
from core.applications.writing import write
from core.refusals import Unavailable
from core.time import business_ms, today

CLOCK = By("clock")
_DUE = """SELECT c.application_id FROM cases c WHERE c.opened = 1 AND c.wake_on <= $1
ORDER BY c.wake_on, c.id LIMIT {limit}"""
_log = logging.getLogger("clocks")


async def tick(limit: int = 100) -> int:
    """Look at up to `limit` cases that are due today; answers at how many applications something was done."""
    when = Moment(business_ms(), today())
    found = await db.rows(_DUE.format(limit=int(limit)), when.today.isoformat())
    done = [
        await _looked_at(application_id, when) for application_id in dict.fromkeys(r["application_id"] for r in found)
    ]
    return sum(done)


async def _looked_at(application_id: str, when: Moment) -> bool:
    try:
        await wake(application_id, when)
    except db.Stale:
        return False  # somebody else was faster: they have looked at it, or the next tick will
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001  one application that cannot be woken keeps no other one asleep
        _log.error("clock_failed", extra={"application": application_id, "error": type(error).__name__})
        await _put_off(application_id, when)
        return False
    return True


async def _put_off(application_id: str, when: Moment) -> None:
    """Tomorrow again; a person has read the log until then."""
    batch = db.Batch()
    now, then = when.today.isoformat(), (when.today + timedelta(days=1)).isoformat()
    sql = "UPDATE cases SET wake_on = $1 WHERE application_id = $2 AND opened = 1 AND wake_on <= $3"
    batch.run(sql, then, application_id, now)
    await db.commit(batch)


async def wake(application_id: str, when: Moment) -> None:
    """Everything that is due in one application, in one commit. Raises: Stale."""
    loaded = await load(application_id)
    scene = await pinned(loaded.application.scene, loaded.application.scene_version)
    strike(loaded, limits_for(scene), when)
    await write(loaded, scene, when)


def strike(loaded: Loaded, limits: Limited, when: Moment) -> None:
    """The clock's own moves and marks, on what is loaded."""
    application = loaded.application
    silent = next((party.role for party in loaded.parties if party.state == INVITED), None)
    for case_id in application.cases:
        for move in due_moves(application.cases[case_id], limits, when.today):
            lapses = move == "lapse"
            told = lapses and any(event["kind"] == "confirmation_lapsed" for event in application.events)
            data = {"role": silent} if lapses else None
            apply(application, case_id, move, CLOCK, when=when, limits=limits, data=data, tell=not told)
        _call_in_promises(loaded, case_id, limits, when)
        _light(loaded, case_id, limits, when)
    if any(event["kind"] == "confirmation_lapsed" for event in application.events):
        _lapse(loaded)


def due_moves(case: Case, limits: Limited, on: date) -> Iterator[str]:
    """What the clock does with a case on this day: one move at most."""
    marks = case.marks
    if not case.begun:
        if case.state == "submitted" and _past(marks.confirm_by, on):
            yield "lapse"
    elif case.state == "correction" and _past(marks.correct_by, on):
        yield "give_up"
    elif case.state == "pay_pending" and _past(marks.pay_by, on):
        yield "leave_unpaid"
    elif case.state == "submitted" and (last := limits.answer_due(case)) and on > last:
        yield "deem_accepted"
    elif case.state == "suspended" and (last_day := planned_end(case)) and on > last_day:
        yield "resume"


def _past(last: str | None, on: date) -> bool:
    return last is not None and on > date.fromisoformat(last)


def _call_in_promises(loaded: Loaded, case_id: str, limits: Limited, when: Moment) -> None:
    """Papers that did not come: the person is told once, a lamp burns, and somebody at the desk decides."""
    application = loaded.application
    due = come_due(application, application.cases[case_id], when)
    if not due:
        return
    for promise in due:
        application.put_promise(replace(promise, state="overdue"))
    case = application.cases[case_id]
    letter = limits.letter(case.item, "promise_overdue")
    application.record("promise_overdue", CLOCK, when.at, case=case, data=papers_of(due), letter=letter)


def _light(loaded: Loaded, case_id: str, limits: Limited, when: Moment) -> None:
    """The lamp of the day, and when to look again."""
    application = loaded.application
    case = application.cases[case_id]
    seen = limits.watched(case, application.promised_in(case_id), when.today)
    application.put(seen)
    if seen.lamp != case.lamp and not seen.ended:
        data = {"lamp": seen.lamp, "lamp_was": case.lamp}
        application.record("lamp_changed", CLOCK, when.at, case=seen, data=data)


def _lapse(loaded: Loaded) -> None:
    """Whoever was asked and did not answer in time."""
    application = loaded.application
    application.also.update(
        "parties", {"application_id": application.id, "state": INVITED}, {"state": "lapsed"}, expect=None
    )
    loaded.parties = tuple(
        replace(party, state="lapsed") if party.state == INVITED else party for party in loaded.parties
    )
