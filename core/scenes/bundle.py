"""A scene as JSON: the bundle that is stored with a version and re-made from, and what a face draws."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from core.json import Json, JsonObject
from core.scenes.fields import Field
from core.scenes.item import Item
from core.scenes.places import Department
from core.scenes.scene import Scene
from core.scenes.shape import plain, read
from core.scenes.source import CityNotReady, Node, Problem, Source

T = TypeVar("T")
NOT_FOR_FACES = frozenset({"examples", "items"})


def unbundled(bundle: JsonObject) -> Scene:
    """The scene of a stored bundle. Raises: CityNotReady when it does not fit this house any more."""
    problems: list[Problem] = []
    source = Source("bundle", problems)
    whole = Node.of(bundle)
    scene = read(Scene, whole.at("scene"), source)
    items = _all(Item, whole.at("items"), source)
    asks = _all(Field, whole.at("asks"), source)
    departments = _all(Department, whole.at("departments"), source)
    if scene is None or problems:
        raise CityNotReady(problems)
    reaches = {name: tuple(map(str, _list(paths))) for name, paths in _pairs(bundle["reaches"]).items()}
    return replace(scene, uses_items=items, asks=asks, departments=departments, reaches=reaches)


def _all(cls: type[T], node: Node, source: Source) -> dict[str, T]:
    inside = node.value if isinstance(node.value, dict) else {}
    found = {name: read(cls, each, source) for name, each in inside.items()}
    return {name: each for name, each in found.items() if each is not None}


def _pairs(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list | tuple) else []


def face(scene: Scene) -> JsonObject:
    """GET /scenes/{slug}: the scene as its file says it, with its version, its items whole and how to ask for facts."""
    said = {name: part for name, part in _pairs(plain(scene)).items() if name not in NOT_FOR_FACES}
    items = [{**_pairs(plain(use)), **_pairs(plain(scene.item(use.item)))} for use in scene.items]
    who = scene.called("self")
    facts = {path: replace(ask, says=ask.says.replace("{who}", who)) for path, ask in scene.asks.items()}
    return {"version": scene.version, **said, "items": items, "facts": plain(facts)}


def line(scene: Scene) -> JsonObject:
    """One row of GET /scenes."""
    items = [scene.item(use.item) for use in scene.items]
    return {
        "slug": scene.slug,
        "title": scene.title,
        "says": scene.says,
        "themes": list(scene.themes),
        "icon": scene.icon,
        "promise": scene.working_days,
        "fee": any(item.fee.kind != "none" for item in items),
        "online": _least_online(items),
    }


def _least_online(items: list[Item]) -> str:
    depths = ("guide", "link", "book", "apply", "full")
    return min((item.online for item in items), key=depths.index)
