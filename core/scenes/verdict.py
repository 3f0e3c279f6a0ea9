"""May this person? Every condition, said with the values it saw; what is missing to know; what else would help."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from core import kinds
from core.json import Json
from core.ports import Path
from core.rules import Maybe, value_at
from core.scenes.clauses import Eligible, Outcome, Remind
from core.scenes.fields import Field
from core.scenes.judgement import Alternative, Reason, Reminder
from core.scenes.scene import Scene
from core.scenes.settle import Settled

_PLACE = re.compile(r"\{([a-z0-9_.]+)\}")
WHO = "who"  # in `shown`: how the scene calls the person it is about


def weigh(scene: Scene, settled: Settled) -> tuple[tuple[Reason, ...], tuple[Path, ...]]:
    """The reasons, and what would tell where they are maybe."""
    reasons: list[Reason] = []
    missing: list[Path] = []
    for each in scene.eligible:
        answer = each.rule.decide(settled.data, settled.unknown)
        outcome: Outcome = "maybe" if isinstance(answer, Maybe) else "yes" if answer.value else "no"
        if isinstance(answer, Maybe):
            if each.if_known:
                continue
            missing += answer.missing
        reasons.append(Reason(each.id, outcome, says_of(scene, each, settled), answer.saw))
    return tuple(reasons), in_file_order(scene, settled.tellers(missing))


def outcome_of(reasons: Sequence[Reason]) -> Outcome:
    """No as soon as one condition fails; yes when all hold."""
    found = {reason.outcome for reason in reasons}
    return "no" if "no" in found else "maybe" if "maybe" in found else "yes"


def in_file_order(scene: Scene, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Questions as the scene asks them, then facts as its rules name them."""
    places = {name: at for at, name in enumerate(scene.fields)}
    return tuple(sorted(dict.fromkeys(paths), key=lambda path: places.get(path, len(places))))


def says_of(scene: Scene, condition: Eligible, settled: Settled) -> str:
    """`年满 60 周岁：您 66 岁`. A piece with a value that is not known, or is not there, is left out."""
    pieces = (_filled(piece, scene, settled) for piece in condition.shown)
    shown = "，".join(piece for piece in pieces if piece)
    return f"{condition.says}：{shown}" if shown else condition.says


def _filled(piece: str, scene: Scene, settled: Settled) -> str:
    values = {place: _value(place, scene, settled) for place in _PLACE.findall(piece)}
    if any(value is None for value in values.values()):
        return ""
    return _PLACE.sub(lambda place: values[place[1]] or "", piece)


def _value(path: Path, scene: Scene, settled: Settled) -> str | None:
    if path == WHO:
        return _who(scene, settled)
    if path in settled.unknown:
        return None
    value = value_at(settled.data, path)
    if value is None or isinstance(value, bool):
        return None
    asked = scene.fields.get(path) or scene.asks.get(path)
    return kinds.get(asked.kind).show(value, asked) if asked and path in scene.fields else _plainly(value)


def _plainly(value: Json) -> str:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    return str(value)


def _who(scene: Scene, settled: Settled) -> str:
    return scene.called("self" if value_at(settled.data, "applicant.is_subject") else "other")


def addressed(asked: Field, scene: Scene, settled: Settled) -> Field:
    """A question to the one who applies, about the one it is for."""
    return replace(asked, says=asked.says.replace(f"{{{WHO}}}", _who(scene, settled)))


def alternatives(scene: Scene, reasons: Sequence[Reason], settled: Settled) -> tuple[Alternative, ...]:
    """For each condition that fails, what else helps."""
    failed = {reason.id for reason in reasons if reason.outcome == "no"}
    found = []
    for each in scene.eligible:
        if each.id in failed and (other := each.otherwise):
            remind = _reminder(other.remind, settled) if other.remind else None
            found.append(Alternative(each.id, other.says, other.scene, remind))
    return tuple(found)


def _reminder(remind: Remind, settled: Settled) -> Reminder | None:
    """None when the day is not known: only a certificate tells a birthday."""
    found = value_at(settled.data, remind.on)
    if not isinstance(found, str):
        return None
    on = date.fromisoformat(found)
    return Reminder(on, on - timedelta(days=remind.days_before))
