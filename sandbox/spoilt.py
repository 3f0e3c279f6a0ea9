"""What faults do to an answer that is only asked for: held back, refused, broken, slow. What they do to its content
is the wire's own.
"""

from starlette.responses import Response

from .faults import Fault
from .kinds import Json, JsonObject, encode
from .signed import BUSY
from .world import World

GARBLED = b'{"code":"0000","data":{"is_lo'


def reply(answer: JsonObject, status: int = 200) -> Response:
    return Response(encode(answer), status, media_type="application/json")


async def spoil(world: World, fault: Fault | None) -> Response | None:
    """The answer that comes instead of the right one; None: the right one, perhaps after a while."""
    match fault.kind if fault else "":
        case "timeout":
            await world.hold(world.pace.timeout)
            return reply({"code": BUSY, "message": "timed out", "data": None}, 504)
        case "error":
            code: Json = fault.code if fault and fault.code else BUSY
            return reply({"code": code, "message": "busy", "data": None}, 503 if code == BUSY else 200)
        case "garbled":
            return Response(GARBLED, media_type="application/json")
        case "slow":
            await world.hold(world.pace.slow)
    return None
