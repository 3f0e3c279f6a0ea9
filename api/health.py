"""Is the house alive, is it ready, how is it doing: for machines that watch it. Outside `/api/v1`, on purpose."""

import asyncio

from fastapi import Request
from starlette.responses import Response

from api import metrics
from api.auth import Open, Operator
from api.parts import parts
from api.request import Router
from core import db, outbox
from core.json import Json, encode
from core.time import now_ms

router = Router(tags=["operations"])
ANSWER_WITHIN_S = 2.0
BEHIND_MS = 10 * 60_000  # a queue whose oldest row waits that long is not being worked on
_NO_STORE = {"Cache-Control": "no-store"}


@router.get("/healthz")
async def alive(_: Open) -> Response:
    """This process answers."""
    return Response(b'{"status":"alive"}', media_type="application/json", headers=_NO_STORE)


@router.get("/readyz")
async def ready(request: Request, _: Open) -> Response:
    """Database, schema and queue. Redis is looked at and never decides: the house goes on without it."""
    checks: dict[str, Json] = {"database": False, "schema": False, "queue": False}
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            checks |= await _database()
    except Exception as error:  # noqa: BLE001  whatever keeps it from answering, it is not ready
        checks["why"] = type(error).__name__
    redis = await parts(request).nudges.reachable()
    good = all(checks.get(name) is True for name in ("database", "schema", "queue"))
    told = {"status": "ready" if good else "not_ready", "checks": checks, "redis": redis}
    return Response(encode(told), 200 if good else 503, _NO_STORE, "application/json")


@router.get("/metrics")
async def measured(_: Operator) -> Response:
    """Prometheus text."""
    return Response(metrics.page(), media_type="text/plain; version=0.0.4", headers=_NO_STORE)


async def _database() -> dict[str, Json]:
    await db.row("SELECT 1 AS n")
    await db.row("SELECT id FROM applications LIMIT 1")
    queue = await outbox.queue()
    late = queue.oldest_at is not None and now_ms() - queue.oldest_at > BEHIND_MS
    return {"database": True, "schema": True, "queue": not late, "waiting": queue.waiting}
