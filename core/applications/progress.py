"""What is new since a line of history that a face has seen: for long polls and event streams."""

from dataclasses import dataclass

from core.applications.standing import load_for
from core.applications.timeline import QUIET, Line, events_of, line_of, names_of
from core.applications.versions import pinned
from core.citizens import Caller
from core.words import DEFAULT


@dataclass(frozen=True)
class Progress:
    """`next` is the `after` to ask with next time."""

    items: tuple[Line, ...]
    next: int


async def events_after(caller: Caller, application_id: str, seq: int, language: str = DEFAULT) -> Progress:
    """The lines after `seq`, oldest first. Raises: NotFound `application_unknown`."""
    loaded, standing = await load_for(caller, application_id)
    application = loaded.application
    if application.seq <= seq:
        return Progress((), seq)
    scene = await pinned(application.scene, application.scene_version)
    names = names_of(application, scene, language, role=standing.role, viewer=caller.citizen_id)
    events = await events_of(application_id, seq)
    lines = tuple(line_of(event, names, language) for event in events if event["kind"] not in QUIET)
    return Progress(lines, events[-1]["seq"] if events else seq)
