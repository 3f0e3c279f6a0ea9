"""JSON Schema (2020-12) of the city's files, from the same dataclasses that read them: for editors and for faces."""

from collections.abc import Mapping
from dataclasses import MISSING, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Literal, Union, get_args, get_origin

from core import kinds
from core.json import Json, JsonObject
from core.rules import Rule
from core.scenes.field_checks import NOT_INSIDE
from core.scenes.fields import Field, Inner, Innermost
from core.scenes.groups import GROUP
from core.scenes.item import Item
from core.scenes.scene import Scene
from core.scenes.shape import attributes

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Mapping[object, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Rule: {"$ref": "#/$defs/Rule"},
}
_KINDS: Mapping[type, frozenset[str]] = {  # a question's class: the kinds that may not stand there
    Field: frozenset(),
    Inner: frozenset(NOT_INSIDE),
    Innermost: frozenset({*NOT_INSIDE, GROUP}),
}
_RULE: JsonObject = {"description": "A JsonLogic rule: one operator and its operands.", "type": "object"}


@cache
def schemas() -> Mapping[str, JsonObject]:
    """By name: `scene` is city/scenes/*.yaml, `item` is city/items/*.yaml."""
    return {"scene": schema_of(Scene), "item": schema_of(Item)}


def schema_of(cls: type) -> JsonObject:
    defs: dict[str, Json] = {"Rule": _RULE}
    whole = _record(cls, defs)
    return {"$schema": DIALECT, "title": cls.__name__, **whole, "$defs": dict(sorted(defs.items()))}


def _record(cls: type, defs: dict[str, Json]) -> dict[str, Json]:
    """Keys that are not listed are refused, as the reader does."""
    said = dict(attributes(cls))
    required = [key for key, each in said.items() if each.default is MISSING and each.default_factory is MISSING]
    if cls in {Scene, Item}:
        required.remove("slug")  # a file that does not say it is called by its name
    properties = {key: _schema(each.type, defs) for key, each in said.items()}
    if cls in _KINDS:
        properties["kind"] = {"enum": sorted(kinds.names() - _KINDS[cls])}
    return {
        "description": " ".join((cls.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _schema(hint: object, defs: dict[str, Json]) -> Json:
    if isinstance(hint, str):  # the Json alias: anything at all
        return {}
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Rule:
        if hint.__name__ not in defs:
            defs[hint.__name__] = {}  # taken, so that a record may hold itself
            defs[hint.__name__] = _record(hint, defs)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(args)}
    if origin in {Union, UnionType}:
        return {"anyOf": [_schema(each, defs) for each in args if each is not type(None)]}
    if origin is tuple:
        listed = {"type": "array", "items": _schema(args[0], defs)}
        return {"anyOf": [{"type": "string"}, listed]} if args[0] is str else listed
    if origin is not None:
        return {"type": "object", "additionalProperties": _schema(args[1], defs)}
    return _PLAIN[hint]
