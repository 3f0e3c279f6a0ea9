"""The pretend colleagues to look at: what each signs in with at the desk, their codes as an authenticator shows them
just now.
"""

import base64
import hmac
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from .kinds import text_of
from .people import staff
from .phone import PAGES
from .world import World

STEP_MS = 30_000  # RFC 6238
ROLES = {
    "clerk": "窗口",
    "officer": "审查",
    "supervisor": "督导",
    "finance": "财务",
    "administrator": "管理",
    "auditor": "审计",
}


@dataclass(frozen=True, slots=True)
class Colleague:
    shown_name: str
    name: str
    password: str
    roles: str
    code: str


def routes(world: World) -> list[BaseRoute]:
    async def show(request: Request) -> Response:
        now = world.clock.real_ms()
        root = request.scope.get("root_path", "")
        html = PAGES.get_template("colleagues.html").render(
            root=root, departments=_departments(now), left=(STEP_MS - now % STEP_MS) // 1000 + 1
        )
        return HTMLResponse(html, headers={"cache-control": "no-store"})

    return [Route("/colleagues", show)]


def _departments(now_ms: int) -> dict[str, list[Colleague]]:
    found: dict[str, list[Colleague]] = {}
    for one in staff(shown=True):
        told = {name: text_of(one[name]) for name in ("shown_name", "name", "password")}
        held = cast(list[str], one["roles"])
        roles = "、".join(ROLES.get(role, role) for role in held)
        colleague = Colleague(**told, roles=roles, code=code_at(text_of(one["totp_secret"]), now_ms))
        found.setdefault(text_of(one["department"]), []).append(colleague)
    return found


def code_at(secret: str, now_ms: int) -> str:
    """Six digits by RFC 6238 (HMAC-SHA-1, half a minute)."""
    mac = hmac.digest(base64.b32decode(secret), (now_ms // STEP_MS).to_bytes(8, "big"), "sha1")
    at = mac[-1] & 15
    return str((int.from_bytes(mac[at : at + 4], "big") & 0x7FFF_FFFF) % 1_000_000).zfill(6)
