"""Our own router and request: JSON bodies are read by the one decoder, whatever stands in them."""

import json
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute


class OurRequest(Request):
    """Deep nesting and numbers that are none end as "not JSON", never as a fault."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            body = await self.body()
            try:
                self._json = orjson.loads(body)
            except orjson.JSONDecodeError as error:
                raise json.JSONDecodeError(error.msg, "", error.pos) from None
        return self._json


class OurRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        original = super().get_route_handler()

        async def ours(request: Request) -> Response:
            return await original(OurRequest(request.scope, request.receive))

        return ours


Router = partial(APIRouter, route_class=OurRoute)
