"""The papers of one case: what filled each, how far it is trusted, which files were given, and what is still owed."""

from collections.abc import Mapping, Sequence

from core import db
from core.applications.application import Promise
from core.applications.loading import Loaded
from core.crypto import open_text
from core.db import Row
from core.desk.sheet import Sheet
from core.desk.views import MaterialSeen, PromiseSeen, UploadSeen
from core.desk.visible import materials_of, targets_of
from core.scenes.elements import Material
from core.time import rfc3339

NAME = "uploads.name"
_UPLOADS = """SELECT id, target, name, media_type, size, trust, created_at FROM uploads
WHERE application_id = $1 AND removed_at IS NULL ORDER BY id"""


async def uploads_of(application_id: str, sheet: Sheet) -> tuple[UploadSeen, ...]:
    """The files that this item may see."""
    targets = targets_of(sheet.scene, sheet.item)
    return tuple(_upload(row) for row in await db.rows(_UPLOADS, application_id) if row["target"] in targets)


def _upload(row: Row) -> UploadSeen:
    name, at = open_text(row["name"], NAME), rfc3339(row["created_at"])
    return UploadSeen(row["id"], row["target"], name, row["media_type"], row["size"], row["trust"], at)


async def materials_seen(case_id: str, sheet: Sheet, uploads: Sequence[UploadSeen]) -> tuple[MaterialSeen, ...]:
    """As they were written down at submission, and as they have changed since."""
    written = {
        row["material"]: row
        for row in await db.rows("SELECT material, source, trust, state FROM materials WHERE case_id = $1", case_id)
    }
    elements = {each.id: each for each in sheet.scene.item(sheet.item).materials}
    seen = []
    for need in materials_of(sheet.item, sheet.judgement):
        row = written.get(need.id)
        given = tuple(upload for upload in uploads if upload.target == need.id)
        state = row["state"] if row else ("kept" if need.have else "left_out")
        source = (row["source"] if row else "") or need.source
        trust = (row["trust"] if row else None) or need.trust
        accepted = _accepted_when(elements, need.id)
        seen.append(MaterialSeen(need.id, need.label, state, source, trust, need.optional, given, accepted))
    return tuple(seen)


def _accepted_when(elements: Mapping[str, Material], material: str) -> str:
    return elements[material].accepted_when if material in elements else ""


def promises_seen(loaded: Loaded, case_id: str, sheet: Sheet) -> tuple[PromiseSeen, ...]:
    elements = {each.id: each for each in sheet.scene.item(sheet.item).materials}
    return tuple(_promise(one, elements) for one in loaded.promises if one.case_id == case_id)


def _promise(one: Promise, elements: Mapping[str, Material]) -> PromiseSeen:
    material = elements.get(one.material)
    consequence = material.may_follow.consequence if material and material.may_follow else ""
    label = material.label if material else one.material
    return PromiseSeen(one.id, one.material, label, one.owed_on, one.state, consequence)
