"""Every door of the house, read from the house itself, so that a new route is tried without anybody adding it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from api.app import create_app
from api.marks import served
from api.settings import Settings

NOBODYS = "0" * 26
# Names in paths that are nobody's own: what a stranger may put there.
ANYBODYS = {
    "slug": "senior-card",
    "question": "household",
    "channel": "sms",
    "code": "K7MP2XH9",
    "name": "scene",
    "gateway": "aliyun",
    "secret": "guessed",
    "what": "reports",
    "field_id": "photo",
    "material_id": "hukou",
    "office": "medical_insurance",
    "role": "co_applicant",
    "provider": "sandbox",
    "payment_id": NOBODYS,
    "order_id": NOBODYS,
    "refund_id": NOBODYS,
    "difference_id": NOBODYS,
}


@dataclass(frozen=True)
class Door:
    method: str
    path: str
    who: frozenset[str]
    body: Any = field(default=None)

    @property
    def is_page(self) -> bool:
        return not self.path.startswith(("/api/", "/callbacks/", "/healthz", "/readyz", "/metrics", "/openapi"))

    @property
    def is_desk(self) -> bool:
        """Behind it sit officers, with a sign-in of their own."""
        return "staff" in self.who

    @property
    def names(self) -> list[str]:
        return re.findall(r"\{(\w+)", self.path)

    def at(self, given: Mapping[str, str] | None = None) -> str:
        """The path with its names filled in; what nobody gave is nobody's."""
        known = {**ANYBODYS, **(given or {})}
        return re.sub(r"\{(\w+)[^}]*\}", lambda name: known.get(name[1], NOBODYS), self.path)


def open_doors(data: Path, address: str) -> list[Door]:
    described = httpx.get(f"{address}/openapi.json").json()
    return [
        Door(method, route.path, route.who, _body(described, route.path, method))
        for route in served(create_app(Settings(data=data)))
        for method in sorted(route.methods - {"HEAD"})
    ]


def _body(described: Mapping[str, Any], path: str, method: str) -> Any:
    call = described["paths"].get(path, {}).get(method.lower(), {})
    content = call.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return None if schema is None else _least(schema, described["components"]["schemas"])


def _least(schema: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    """The smallest value that a schema allows."""
    if "$ref" in schema:
        return _least(known[schema["$ref"].rpartition("/")[2]], known)
    needed = schema.get("required", ())
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("minItems"):
        return [_least(schema["items"], known)]
    plain = {"integer": 1, "number": 1, "boolean": True, "array": [], "string": "x"}
    if schema.get("type") in plain:
        return plain[schema["type"]]
    return {name: _least(schema["properties"][name], known) for name in needed}


def names_of(doors: list[Door]) -> Iterator[str]:
    for door in doors:
        yield from door.names
