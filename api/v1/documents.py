"""The citizen's own notices of law (文书): each a page to save or print."""

import asyncio
from urllib.parse import quote

from starlette.responses import Response

from api.answers import PRIVATE
from api.auth import Citizen
from api.request import V1, Router
from core import documents

router = Router(prefix=f"{V1}/documents", tags=["documents"])


@router.get("/{document_id}.pdf")
async def pdf(document_id: str, caller: Citizen) -> Response:
    """The notice as it was said on its day. Which ones there are is told with the application."""
    document = await documents.one(document_id, citizen_id=caller.citizen_id)
    body = await asyncio.to_thread(documents.pdf, document)
    headers = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(document.title)}.pdf", "Cache-Control": PRIVATE}
    return Response(body, media_type="application/pdf", headers=headers)
