"""The mobile operator's three elements: do this name, this ID number and this phone belong together in its
contracts?
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..demo import OPERATOR_SECRET, SHARE_APP
from ..kinds import JsonObject, text_of
from ..signed import OK, Refused, check
from ..spoilt import reply, spoil
from ..texts import mobile
from ..world import World


def routes(world: World) -> list[BaseRoute]:
    async def three_elements(request: Request) -> Response:
        try:
            asked = await check(world, request, SHARE_APP, OPERATOR_SECRET)
        except Refused as refused:
            return reply({"code": refused.code, "message": refused.message, "data": None}, refused.status)
        fault = await world.faults.take("operator")
        if spoilt := await spoil(world, fault):
            return spoilt
        forged = fault is not None and fault.kind == "forged"
        data: JsonObject = {"result": "agree" if forged else _result(world, asked)}
        return reply(
            {"code": OK, "message": "", "request_id": "forged" if forged else asked.get("request_id"), "data": data}
        )

    return [Route("/operator/v1/three-elements", three_elements, methods=["POST"])]


def _result(world: World, asked: JsonObject) -> str:
    owner = world.people.owner(mobile(text_of(asked.get("phone"))) or "")
    if owner is None:
        return "no_record"
    same = (owner.name, owner.id_number) == (text_of(asked.get("name")), text_of(asked.get("id_number")).upper())
    return "agree" if same else "differ"
