"""`/docs`: every call on one plain page, made from `/openapi.json`. It needs no script and no other site."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from fastapi import Request
from markupsafe import Markup
from starlette.responses import Response

from api.auth import Open
from api.request import Router
from core.json import encode

HERE = Path(__file__).parent
router = Router(include_in_schema=False)
_FRESH = {"Cache-Control": "no-cache"}
Tree = Mapping[str, object]
_HEAD = Markup("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="/docs/style.css"></head><body>
<header><h1>{title}</h1><p>{says}</p><p><a href="/openapi.json">openapi.json</a></p></header>
<nav aria-label="Calls">{groups}</nav><main>{calls}</main></body></html>
""")
_CALL = Markup("""<section id="{id}"><h3><span class="method {method}">{method}</span> <code>{path}</code></h3>
<p>{says}</p><p class="who">{who}</p>{asks}{body}</section>""")
_TABLE = Markup("<table><caption>{caption}</caption><tr><th>name</th><th>type</th><th>says</th></tr>{rows}</table>")
_ROW = Markup("<tr><td><code>{name}</code>{needed}</td><td>{type}</td><td>{says}</td></tr>")


@router.get("/docs")
async def page(request: Request, _: Open) -> Response:
    """The page, in the order of the routes."""
    schema = request.app.openapi()
    return Response(drawn(schema), media_type="text/html; charset=utf-8", headers=_FRESH)


@router.get("/openapi.json")
async def schema(request: Request, _: Open) -> Response:
    """The API as OpenAPI 3.1."""
    return Response(encode(request.app.openapi()), media_type="application/json", headers=_FRESH)


@router.get("/docs/style.css")
async def style(_: Open) -> Response:
    return Response((HERE / "style.css").read_bytes(), media_type="text/css", headers=_FRESH)


def drawn(schema: Tree) -> str:
    """The whole page for one OpenAPI schema."""
    groups: dict[str, list[tuple[str, str, Tree]]] = {}
    for path, calls in _tree(schema["paths"]).items():
        for method, call in _tree(calls).items():
            tags = cast(list[str], _tree(call).get("tags", ["other"]))
            groups.setdefault(tags[0], []).append((path, method, _tree(call)))
    calls_of = Markup("").join(
        Markup('<h2 id="{0}">{0}</h2>{1}').format(name, Markup("").join(_call(schema, *one) for one in members))
        for name, members in groups.items()
    )
    links = Markup(" ").join(Markup('<a href="#{0}">{0}</a>').format(name) for name in groups)
    info = _tree(schema["info"])
    return _HEAD.format(title=info["title"], says=info.get("description", ""), groups=links, calls=calls_of)


def _call(schema: Tree, path: str, method: str, call: Tree) -> Markup:
    asked = [_tree(one) for one in cast(list[object], call.get("parameters", []))]
    rows = [
        (str(p["name"]), bool(p.get("required")), _tree(p.get("schema", {})), p.get("description", "")) for p in asked
    ]
    return _CALL.format(
        id=f"{method}{path}".replace("/", "-"),
        method=method.upper(),
        path=path,
        says=call.get("description", call.get("summary", "")),
        who="may call: " + ", ".join(cast(list[str], call.get("x-who-may-call", []))),
        asks=_table("path, query and headers", rows),
        body=_table("body", list(_body(schema, call))),
    )


def _table(caption: str, rows: list[tuple[str, bool, Tree, object]]) -> Markup:
    if not rows:
        return Markup("")
    lines = (
        _ROW.format(name=name, needed=" *" if needed else "", type=_type(shape), says=says or "")
        for name, needed, shape, says in rows
    )
    return _TABLE.format(caption=caption, rows=Markup("").join(lines))


def _body(schema: Tree, call: Tree) -> Iterator[tuple[str, bool, Tree, object]]:
    for media in _tree(_tree(call.get("requestBody", {})).get("content", {})).values():
        shape = _tree(_tree(media).get("schema", {}))
        if reference := shape.get("$ref"):
            name = str(reference).rpartition("/")[2]
            shape = _tree(_tree(_tree(schema["components"])["schemas"])[name])
        needed = cast(list[str], shape.get("required", []))
        for name, one in _tree(shape.get("properties", {})).items():
            yield name, name in needed, _tree(one), _tree(one).get("description", "")


def _type(shape: Tree) -> str:
    if choices := shape.get("anyOf"):
        return " or ".join(_type(_tree(one)) for one in cast(list[object], choices))
    if const := shape.get("const"):
        return f'"{const}"'
    kind = str(shape.get("type", "any"))
    items = _tree(shape.get("items", {}))
    return f"{kind} of {_type(items)}" if kind == "array" and items else kind


def _tree(value: object) -> Tree:
    assert isinstance(value, Mapping)
    return value
