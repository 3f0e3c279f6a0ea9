"""Scenes by chance, judged here and on the phone: the same fields, outcomes, reasons, questions, mistakes and lines.

ZB_CHANCE=<number> tries others than usual.
"""

import json
import os
from collections.abc import Callable
from random import Random
from typing import Any

from tests.conformance.chance_scenes import SceneChance
from tests.conformance.comparing import alike, tellable
from tests.conformance.scenes import told

SCENES, SITUATIONS = 400, 5


def test_the_phone_judges_hundreds_of_scenes_as_the_office_does(phone: Callable[[Any], list[Any]]) -> None:
    chance = SceneChance(Random(os.environ.get("ZB_CHANCE", "1949")))
    scenes = [chance.scene() for _ in range(SCENES)]
    tried = [(scene, chance.situation(scene)) for scene in scenes for _ in range(SITUATIONS)]
    asked = [{"about": "scene", "scene": scene.as_face(), **situation.as_json()} for scene, situation in tried]
    said = phone(asked)
    here = [json.loads(json.dumps(tellable(told(*each)))) for each in tried]
    differ = [
        (len(json.dumps(asking)), asking, {name: (was, there[name]) for name, was in one.items() if was != there[name]})
        for asking, one, there in zip(asked, here, said, strict=True)
        if not alike(one, there)
    ]
    assert not differ, f"{len(differ)} differ; the shortest: {min(differ, key=lambda each: each[0])[1:]}"
    outcomes = [one["outcome"] for one in here]
    assert all(outcomes.count(each) > len(here) // 20 for each in ("yes", "no", "maybe"))
    assert sum(len(one["questions"]) > 1 for one in here) > len(here) // 40
