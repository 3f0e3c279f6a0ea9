"""What a phone gets from its platform without asking the city: sign-in codes, phone codes. And what a rehearsal needs:
how often a token was asked for, which keys Alipay's side has.
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from .controls import Wrong, body_of, refuse
from .demo import ALIPAY_APP_ID
from .kinds import text_of
from .platforms import ALIPAY, LOGIN, PHONE, WECHAT, alipay_keys, give_code, tokens_asked_for
from .spoilt import reply
from .world import World


def routes(world: World) -> list[BaseRoute]:
    async def tokens(_request: Request) -> Response:
        """How often the city has asked WeChat for a token."""
        return reply({"asked": await tokens_asked_for(world)})

    async def keys(_request: Request) -> Response:
        """What the city is given by Alipay's tools: the app's own private key and Alipay's public one."""
        made = await alipay_keys(world)
        shown = {name: made[name] for name in ("app_private_key", "alipay_public_key")}
        return reply({"app_id": ALIPAY_APP_ID, **shown})

    return [
        Route("/wechat/codes", _giving(world, WECHAT, LOGIN), methods=["POST"]),
        Route("/alipay/codes", _giving(world, ALIPAY, LOGIN), methods=["POST"]),
        Route("/wechat/phone_codes", _giving(world, WECHAT, PHONE), methods=["POST"]),
        Route("/wechat/tokens", tokens),
        Route("/alipay/keys", keys),
    ]


def _giving(world: World, platform: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def give(request: Request) -> Response:
        """POST `{person}` → `{code}`: it serves once, for five minutes."""
        try:
            person = world.people.by_id.get(text_of((await body_of(request)).get("person")))
            if person is None:
                raise Wrong("person: one of GET /people")
        except Wrong as wrong:
            return refuse(wrong)
        return reply({"code": await give_code(world, platform, kind, person)}, 201)

    return give
