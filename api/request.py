"""Our own router and request: JSON bodies are read by the one decoder, whatever stands in them; forms are UTF-8."""

import json
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from python_multipart.multipart import parse_options_header
from starlette.exceptions import HTTPException


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


V1 = "/api/v1"
Router = partial(APIRouter, route_class=OurRoute)


def in_utf8(request: Request) -> Request:
    """The request, whose form may be read. Raises: HTTPException 415 for a charset that is not UTF-8.

    No browser names another one, and Python knows some that make lone surrogates or cannot be read at all.
    """
    _, options = parse_options_header(request.headers.get("content-type"))
    if options.get(b"charset", b"utf-8").lower() not in (b"utf-8", b"utf8"):
        raise HTTPException(415)
    return request
