"""Scenes and judgements in the words of a page: what it costs, how long it takes, who decides, what to bring."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from api.h5.money import fee_lines, money
from api.h5.shown import Fact, Line, Promise, Row
from api.h5.visiting import to_bring, visit_facts
from api.h5.words import Words
from core.applications import Draft
from core.applications.fees import fees_of, visits_of
from core.scenes import Judgement, Scene, awaited
from core.scenes.judgement import MaterialNeed, Reminder
from core.time import today

FEW = 2  # so many offices are named in one breath
_BIRTHDAY = "subject.birthday_"
_ICONS = frozenset(path.stem for path in (Path(__file__).parent / "static/icons").glob("*.svg"))


def scene_row(scene: Scene, say: Words) -> Row:
    """How long, how much, how many ways: what decides whether one starts."""
    items = scene.uses_items.values()
    days, visits = scene.working_days, sum(item.visits.times for item in items)
    free = all(item.fee.kind == "none" for item in items)
    parts = [
        say("facts.days", days=days) if days else say("facts.day_zero"),
        say("row.free" if free else "row.paid"),
        say("facts.visits_some", count=visits) if visits else say("facts.no_visits"),
    ]
    return Row(f"/s/{scene.slug}", scene.title, say("facts.joined").join(parts), icon(scene.icon))


def icon(name: str) -> str:
    """The icon a scene asks for, if we draw it."""
    return name if name in _ICONS else "paper"


def facts_of(scene: Scene, judged: Judgement, say: Words) -> list[Fact]:
    """What to bring, cost, date, where one has to go, who has to say yes, offices."""
    return [
        _bring(scene, judged, say),
        cost(scene, judged, say),
        _time(scene, judged, say),
        *visits(scene, judged, say),
        *confirming(scene, say),
        _offices(scene, judged, say),
    ]


def _bring(scene: Scene, judged: Judgement, say: Words) -> Fact:
    needed = [each for each in judged.papers if each.sure and not each.optional]
    lacking = [each for each in needed if each.have is False]
    window = to_bring(visits_of(judged, scene))
    nothing = say("facts.bring_window" if window else "facts.bring_none")
    value = say("facts.bring_some", count=len(lacking)) if lacking else nothing
    taken = [say("facts.bring_there", what=say("facts.and").join(window))] if window else []
    return Fact("paper", say("facts.bring"), value, [*(_paper(each, scene, say) for each in needed), *taken])


def _paper(need: MaterialNeed, scene: Scene, say: Words) -> str:
    if need.made_by:
        return say("facts.made", label=need.label, item=scene.item(need.made_by).name)
    if need.have is not False:
        return say("facts.have" if need.have else "facts.look_up", label=need.label)
    return say("facts.may_follow" if need.may_follow else "facts.lack", label=need.label)


def cost(scene: Scene, judged: Judgement, say: Words) -> Fact:
    """How much, for what, on what law it rests."""
    fen, fees = judged.fee.fen, fees_of(judged, scene)
    value = say("facts.cost_later") if fen is None else money(fen, say) if fen else say("facts.free")
    return Fact("coin", say("facts.cost"), value, fee_lines(fees, scene, say))


def _time(scene: Scene, judged: Judgement, say: Words) -> Fact:
    """The day; while somebody else may have to say yes first, how long it takes from then on."""
    promise = judged.promise
    key = "facts.days_after_yes" if awaited(scene, judged) else "facts.days"
    by_days = say(key, days=promise.working_days) if promise.working_days else say("facts.day_zero")
    value = say("facts.due", date=say.day(promise.due_on)) if promise.due_on else by_days
    return Fact("clock", say("facts.time"), value, [] if promise.visits else [say("facts.visits_none")])


def visits(scene: Scene, judged: Judgement, say: Words) -> list[Fact]:
    """Where one has to go in person."""
    return visit_facts(visits_of(judged, scene), say)


def confirming(scene: Scene, say: Words) -> list[Fact]:
    """Who else has to say yes, and within how many working days."""
    return [
        Fact("people", say("facts.confirms"), party.says, [say("facts.confirms_how", days=party.confirm_within)])
        for party in scene.confirming.values()
    ]


def to_confirm(draft: Draft, say: Words) -> list[Fact]:
    """Whom this sheet asks to confirm: the name as it was typed, the phone masked."""
    return [
        Fact(
            "people",
            party.says,
            party.name or "",
            [
                *([say("summary.confirm_phone", phone=party.phone)] if party.phone else []),
                say("facts.confirms_how", days=draft.scene.parties[party.role].confirm_within),
            ],
        )
        for party in draft.parties
        if party.state == "to_invite"
    ]


def _offices(scene: Scene, judged: Judgement, say: Words) -> Fact:
    names = dict.fromkeys(scene.department_of(case).name for case in judged.cases)
    if len(names) <= FEW:
        items = [scene.item(case.item).name for case in judged.cases]
        return Fact("office", say("facts.offices"), say("facts.and").join(names), items)
    value = say("facts.offices_some", offices=len(names), count=len(judged.cases))
    each = [
        say("facts.office", item=scene.item(case.item).name, office=scene.department_of(case).name)
        for case in judged.cases
    ]
    return Fact("office", say("facts.offices"), value, each)


def office_of(scene: Scene, judged: Judgement, say: Words) -> str:
    """Whom it is handed to: the offices whose work begins at once."""
    names = dict.fromkeys(scene.department_of(case).name for case in judged.cases if not case.after)
    return say("facts.and").join(names)


def alternatives_of(
    judged: Judgement, scene: Scene, scenes: Mapping[str, Scene], say: Words, *, known: bool | None
) -> list[Row]:
    """What else would help: another scene, or words. `known`: None for a visitor, else whether we know them."""
    rows = []
    days = {each.id: each.otherwise.remind.on for each in scene.eligible if each.otherwise and each.otherwise.remind}
    for other in judged.alternatives:
        if other.scene in scenes:
            rows.append(scene_row(scenes[other.scene], say))
        if other.because in days:
            rows.append(Row("", "", _reminded(days[other.because], other.remind, say, known=known), "bell"))
        elif other.says:
            rows.append(Row("", "", other.says, "bell"))
    return rows


def _reminded(path: str, remind: Reminder | None, say: Words, *, known: bool | None) -> str:
    """The day it becomes possible and the day we could tell, when they are known; nothing is promised to a stranger."""
    if remind is None:
        return say("answer.remind_verify" if known is False else "answer.remind_sign_in")
    age = path.removeprefix(_BIRTHDAY)
    key = "answer.birthday_on" if path.startswith(_BIRTHDAY) else "answer.possible_on"
    says = say(key, age=age, date=say.day(remind.on, year=True))
    ahead = remind.tell_on > today()
    return says + say("answer.remind_on", date=say.day(remind.tell_on)) if ahead else says


def papers_of(draft: Draft, promised: Iterable[str], say: Words) -> list[Line]:
    """The papers as lines of the summary."""
    uploads = Counter(upload.target for upload in draft.loaded.uploads)
    lines = []
    for need in draft.judgement.papers:
        change = f"/a/{draft.loaded.application.id}/m/{need.id}" if "upload" in need.sources else ""
        if uploads.get(need.id):
            value = say("summary.uploaded", count=uploads[need.id])
        elif need.made_by:
            value, change = say("summary.made", item=draft.scene.item(need.made_by).name), ""
        elif need.have:
            value, change = say("summary.city_has"), ""
        else:
            value = say("summary.follow" if need.id in promised else "summary.lacks")
        lines.append(Line(need.label, value, change=change, id=f"materials.{need.id}"))
    return lines


def promises_of(draft: Draft, promised: Iterable[str], say: Words) -> list[Promise]:
    """What may be brought later, each with what one promises by that."""
    chosen, found = set(promised), {}
    for one in draft.sheet().promises:
        says = say("summary.promise", label=one.label, days=one.days)
        found[one.id] = Promise(one.id, says, one.consequence, one.id in chosen)
    return list(found.values())
