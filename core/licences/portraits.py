"""The holder's photo for a licence: what a record filled in, or what the person uploaded.

Files lie outside the core: who can read them is told at the start.
"""

import asyncio
import base64
from collections.abc import Mapping

from core.json import Json
from core.licences.library import library
from core.licences.pictures import inch_photo
from core.ports import ReadUpload

_DATA = "data:image/"
_read_upload: ReadUpload | None = None


def read_uploads_by(reader: ReadUpload | None) -> None:
    """Only bootstrap and tests call this; without a reader an uploaded photo is left out."""
    global _read_upload
    _read_upload = reader


async def portrait_of(kind: str, values: Mapping[str, Json]) -> bytes | None:
    """The photo that a licence of `kind` carries, from the answers as kept (`Judgement.values`): a small picture.

    None where that kind carries none, or there is no good one: a licence is good without. Reads a file at most; call
    it before a transaction.
    """
    found = library().kinds.get(kind)
    value = values.get(found.portrait) if found and found.portrait else None
    if isinstance(value, str) and value.startswith(_DATA):
        return _decoded(value)
    uploads = [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
    if not uploads or _read_upload is None:
        return None
    content = await _read_upload(str(uploads[0]))
    return await asyncio.to_thread(inch_photo, content) if content else None


def _decoded(address: str) -> bytes | None:
    try:
        return base64.b64decode(address.partition(",")[2], validate=True)
    except ValueError:
        return None
