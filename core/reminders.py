"""What a scene promises who is too early: to be told when the day comes. Asked once, told once, dropped at will."""

from dataclasses import dataclass
from datetime import date

from core import db
from core.applications import check
from core.applications.versions import current
from core.citizens import Caller
from core.db import Batch
from core.house import house
from core.ids import new_id
from core.ports import Knowledge
from core.refusals import Conflict, NotAllowed, NotFound
from core.scenes.judgement import Alternative, Reminder
from core.time import business_ms, today

WAITING, TOLD, DROPPED = "waiting", "told", "dropped"
_COLUMNS = "id, scene, possible_on, tell_on, state"
_ONE = f"SELECT {_COLUMNS} FROM reminders WHERE citizen_id = $1 AND id = $2"
_ASKED = f"SELECT {_COLUMNS} FROM reminders WHERE citizen_id = $1 AND scene = $2 AND because = $3"
_MINE = f"SELECT {_COLUMNS} FROM reminders WHERE citizen_id = $1 ORDER BY possible_on, id"
# Asked again after it was dropped, it waits anew; else it stays as it is.
_ASK = f"""
INSERT INTO reminders (id, citizen_id, scene, because, possible_on, tell_on, state, created_at)
VALUES ($1, $2, $3, $4, $5, $6, '{WAITING}', $7)
ON CONFLICT (citizen_id, scene, because) DO UPDATE
SET possible_on = excluded.possible_on, tell_on = excluded.tell_on, state = excluded.state
WHERE reminders.state = '{DROPPED}'
"""
_DUE = f"SELECT id FROM reminders WHERE state = '{WAITING}' AND tell_on <= $1 LIMIT 1"
_CLAIM = f"""
UPDATE reminders SET state = '{TOLD}', told_at = $1 WHERE id IN (
  SELECT id FROM reminders WHERE state = '{WAITING}' AND tell_on <= $2 ORDER BY tell_on, id LIMIT $3{{skip}})
RETURNING id, citizen_id, scene, possible_on
"""


@dataclass(frozen=True)
class ReminderView:
    """As faces show it. `state` is waiting, told or dropped; both days are ISO dates."""

    id: str
    scene: str
    title: str
    possible_on: str
    tell_on: str
    state: str


@dataclass(frozen=True)
class Due:
    """One reminder whose day has come."""

    id: str
    citizen_id: str
    scene: str
    possible_on: str


async def ask(caller: Caller, slug: str, *, knowledge: Knowledge) -> ReminderView:
    """Remember to tell this caller when they may have the scene. Asking twice changes nothing.

    Raises: NotFound `scene_unknown`; NotAllowed `assurance_needed`: only a certificate tells the day;
    Conflict `nothing_to_remind` when no day stands in the way.
    """
    scene = current(slug)
    if caller.assurance < scene.assurance:
        raise NotAllowed("assurance_needed", needed=scene.assurance, how=["three_elements"])
    judgement = (await check(slug, {}, caller, knowledge=knowledge)).judgement
    because, day = _latest(judgement.alternatives)
    batch = Batch()
    tell_on = max(day.tell_on, today()).isoformat()
    batch.run(_ASK, new_id(), caller.citizen_id, slug, because, day.on.isoformat(), tell_on, business_ms())
    await db.commit(batch)
    return await _found(_ASKED, caller.citizen_id, slug, because)


def _latest(alternatives: tuple[Alternative, ...]) -> tuple[str, Reminder]:
    """Where several days stand in the way the last one counts. Raises: Conflict `nothing_to_remind`."""
    days = [(each.because, each.remind) for each in alternatives if each.remind]
    if not days:
        raise Conflict("nothing_to_remind")
    return max(days, key=lambda found: found[1].on)


async def mine(caller: Caller) -> tuple[ReminderView, ...]:
    """All that the caller asked for, the nearest day first."""
    return tuple(_view(row) for row in await db.rows(_MINE, caller.citizen_id))


async def drop(caller: Caller, reminder_id: str) -> ReminderView:
    """Do not tell after all. A second time changes nothing.

    Raises: NotFound `reminder_unknown`; Conflict `reminded_already`.
    """
    batch = Batch()
    owned = {"id": reminder_id, "citizen_id": caller.citizen_id, "state": WAITING}
    batch.update("reminders", owned, {"state": DROPPED}, expect=None)
    await db.commit(batch)
    found = await _found(_ONE, caller.citizen_id, reminder_id)
    if found.state == TOLD:
        raise Conflict("reminded_already")
    return found


async def is_due(on: date) -> bool:
    """Whether anybody is to be told by `on`: the usual no costs a read, not a write."""
    return await db.row(_DUE, on.isoformat()) is not None


async def claim_due(on: date, limit: int) -> list[Due]:
    """Inside `tx`: those whose day has come are told once it commits, and no other worker gets them."""
    skip = " FOR UPDATE SKIP LOCKED" if db.dialect() == "postgres" else ""
    rows = await db.written(_CLAIM.format(skip=skip), business_ms(), on.isoformat(), limit)
    return [Due(row["id"], row["citizen_id"], row["scene"], row["possible_on"]) for row in rows]


async def _found(sql: str, *owned: str) -> ReminderView:
    row = await db.row(sql, *owned)
    if row is None:
        raise NotFound("reminder_unknown")
    return _view(row)


def _view(row: db.Row) -> ReminderView:
    scene = house().city.scenes.get(row["scene"])
    title = scene.title if scene else ""
    return ReminderView(row["id"], row["scene"], title, row["possible_on"], row["tell_on"], row["state"])
