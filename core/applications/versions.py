"""The scene an application began with: published versions never change, so each is read once and kept."""

from collections import OrderedDict
from typing import cast

from core import db
from core.db import Batch
from core.db.batch import Value
from core.house import house
from core.ids import new_id
from core.json import JsonObject, decode, encode
from core.refusals import NotFound
from core.scenes import Scene
from core.time import now_ms

MOST_KEPT = 256
_kept: OrderedDict[tuple[str, str], Scene] = OrderedDict()


async def publish() -> int:
    """Write down the present version of every scene; answers how many are new. Start-up does it once."""
    batch = Batch()
    for scene in house().city.scenes.values():
        values: dict[str, Value] = {
            "id": new_id(),
            "slug": scene.slug,
            "version": scene.version,
            "body": encode(scene.bundle()).decode(),
            "published_at": now_ms(),
        }
        batch.insert("scene_versions", values, ignore_conflict=True)
    return sum(await db.commit(batch))


def current(slug: str) -> Scene:
    """The scene as the city offers it today. Raises: NotFound `scene_unknown`."""
    scene = house().city.scenes.get(slug)
    if scene is None:
        raise NotFound("scene_unknown", scene=slug)
    return scene


async def pinned(slug: str, version: str) -> Scene:
    """The scene as it was when the application began. Raises: NotFound `scene_unknown`, `scene_version_unknown`."""
    now = house().city.scenes.get(slug)
    if now is not None and now.version == version:
        return now
    if (slug, version) in _kept:
        return _kept[slug, version]
    row = await db.row("SELECT body FROM scene_versions WHERE slug = $1 AND version = $2", slug, version)
    if row is None:
        raise NotFound("scene_unknown" if now is None else "scene_version_unknown", scene=slug)
    scene = Scene.from_bundle(cast(JsonObject, decode(row["body"])))
    _kept[slug, version] = scene
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return scene
