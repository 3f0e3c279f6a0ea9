"""The pretend till to look at: how much, to whom, pay or not; and the control by which a tester pays unseen."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from .kinds import Json, JsonObject, as_object, decode, text_of
from .phone import PAGES
from .spoilt import reply
from .till import Wrong, close, pay, row_of, told
from .world import World

PROVIDER = "sandbox"
OUTCOMES = ("paid", "closed", "nothing")
MOST_LISTED = 50


def routes(world: World) -> list[BaseRoute]:
    till = _Till(world)
    return [
        Route("/till/{number}", till.show),
        Route("/till/{number}/{outcome}", till.press, methods=["POST"]),
        Route("/pay/{provider}", till.listing),
        Route("/pay/{provider}/{payment}", till.control, methods=["POST"]),
    ]


class _Till:
    def __init__(self, world: World) -> None:
        self._world = world

    async def show(self, request: Request) -> Response:
        number = request.path_params["number"]
        row = await self._world.store.do(lambda db: row_of(db, self._world, number))
        html = PAGES.get_template("till.html").render(
            root=request.scope.get("root_path", ""),
            row=row,
            yuan=f"{row['fen'] // 100}.{row['fen'] % 100:02d}" if row else "",
        )
        return HTMLResponse(html, 200 if row else 404, headers={"cache-control": "no-store"})

    async def press(self, request: Request) -> Response:
        """A button of the page; then back to where the person came from, or to the page."""
        number, outcome, world = request.path_params["number"], request.path_params["outcome"], self._world
        try:
            if outcome == "paid":
                await world.store.do(lambda db: pay(db, world, number))
            elif outcome == "closed":
                await world.store.do(lambda db: close(db, world, number, tell=True))
        except Wrong:
            return Response("no such payment", 404)
        world.pushes.wake()
        row = await world.store.do(lambda db: row_of(db, world, number))
        root = request.scope.get("root_path", "")
        return RedirectResponse((row and row["return_to"]) or f"{root}/till/{quote(number)}", 303)

    async def listing(self, request: Request) -> Response:
        """What was opened, the newest first."""
        if request.path_params["provider"] != PROVIDER:
            return _refuse(f"provider: {PROVIDER}")
        query = "select * from till_payments order by opened_ms desc, rowid desc limit ?"
        rows = await self._world.store.do(lambda db: db.execute(query, (MOST_LISTED,)).fetchall())
        items: list[Json] = [{**told(row), "payment": row["attach"], "subject": row["subject"]} for row in rows]
        return reply({"items": items})

    async def control(self, request: Request) -> Response:
        """POST `{outcome}` for a payment (the city's id or number); `fen`: another amount; `force`: though it is closed
        or paid already.
        """
        key, world, asked = request.path_params["payment"], self._world, await _asked(request)
        outcome, fen = text_of(asked.get("outcome")), asked.get("fen")
        if request.path_params["provider"] != PROVIDER or outcome not in OUTCOMES:
            return _refuse(f"provider: {PROVIDER}; outcome: one of {', '.join(OUTCOMES)}")
        if fen is not None and (not isinstance(fen, int) or isinstance(fen, bool)):
            return _refuse("fen: a whole number")
        force = asked.get("force") is True
        try:
            if outcome == "paid":
                said = await world.store.do(lambda db: pay(db, world, key, fen, force=force))
            elif outcome == "closed":
                said = await world.store.do(lambda db: close(db, world, key, tell=True))
            else:
                row = await world.store.do(lambda db: row_of(db, world, key))
                said = told(row) if row else {}
        except Wrong as wrong:
            return reply({"code": wrong.code, "message": str(wrong)}, 404)
        world.pushes.wake()
        return reply(said, 200 if said else 404)


async def _asked(request: Request) -> JsonObject:
    try:
        return as_object(decode(await request.body()))
    except ValueError:
        return {}


def _refuse(message: str) -> Response:
    return reply({"code": "invalid", "message": message}, 422)
