"""What to ask next: first what can decide the matter at once, last what only changes a paper or a price.

Each question is tried with the answers that could make a difference, and judged by what they would settle.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from core.json import Json
from core.ports import Path
from core.rules import compared
from core.scenes.clauses import Outcome
from core.scenes.fields import Field, Innermost
from core.scenes.scene import Scene
from core.scenes.settle import Settled

Try: TypeAlias = Callable[[Mapping[str, Json]], Outcome]


def questions(
    scene: Scene, settled: Settled, decisive: Sequence[Path], useful: Sequence[Path], judge: Try
) -> tuple[Field, ...]:
    """`decisive`: what the outcome hangs on, condition by condition. `useful`: what papers and price hang on.

    For a paper or a price only guided questions are asked; the form asks its own in its time.
    """
    asked = _askable(scene, settled, decisive)
    ranks = {each.id: _rank(scene, each, judge) for each in asked} if len(asked) > 1 else {}
    asked.sort(key=lambda each: ranks.get(each.id, 0))
    later = [each for each in _askable(scene, settled, useful) if each not in asked and each not in scene.form]
    order = {name: at for at, name in enumerate(scene.fields)}
    return (*asked, *sorted(later, key=lambda each: order.get(each.id, len(order))))


def _askable(scene: Scene, settled: Settled, paths: Iterable[Path]) -> list[Field]:
    found = {}
    for path in settled.tellers(paths):
        name = path if path in scene.asks else path.partition(".")[0]
        asked = scene.asks.get(name) or (scene.fields.get(name) if name in settled.open else None)
        if asked:
            found[asked.id] = asked
    return list(found.values())


def _rank(scene: Scene, asked: Field, judge: Try) -> int:
    """0: any answer decides. 1: some answer decides. 2: none does alone."""
    tried = [judge({asked.id: value}) != "maybe" for value in telling_answers(scene, asked)]
    if not any(tried):
        return 2
    return 0 if all(tried) else 1


def telling_answers(scene: Scene, asked: Field) -> list[Json]:
    """The answers between which rules can tell: every option; around each limit for numbers and days."""
    if asked.kind == "choice":
        return list(asked.options)
    if asked.kind == "choices":
        return [[option] for option in asked.options]
    if asked.kind == "statement":
        return [True]
    limits = [value for rule in scene.rules for path, value in compared(rule.source) if path == asked.id]
    return around(asked, limits)


def around(asked: Innermost, limits: Iterable[Json]) -> list[Json]:
    """The answers at each limit and right beside it."""
    found = {near for value in limits for near in _around(asked, value)}
    return sorted(found, key=str)


def _around(asked: Innermost, limit: Json) -> list[int | str]:
    if asked.kind == "number" and isinstance(limit, int | float):
        return [number for number in (int(limit) - 1, int(limit), int(limit) + 1) if _within(asked, number)]
    if asked.kind == "date" and isinstance(limit, str):
        day = date.fromisoformat(limit)
        return [(day + timedelta(days=step)).isoformat() for step in (-1, 0, 1)]
    return [limit] if isinstance(limit, str) else []


def _within(asked: Innermost, number: int) -> bool:
    low, high = asked.min, asked.max
    return (not isinstance(low, int) or low <= number) and (not isinstance(high, int) or number <= high)
