"""The files of a case, for the office they were given to."""

from fastapi import Request
from starlette.responses import Response

from api.files import uploads
from api.files.uploads import Opened
from api.parts import parts
from api.request import V1, Router
from api.staff_auth import AtDesk
from api.v1.desk.bodies import Purpose
from api.v1.uploads import sent
from core import desk
from core.staff import Staff

router = Router(prefix=f"{V1}/desk", tags=["desk"])


@router.get("/uploads/{upload_id}")
async def fetch(upload_id: str, request: Request, at_desk: AtDesk, purpose: Purpose = "handling") -> Response:
    """The file itself. The look is written down."""
    return sent(await opened(request, at_desk, upload_id, purpose))


async def opened(request: Request, who: Staff, upload_id: str, purpose: str = "handling") -> Opened:
    """Raises: NotFound `upload_unknown`, `file_gone` when it is not what was given."""
    kept = await desk.file(who, upload_id, purpose)
    content = await uploads.whole(kept.place, kept.sha256, places=parts(request).places)
    return Opened(kept.name, kept.media_type, content)
