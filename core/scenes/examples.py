"""A scene's examples are its tests: each says what somebody in that position is told."""

from collections.abc import Iterator, Mapping
from datetime import date

from core.json import Json
from core.ports import Fact, Facts, Path
from core.scenes.clauses import Example
from core.scenes.ground import Applicant
from core.scenes.judge import approves, judge
from core.scenes.judgement import Judgement
from core.scenes.scene import Scene

ANY_DAY = date(2026, 11, 21)  # an example that does not name its day holds on any
_BY_EXAMPLE = "example"


def failures(scene: Scene, example: Example) -> Iterator[str]:
    """In words, what the scene says otherwise than the example."""
    judgement = judged(scene, example)
    if judgement.defects:
        wrong = ", ".join(f"{defect.field} ({defect.code})" for defect in judgement.defects)
        yield f"its answers do not fit: {wrong}"
    if judgement.outcome != example.outcome:
        yield f"the outcome is {judgement.outcome}, not {example.outcome}: {_why(judgement)}"
    because = [reason.id for reason in judgement.reasons if reason.outcome == "no"]
    yield from _differ("because", because, example.because)
    yield from _differ("missing", judgement.missing, example.missing)
    yield from _differ("materials", [each.id for each in judgement.materials if each.sure], example.materials)
    yield from _differ("cases", [case.item for case in judgement.cases if case.sure], example.cases)
    yield from _decided(scene, example, judgement)
    if example.fee is not None and judgement.fee.fen != example.fee:
        yield f"the fee is {judgement.fee.fen} fen, not {example.fee}"


def judged(scene: Scene, example: Example) -> Judgement:
    """Facts that the example does not give are not known."""
    day = example.today or ANY_DAY
    facts = Facts({path: Fact(value, _BY_EXAMPLE, day) for path, value in _flat(scene, example.facts)})
    return judge(scene, facts, example.answers, day, Applicant(is_subject=not example.for_other))


def _flat(scene: Scene, facts: Mapping[str, Json], above: str = "") -> Iterator[tuple[Path, Json]]:
    """Nested facts as paths: down to a fact that the scene names, or to a value that is no object."""
    for name, value in facts.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping) and not (path in scene.paths and value):
            yield from _flat(scene, value, f"{path}.")
        else:
            yield path, value


def _differ(what: str, found: list[str] | tuple[str, ...], wanted: tuple[str, ...] | None) -> Iterator[str]:
    if wanted is not None and sorted(found) != sorted(wanted):
        yield f"`{what}` is [{', '.join(found)}], not [{', '.join(wanted)}]"


def _decided(scene: Scene, example: Example, judgement: Judgement) -> Iterator[str]:
    """As if every paper were trusted: the example is about the person, not about the papers."""
    if example.decided is None:
        return
    by_rule = all(approves(scene, case.item, judgement, all_trusted=True) for case in judgement.cases)
    found = "auto" if by_rule else "person"
    if found != example.decided:
        yield f"it is decided by {found}, not {example.decided}"


def _why(judgement: Judgement) -> str:
    said = (f"{reason.id} {reason.outcome}" for reason in judgement.reasons)
    missing = f"; missing {', '.join(judgement.missing)}" if judgement.missing else ""
    return ", ".join(said) + missing
