"""What the pages for operators show can be copied: the worked example is a scene, checked like any other."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from core.scenes import load, paths
from core.scenes.fields import Field
from core.scenes.scene import Scene
from core.scenes.shape import attributes

ROOT = Path(__file__).parents[3]
CHINESE = (ROOT / "docs" / "scene-format.zh-CN.md").read_text("utf-8")
ENGLISH = (ROOT / "docs" / "scene-format.md").read_text("utf-8")
BLOCK = re.compile(r"```yaml\n# (city/\S+)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", [CHINESE, ENGLISH], ids=["zh-CN", "en"])
def test_the_example_of_each_page_works_pasted_as_it_is(tmp_path: Path, page: str) -> None:
    shutil.copytree(ROOT / "city", tmp_path / "city")
    for name, text in BLOCK.findall(page):
        (tmp_path / name).write_text(text, "utf-8")
    scene = load(tmp_path / "city").scenes["wheelchair-loan"]
    assert paths(scene, date(2026, 11, 21)).problems == []


def test_the_page_names_every_key_of_a_question() -> None:
    for key, _ in attributes(Field):
        assert f"`{key}`" in ENGLISH, key


def test_the_page_names_every_key_of_a_scene() -> None:
    written = {"slug", "title", "says", "also", "themes", "icon", "regions", "quiet"}  # shown in the example, or plain
    for key, _ in attributes(Scene):
        assert key in written or f"`{key}`" in ENGLISH or f"`{key}.subject`" in ENGLISH, key
