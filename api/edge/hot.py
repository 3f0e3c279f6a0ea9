"""The one call that every face makes first and most, answered before any router looks: a whole scene, as bytes.

It is the same call as in api/v1/scenes.py, which describes it and answers whatever is out of the ordinary.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from api.face import drawn, send_scene
from core.house import house

BEGINS = "/api/v1/scenes/"
ROUTE = "/api/v1/scenes/{slug}"


class Hot:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = scope["type"] == "http" and scope["method"] == "GET" and not scope["query_string"]
        if plain and scope["path"].startswith(BEGINS):
            slug = scope["path"][len(BEGINS) :]
            if slug in house().city.scenes:
                scope["pattern"] = ROUTE
                await send_scene(drawn(slug), dict(scope["headers"]), send)
                return
        await self.app(scope, receive, send)
