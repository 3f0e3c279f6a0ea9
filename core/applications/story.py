"""What a letter needs to know about one event: who, what, which office, until when. Read when the letter is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from core import db
from core.applications.case import Case
from core.applications.history import NOTE
from core.applications.loading import load
from core.applications.timeline import opinion_of
from core.applications.versions import pinned
from core.citizens import Citizen
from core.crypto import open_bytes
from core.json import Json, decode
from core.outbox import Message
from core.refusals import NotFound
from core.scenes import Department, Scene


@dataclass(frozen=True)
class Story:
    """`letter` is the letter's kind, None when nobody needs to be told. `case` and `department` are None for events of
    the whole application; then `departments` names all offices that have it."""

    event_id: str
    letter: str | None
    citizen: Citizen
    scene: Scene
    application_id: str
    query_code: str
    due_on: str | None
    at: int
    case: Case | None
    department: Department | None
    departments: tuple[Department, ...]
    opinion: str
    remedy: str


async def story_of(message: Message) -> Story:
    """Raises: NotFound when the event is not there (it always is: rows are written together)."""
    loaded = await load(message.application_id)
    application = loaded.application
    event = await db.row("SELECT case_id, note, data, at FROM events WHERE id = $1", message.event_id)
    if event is None:
        raise NotFound("event_unknown")
    scene = await pinned(application.scene, application.scene_version)
    case = application.cases.get(event["case_id"] or "")
    note = cast(Mapping[str, Json], decode(open_bytes(event["note"], NOTE))) if event["note"] else {}
    letter = message.data.get("letter")
    due_on = cast(Mapping[str, Json], decode(event["data"])).get("due_on")  # as it was then, not as it is by now
    departments = {one.department: scene.department_of(one) for one in application.cases.values()}
    return Story(
        message.event_id,
        str(letter) if letter else None,
        loaded.citizen,
        scene,
        application.id,
        application.query_code or "",
        str(due_on) if due_on else None,
        event["at"],
        case,
        scene.department_of(case) if case else None,
        tuple(departments.values()),
        opinion_of(note),
        str(note.get("remedy") or ""),
    )
