"""The city we ship passes its own loader without a warning: every scene loads, every example holds."""

from pathlib import Path

from core.scenes import City
from tests.guards.tree import ROOT, holds


def test_the_city_we_ship_loads_with_nothing_to_complain_of(city: City) -> None:
    holds(map(str, city.warnings))
    assert set(city.scenes) == {place.stem for place in Path(ROOT / "city" / "scenes").glob("*.yaml")}


def test_the_first_story_is_told(city: City) -> None:
    assert "senior-card" in city.scenes


def test_every_item_is_used_by_a_scene(city: City) -> None:
    used = {use.item for scene in city.scenes.values() for use in scene.items}
    assert set(city.items) - used == set()
