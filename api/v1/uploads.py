"""Files for an application: given, taken away, looked at again. Only their owner sees them."""

import hashlib
from urllib.parse import quote

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from api.answers import PRIVATE
from api.auth import Citizen
from api.edge.bodies import FILE_LIMIT
from api.files import uploads
from api.files.uploads import Opened
from api.idempotency import OnceOnly
from api.limits import UPLOADS
from api.parts import parts
from api.problems import TooLarge
from api.request import V1, Router, in_utf8
from api.v1.bodies import Nothing
from core.refusals import Defect, Invalid

router = Router(prefix=V1, tags=["uploads"])
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "target"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "target": {"type": "string", "description": "a material or field id"},
                        "name": {"type": "string"},
                    },
                }
            }
        },
    }
}


@router.post("/applications/{application_id}/uploads", status_code=201, openapi_extra=_FORM)
async def give(application_id: str, request: Request, caller: Citizen, once: OnceOnly) -> Response:
    """PDF, JPEG, PNG or OFD, at most 10 MB, believed by content. Several files may be given per target."""
    here = parts(request)
    await here.limits.take(UPLOADS, caller.citizen_id)
    async with in_utf8(request).form(max_files=1, max_fields=4) as form:
        file, target, name = form.get("file"), form.get("target"), form.get("name")
        if not isinstance(file, UploadFile) or not isinstance(target, str):
            raise Invalid(_missing(file, target))
        content = await file.read(FILE_LIMIT + 1)
        shown = name if isinstance(name, str) and name else file.filename or ""
    if len(content) > FILE_LIMIT:
        raise TooLarge("file_too_large", limit=FILE_LIMIT)
    about = f"{target}\n{hashlib.sha256(content).hexdigest()}"

    async def work() -> object:
        return await uploads.give(caller, application_id, target, shown, content, places=here.places)

    return await once(caller.citizen_id, work, status=201, about=about)


@router.post("/uploads/{upload_id}/remove")
async def remove(upload_id: str, body: Nothing, caller: Citizen, once: OnceOnly) -> Response:
    """Take a file away again, as long as it is not submitted."""

    async def work() -> object:
        await uploads.take_away(caller, upload_id)
        return {}

    return await once(caller.citizen_id, work)


@router.get("/uploads/{upload_id}")
async def fetch(upload_id: str, request: Request, caller: Citizen) -> Response:
    """The file itself. It is sent so that no browser runs anything in it."""
    return sent(await uploads.fetch(caller, upload_id, places=parts(request).places))


def sent(file: Opened) -> Response:
    """A picture is shown in the page, anything else is saved."""
    how = "inline" if file.media_type.startswith("image/") else "attachment"
    headers = {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name)}",
        "Cache-Control": PRIVATE,
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(file.content, media_type=file.media_type, headers=headers)


def _missing(file: object, target: object) -> list[Defect]:
    given = {"file": isinstance(file, UploadFile), "target": isinstance(target, str)}
    return [Defect(name, "required") for name, here in given.items() if not here]
