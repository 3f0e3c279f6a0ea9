"""A file for an application: looked into, sealed away, and written down as the citizen's own."""

import asyncio
import hashlib
import unicodedata
from dataclasses import dataclass

from api.edge.bodies import FILE_LIMIT
from api.files.places import Places
from api.files.sniffing import SUFFIX, media_type_of
from api.problems import TooLarge
from core import db, kinds
from core.applications.versions import pinned
from core.citizens import Caller
from core.crypto import open_text, seal
from core.db import Batch
from core.ids import new_id
from core.refusals import Conflict, Defect, Invalid, NotFound
from core.scenes import Scene
from core.time import now_ms

TRUST = "C"  # domain 1.2: uploaded by the user, not compared with the original yet
MOST_FILES = 60
LONGEST_NAME = 120
NAME = "uploads.name"
TAKING = frozenset({"draft", "needs_you"})  # states of an application that takes files


@dataclass(frozen=True)
class Upload:
    """CONTRACT: the answer to an upload."""

    id: str
    target: str
    name: str
    size: int
    sha256: str
    trust: str


@dataclass(frozen=True)
class Opened:
    """A file to be given back."""

    name: str
    media_type: str
    content: bytes


async def give(
    caller: Caller, application_id: str, target: str, name: str, content: bytes, *, places: Places
) -> Upload:
    """Keep `content` for a material or field of the caller's own application. The same file twice is one.

    Raises: NotFound; Conflict `not_open`; Invalid for a target or file that is none of ours; TooLarge.
    """
    if len(content) > FILE_LIMIT:
        raise TooLarge("file_too_large", limit=FILE_LIMIT)
    application = await _own(caller, application_id)
    if application["state"] not in TAKING:
        raise Conflict("not_open", state=application["state"])
    scene = await pinned(application["scene"], application["scene_version"])
    media_type = await asyncio.to_thread(media_type_of, content)
    _refuse_target(scene, target, media_type)
    sha256 = hashlib.sha256(content).hexdigest()
    if earlier := await _earlier(application_id, target, sha256):
        return earlier
    upload = Upload(new_id(), target, _tidy(name, media_type), len(content), sha256, TRUST)
    place = await asyncio.to_thread(places.put, content)
    try:
        await _write(caller, application_id, upload, media_type, place)
    except BaseException:
        await asyncio.to_thread(places.drop, place)
        raise
    return upload


async def take_away(caller: Caller, upload_id: str) -> None:
    """Remove a file from an application that is still open; what was submitted stays.

    Raises: NotFound `upload_unknown`; Conflict `not_open`.
    """
    found = await _found(caller, upload_id)
    if found["state"] not in TAKING:
        raise Conflict("not_open", state=found["state"])
    batch = Batch()
    batch.run("UPDATE uploads SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL", now_ms(), upload_id)
    await db.commit(batch)


async def fetch(caller: Caller, upload_id: str, *, places: Places) -> Opened:
    """Raises: NotFound `upload_unknown`, also for another person's; `file_gone` when it is not what was given."""
    found = await _found(caller, upload_id)
    content = await whole(found["place"], found["sha256"], places=places)
    return Opened(open_text(found["name"], NAME), found["media_type"], content)


async def whole(place: str, sha256: str, *, places: Places) -> bytes:
    """What lies at `place`. Raises: NotFound `file_gone` when nothing does, or when it is not what was given."""
    content = await asyncio.to_thread(places.get, place)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotFound("file_gone")
    return content


async def content_of(upload_id: str, *, places: Places) -> bytes | None:
    """For the house's own use, whoever gave it; None when it is gone."""
    found = await db.row("SELECT place FROM uploads WHERE id = $1 AND removed_at IS NULL", upload_id)
    try:
        return await asyncio.to_thread(places.get, found["place"]) if found else None
    except NotFound:
        return None


async def _own(caller: Caller, application_id: str) -> db.Row:
    found = await db.row(
        "SELECT state, scene, scene_version FROM applications WHERE id = $1 AND citizen_id = $2",
        application_id,
        caller.citizen_id,
    )
    if found is None:
        raise NotFound("application_unknown")
    return found


async def _found(caller: Caller, upload_id: str) -> db.Row:
    found = await db.row(
        "SELECT u.name, u.media_type, u.sha256, u.place, a.state FROM uploads u JOIN applications a"
        " ON a.id = u.application_id WHERE u.id = $1 AND u.citizen_id = $2 AND u.removed_at IS NULL",
        upload_id,
        caller.citizen_id,
    )
    if found is None:
        raise NotFound("upload_unknown")
    return found


def _refuse_target(scene: Scene, target: str, media_type: str) -> None:
    field = scene.fields.get(target)
    wanted = kinds.get(field.kind).uploads if field is not None else None
    if wanted is None and target not in {material.id for _, material in scene.materials}:
        raise Invalid([Defect("target", "target_unknown")])
    if wanted is not None and not media_type.startswith(wanted):
        raise Invalid([Defect("file", "photo_needed")])


async def _earlier(application_id: str, target: str, sha256: str) -> Upload | None:
    """The same file, if it is here already. Raises: Conflict `too_many_files`."""
    found = await db.rows(
        "SELECT id, target, name, size, sha256, trust FROM uploads WHERE application_id = $1 AND removed_at IS NULL",
        application_id,
    )
    for row in found:
        if (row["target"], row["sha256"]) == (target, sha256):
            return Upload(row["id"], target, open_text(row["name"], NAME), row["size"], sha256, row["trust"])
    if len(found) >= MOST_FILES:
        raise Conflict("too_many_files", limit=MOST_FILES)
    return None


async def _write(caller: Caller, application_id: str, upload: Upload, media_type: str, place: str) -> None:
    batch = Batch()
    batch.insert(
        "uploads",
        {
            "id": upload.id,
            "application_id": application_id,
            "citizen_id": caller.citizen_id,
            "target": upload.target,
            "name": seal(upload.name, NAME),
            "media_type": media_type,
            "size": upload.size,
            "sha256": upload.sha256,
            "place": place,
            "trust": upload.trust,
            "created_at": now_ms(),
        },
    )
    await db.commit(batch)


def _tidy(name: str, media_type: str) -> str:
    """A name to show: no path, no control characters, the ending of what it really is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').strip(" .")
    stem = plain.rpartition(".")[0] or plain or "file"
    return stem[:LONGEST_NAME] + SUFFIX[media_type]
