"""What a person can want here: found, looked at as a whole, and judged before anything is begun."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from api import face
from api.auth import Anyone, Open
from api.idempotency import OnceOnly
from api.limits import CHECKS
from api.parts import parts, stranger
from api.request import V1, Router
from api.v1.bodies import Check
from core import applications
from core.house import house
from core.refusals import NotFound
from core.scenes.bundle import line

router = Router(prefix=f"{V1}/scenes", tags=["scenes"])
Word = Annotated[str | None, Query(max_length=64)]


@router.get("")
async def search(
    _: Open,
    *,
    q: Annotated[str, Query(max_length=100)] = "",
    theme: Word = None,
    region: Word = None,
    party: Word = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    after: Word = None,
) -> Response:
    """By Chinese words (from one character), pinyin, initials, and other names people use."""
    found = house().city.search(q, theme=theme, region=region)
    slugs = [scene.slug for scene in found]
    begin = slugs.index(after) + 1 if after in slugs else 0
    page = found[begin : begin + limit]
    more = page[-1].slug if page and begin + limit < len(found) else None
    return face.cacheable({"items": [line(scene) for scene in page], "next": more})


@router.get("/{slug}")
async def one(slug: str, _: Open, version: Word = None) -> Response:
    """The whole scene for a face to draw, rules included. Carries its version as ETag. `version`: as it was then; a
    sheet goes on with the version that it began with.
    """
    return face.SceneAnswer(face.drawn(slug) if version is None else await face.drawn_as(slug, version))


@router.post("/{slug}/check")
async def check(slug: str, body: Check, request: Request, caller: Anyone, once: OnceOnly) -> Response:
    """May I, what does it take, what does it cost, when will it be done. For anybody; who is signed in is known."""
    if body.for_ is not None and (caller is None or body.for_ != caller.citizen_id):
        raise NotFound("citizen_unknown")
    knowledge = parts(request).knowledge
    if caller is not None:  # registers are asked about them; a visitor costs nobody anything
        await parts(request).limits.take(CHECKS, caller.citizen_id)

    async def work() -> object:
        checked = await applications.check(slug, body.answers, caller, knowledge=knowledge)
        return checked.as_json()

    return await once(caller.citizen_id if caller else stranger(request), work)
