"""JSON Schemas of what the city is written in, for editors of scene files and for faces. Outside `/api/v1`."""

from starlette.responses import Response

from api.auth import Open
from api.request import Router
from core.json import encode
from core.refusals import NotFound
from core.scenes import schema

router = Router(prefix="/schemas", tags=["scenes"])


@router.get("/{name}.json")
async def one(name: str, _: Open) -> Response:
    """`scene` and `item`: JSON Schema, 2020-12."""
    found = schema.schemas().get(name)
    if found is None:
        raise NotFound("schema_unknown")
    return Response(
        encode(found), media_type="application/schema+json", headers={"Cache-Control": "public, max-age=60"}
    )
