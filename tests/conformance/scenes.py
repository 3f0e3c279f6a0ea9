"""What the office says of the city's scenes: every example and what may happen to it, kept in scenes/*.json.

`python -m tests.conformance.scenes` writes the files anew, after a change of the city or of core that was meant.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from core import kinds
from core.applications.outstanding import unanswered
from core.json import Json, canonical
from core.ports import Fact, Facts
from core.scenes import Applicant, City, Field, Judgement, Scene, judge
from core.scenes.asking import telling_answers
from core.scenes.examples import ANY_DAY, _flat
from core.scenes.fields import Innermost

FOLDER = Path(__file__).parent / "scenes"
MOST = 50  # situations of one scene
UPLOAD = "01jd9k2m3n4p5q6r7s8t9v0w1x"
FITTING: Mapping[str, Json] = {
    "text": "林小满", "number": 66, "date": "2026-10-28", "phone": "19900990001", "id_number": "11010519491231002X",
    "photo": UPLOAD, "file": [UPLOAD], "statement": True, "address": {"region": None, "street": "柳荫路 12 号"},
}  # fmt: skip
NASTY: Mapping[str, tuple[Json, ...]] = {
    "text": ("", "　", "𠮷", "👍" * 501, 7, "a\u0000b", "e\u0301" * 12, "６２３０ ９１０１ ９９００ ００１２ ３４５"),
    "number": ("６６", "1.10", "-0", "1e21", 1e21, "131", "-1", "", True, "59", "60"),
    "date": ("2024-02-29", "2026-02-29", "２０２６年１月２日", {"year": "2026", "month": "", "day": ""}, "昨天", ["x"]),
    "choice": ("", [], ["x"], "constructor", 1, None),
    "choices": ("", [], ["x"], "constructor"),
    "phone": ("+86 199-0099-0001", "0900-6610001", "1990099000", "１９９００９９０００１", ""),
    "id_number": ("110105491231002", "11010519491231002x", "110105194912310021",
                  "１１０１０５１９４９１２３１００２Ｘ"),
    "photo": ("../x", [UPLOAD, UPLOAD], [UPLOAD, UPLOAD[:-1] + "y"], []),
    "file": ("../x", [UPLOAD, UPLOAD]),
    "statement": ("yes", "no", False, "perhaps", "", ["on"]),
    "region": ("990101001001", "９９０１０１００１００１", "110101001001", "东湖区"),
    "group": ("x", [], [{}], [None], ["x"], {"0": {}}, [{"nobody": 1}], [{"constructor": "x"}, {}], 0),
    "address": ("村", "柳荫路  12 号", {"region": "990101001001", "street": "一号楼"},
                {"region": "x", "street": "长安街 1 号"}, {}),
}  # fmt: skip


@dataclass(frozen=True)
class Situation:
    """Somebody who says something, of whom something is known, on a day."""

    says: str
    today: date
    facts: Mapping[str, Json] = field(default_factory=dict)
    answers: Mapping[str, Json] = field(default_factory=dict)
    is_subject: bool = True

    def known(self) -> Mapping[str, Fact]:
        return {path: Fact(value, "人口库", self.today) for path, value in self.facts.items()}

    def as_json(self) -> dict[str, Any]:
        return {
            "says": self.says,
            "today": self.today.isoformat(),
            "is_subject": self.is_subject,
            "facts": {path: _fact(fact.value, fact.source, fact.on) for path, fact in self.known().items()},
            "answers": self.answers,
        }

    def judged(self, scene: Scene) -> Judgement:
        return judge(scene, Facts(self.known()), self.answers, self.today, Applicant(is_subject=self.is_subject))


def situations(scene: Scene) -> list[Situation]:
    """The examples as they stand, then some of all that may happen to them; the same ones each time."""
    bases = list(_examples(scene))
    sure = [each for base in bases for each in _sure(scene, base)]
    more = [each for base in bases for each in _changed(scene, base)]
    Random(scene.slug).shuffle(more)
    found: dict[bytes, Situation] = {}
    for each in (*bases, *sure, *more):
        found.setdefault(canonical({**each.as_json(), "says": ""}), each)
    return list(found.values())[: max(MOST, len(bases) * 4)]


def _examples(scene: Scene) -> Iterator[Situation]:
    for at, each in enumerate(scene.examples):
        facts = dict(_flat(scene, each.facts))
        yield Situation(each.says or str(at), each.today or ANY_DAY, facts, each.answers, not each.for_other)


def _sure(scene: Scene, base: Situation) -> Iterator[Situation]:
    whole = {name: fitting(one) for name, one in scene.fields.items()}
    yield replace(base, says=f"{base.says}; for somebody else", is_subject=not base.is_subject)
    yield replace(base, says=f"{base.says}; all filled in", answers={**whole, **base.answers})
    odd = {**base.answers, "nobody": 1, "constructor": "x"}
    yield replace(base, says=f"{base.says}; something nobody asked", answers=odd)


def _changed(scene: Scene, base: Situation) -> Iterator[Situation]:
    for path in base.facts:
        rest = {name: value for name, value in base.facts.items() if name != path}
        yield replace(base, says=f"{base.says}; {path} unknown", facts=rest)
        yield replace(base, says=f"{base.says}; {path} null", facts={**base.facts, path: None})
    for born in ("1966-11-22", "1964-02-29", "1946-11-21"):
        yield replace(base, says=f"{base.says}; born {born}", facts={**base.facts, "subject.birthday": born})
    for name in base.answers:
        rest = {other: value for other, value in base.answers.items() if other != name}
        yield replace(base, says=f"{base.says}; {name} not said", answers=rest)
    for name, one in {**scene.fields, **scene.asks}.items():
        for said in (*telling_answers(scene, one), *nasty(one)):
            says = f"{base.says}; {name} {json.dumps(said, ensure_ascii=False)[:20]}"
            yield replace(base, says=says, answers={**base.answers, name: said})


def nasty(one: Innermost) -> list[Json]:
    """What nobody should say; of a group also one entry with each of them in each of its boxes."""
    inside = [{**_entry(one), each.id: said} for each in one.fields for said in nasty(each)]
    return [*NASTY.get(one.kind, ()), *([entry] for entry in inside)]


def _entry(group: Innermost) -> dict[str, Json]:
    return {each.id: fitting(each) for each in group.fields}


def fitting(one: Innermost) -> Json:
    if one.kind == "group":
        return [_entry(one)]
    if one.kind in {"choice", "region"}:
        return next(iter(one.options), "")
    return [next(iter(one.options), "")] if one.kind == "choices" else FITTING.get(one.kind)


def _fact(value: Json, source: str, on: date) -> dict[str, Json]:
    return {"value": value, "from": source, "on": on.isoformat()}


def told(scene: Scene, situation: Situation) -> dict[str, Any]:
    """What the office says of it, as a face says it."""
    judged = situation.judged(scene)
    return {
        "outcome": judged.outcome,
        "reasons": [{"id": r.id, "outcome": r.outcome, "says": r.says, "saw": dict(r.saw)} for r in judged.reasons],
        "missing": list(judged.missing),
        "questions": [one.id for one in judged.questions],
        "visible": {name: _visibility(name, judged) for name in scene.fields},
        "todo": list(judged.todo),
        "values": dict(judged.values),
        "contradicted": list(judged.contradicted),
        "defects": [{"field": d.field, "code": d.code, "values": d.values} for d in judged.defects],
        "unanswered": [{"field": d.field, "code": d.code, "values": d.values} for d in unanswered(scene, judged)],
        "summary": [_line(scene.fields[name], judged) for name in judged.visible],
    }


def _visibility(name: str, judged: Judgement) -> str:
    if name in judged.visible:
        return "visible"
    return "maybe" if name in judged.unknown else "hidden"


def _line(one: Field, judged: Judgement) -> dict[str, Any]:
    value, filled = judged.values.get(one.id), judged.filled.get(one.id)
    return {
        "id": one.id,
        "kind": one.kind,
        "label": one.name,
        "value": "" if kinds.is_blank(value) else kinds.get(one.kind).show(value, one),
        "filled": _fact(filled.value, filled.source, filled.on) if filled else None,
    }


def fixture(scene: Scene) -> dict[str, Any]:
    """One file: the scene as faces get it, and every situation with what is said of it."""
    cases = [{**each.as_json(), "told": told(scene, each)} for each in situations(scene)]
    made: dict[str, Any] = json.loads(json.dumps({"scene": scene.as_face(), "cases": cases}))
    return made


def written(made: Mapping[str, Any]) -> str:
    """A line for each situation, so that a change is seen where it is."""
    cases = ",\n".join(json.dumps(each, ensure_ascii=False) for each in made["cases"])
    return f'{{"scene": {json.dumps(made["scene"], ensure_ascii=False)},\n"cases": [\n{cases}\n]}}\n'


def scenes_tried(city: City) -> Mapping[str, Scene]:
    return city.scenes


def main() -> None:
    from api.city import read_city
    from core.house import house

    read_city(Path(__file__).parents[2] / "city", "https://city.invalid", None)
    FOLDER.mkdir(exist_ok=True)
    for slug, scene in scenes_tried(house().city).items():
        (FOLDER / f"{slug}.json").write_text(written(fixture(scene)), "utf-8")


if __name__ == "__main__":
    main()
