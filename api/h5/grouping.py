"""A group of questions on a page: a card for each entry, read back from its boxes, one more and one less without loss.

A box is called by its place, `children[0].name`, as what is wrong with it is.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from starlette.datastructures import FormData

from api.h5.asking import boxes_of, question_of
from api.h5.pages import Wrong, typed
from api.h5.questions import Card, InCard, Question
from api.h5.words import Words
from api.words import spoken
from core.entries import MOST, is_nothing
from core.json import Json
from core.scenes import Field, Judgement
from core.scenes.fields import Innermost
from core.scenes.groups import GROUP, Around, Place, kept_of, owed, places_of

_CARDS = 100  # no page has more; what lies beyond is nobody's typing
_STEP = re.compile(r"\[(\d{1,3})\](?:\.([a-z0-9_]+))?", re.ASCII)
Entry = dict[str, Json]


def given_in(form: FormData, group: Innermost) -> list[Json]:
    """What stands in the cards, unread, in the order of the page, without those that say nothing."""
    return [_tidied(each) for each in _cards_in(form, group) if not is_nothing(each)]


def _cards_in(form: FormData, group: Innermost) -> list[Json]:
    boxes = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    return _entries(boxes, group, group.id)


def _entries(boxes: list[tuple[str, str]], group: Innermost, place: str) -> list[Json]:
    own = re.compile(rf"{re.escape(place)}\[(\d{{1,3}})\]", re.ASCII)
    numbers = sorted({int(found[1]) for name, _ in boxes if (found := own.match(name))})
    return [_entry(boxes, group, f"{place}[{number}]") for number in numbers[:_CARDS]]


def _entry(boxes: list[tuple[str, str]], group: Innermost, place: str) -> Entry:
    found: Entry = {}
    inside = [(name, value) for name, value in boxes if name.startswith(place)]
    for each in group.fields:
        here = f"{place}.{each.id}"
        value: Json = _entries(inside, each, here) if each.kind == GROUP else boxes_of(inside, each.kind, here)
        if value not in (None, []):
            found[each.id] = value
    return found


def rearranged(form: FormData, group: Innermost) -> list[Json] | None:
    """The cards after `再加一个` or `去掉`, everything typed still in them; None when neither was pressed."""
    add, drop = typed(form, "add"), typed(form, "drop")
    if group.kind != GROUP or not (add or drop):
        return None
    entries = _cards_in(form, group)
    name, steps = _steps(add or drop)
    if name == group.id:
        (_add if add else _drop)(entries, steps)
    return entries


def _steps(place: str) -> tuple[str, list[tuple[int, str]]]:
    """`children[0].pets` as (children, [(0, pets)])."""
    name, bracket, rest = place.partition("[")
    return name, [(int(at), inside) for at, inside in _STEP.findall(bracket + rest)]


def _add(entries: list[Json], steps: list[tuple[int, str]]) -> None:
    cards: Json = entries
    for at, inside in steps:
        entry = cards[at] if isinstance(cards, list) and at < len(cards) else None
        if not isinstance(entry, dict) or not inside:
            return
        cards = entry.setdefault(inside, [])
    if isinstance(cards, list) and len(cards) < _CARDS:
        cards.append({})


def _drop(entries: list[Json], steps: list[tuple[int, str]]) -> None:
    cards: Json = entries
    for at, inside in steps:
        if not isinstance(cards, list) or at >= len(cards):
            return
        if not inside:
            del cards[at]
            return
        entry = cards[at]
        cards = entry.get(inside) if isinstance(entry, dict) else None


def _tidied(raw: Json) -> Json:
    """Without the cards inside that say nothing."""
    if isinstance(raw, Mapping):
        return {name: _tidied(each) for name, each in raw.items()}
    if isinstance(raw, list) and any(isinstance(each, Mapping) for each in raw):
        return [_tidied(each) for each in raw if not is_nothing(each)]
    return raw


def wrong_inside(judged: Judgement, group: Field, raw: Json, say: Words) -> Wrong:
    """Everything wrong or owed in the cards, in words, in the order of the page; `judged` with what was typed."""
    language = spoken(say.language)
    wrong = {one.field: language.defect(one.code, one.values) for one in judged.defects if one.asked == group.id}
    for one in owed(group, raw, Around(judged.data, judged.unknown)):
        wrong.setdefault(f"{group.id}{one.at}", say("wrong.empty", label=one.values.get("label")))
    if not wrong and group.id in judged.todo:
        wrong[group.id] = say("wrong.empty", label=group.name)
    return tuple(sorted(wrong.items(), key=lambda pair: _order(group, _steps(pair[0])[1])))


def _order(group: Innermost, steps: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """Card by card, and in each as its questions stand."""
    if not steps:
        return []
    (at, inside), *deeper = steps
    names = [each.id for each in group.fields]
    place = names.index(inside) if inside in names else len(names)
    return [(at, place), *(_order(group.fields[place], deeper) if deeper and inside in names else [])]


def drawn(
    question: Question, group: Innermost, raw: object, judged: Judgement, *, wrong: Wrong, say: Words
) -> Question:
    """The same question with its cards. What was typed stands in them as it was."""
    return _drawn(question, group, raw, Around(judged.data, judged.unknown), _Drawing(dict(wrong), say))


class _Drawing:
    """What every card needs, however deep."""

    def __init__(self, wrong: Mapping[str, str], say: Words) -> None:
        self.wrong, self.say = wrong, say


def _drawn(question: Question, group: Innermost, raw: object, around: Around, on: _Drawing) -> Question:
    entries = [each if isinstance(each, Mapping) else {} for each in raw] if isinstance(raw, list | tuple) else []
    least = int(group.min or 0) if group.optional else max(1, int(group.min or 0))
    entries += [{}] * ((least if entries or not group.optional else 0) - len(entries))
    called = getattr(group, "each", None) or on.say("kinds.group_one")
    cards = []
    for at, entry in enumerate(entries):
        title = on.say("kinds.group_entry", each=called, number=at + 1)
        cards.append(_card(f"{question.id}[{at}]", title, group, entry, (around, on)))
    return replace(question, cards=tuple(cards), each=called, most=int(group.max or MOST))


def _card(place: str, title: str, group: Innermost, entry: Mapping[str, Json], seen: tuple[Around, _Drawing]) -> Card:
    around, on = seen
    places = places_of(group, entry, around)
    beside = around.beside(kept_of(places))
    return Card(place, title, tuple(_asked(place, each, entry, (beside, on)) for each in places if each.there))


def _asked(place: str, inner: Place, entry: Mapping[str, Json], seen: tuple[Around, _Drawing]) -> InCard:
    beside, on = seen
    field, value, here = inner.field, entry.get(inner.field.id), f"{place}.{inner.field.id}"
    question = replace(question_of(field, on.say), id=here)
    if field.kind == GROUP:
        question = _drawn(question, field, value, beside, on)
    return InCard(question, value, on.wrong.get(here, ""))
