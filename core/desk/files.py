"""The files of a case as its office may see them."""

from dataclasses import dataclass

from core import db
from core.applications.versions import pinned
from core.crypto import open_text
from core.db import Row
from core.desk.access import note
from core.desk.finding import Marks
from core.desk.papers import NAME
from core.desk.visible import targets_of
from core.refusals import NotFound
from core.staff import HANDLES, Staff

_UPLOAD = """SELECT u.id, u.target, u.name, u.media_type, u.sha256, u.place, u.citizen_id, u.application_id,
a.scene, a.scene_version FROM uploads u JOIN applications a ON a.id = u.application_id
WHERE u.id = $1 AND u.removed_at IS NULL"""


@dataclass(frozen=True)
class FileKept:
    """Where the bytes lie (`place`), what they must hash to, and how to show them."""

    place: str
    sha256: str
    name: str
    media_type: str


async def file(staff: Staff, upload_id: str, purpose: str = "handling") -> FileKept:
    """Writes the look down in the access log.

    Raises: NotAllowed `role_needed`; NotFound `upload_unknown`, also for what only another item or office may see.
    """
    staff.require(*HANDLES)
    found = await db.row(_UPLOAD, upload_id)
    case_id = await _case_that_sees(staff, found) if found else None
    if found is None or case_id is None:
        raise NotFound("upload_unknown")
    await note(staff, [found["citizen_id"]], "upload", purpose, case_id=case_id)
    return FileKept(found["place"], found["sha256"], open_text(found["name"], NAME), found["media_type"])


async def _case_that_sees(staff: Staff, upload: Row) -> str | None:
    """One of the caller's begun cases whose item the file was given for."""
    scene, marks = await pinned(upload["scene"], upload["scene_version"]), Marks()
    cases = await db.rows(
        f"SELECT id, item FROM cases WHERE application_id = {marks.add(upload['application_id'])}"
        f" AND department IN ({marks.add(*staff.sees)}) AND submitted_at IS NOT NULL ORDER BY position",
        *marks.values,
    )
    return next((case["id"] for case in cases if upload["target"] in targets_of(scene, case["item"])), None)
