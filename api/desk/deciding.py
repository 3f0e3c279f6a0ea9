"""The right side of a case: what the facts come to, the way they point to, and every other move with its boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.desk.line import Line
from api.desk.shown import Asked, Phrase, Way
from api.h5.words import Words
from api.words import spoken
from core.desk import DeskCase
from core.desk.views import MoveSeen

FORWARD = ("accept", "begin_review", "approve", "certify", "deliver", "close", "resume", "take_back")
"""Moves that bring a case on, in the order in which they are offered first."""
_STOP = frozenset({"not_accept", "deny", "void", "break_promise"})
_ORDER = (*FORWARD, "approve_extension", "ask_correction", "not_accept", "deny", "return", "suspend", "ask_extension")
_KEYS: Mapping[str, str] = {
    "ask_correction": "b",
    "not_accept": "d",
    "deny": "d",
    "return": "t",
    "suspend": "s",
    "resume": "s",
    "ask_extension": "e",
    "approve_extension": "e",
    "ask_opinion": "o",
    "give_opinion": "g",
    "forward": "f",
    "take_back": "f",
    "void": "v",
    "revoke_lamp": "l",
    "break_promise": "p",
}
FIRST_KEY = "a"
LASTS = "special_procedure"  # a stop that may have a last day
_WORTH_SAYING = frozenset(
    {"paper_still_owed", "returned_once_already", "needs_a_second_person", "own_decision", "extended_once_already"}
)
"""What stands against a move and is news to an officer. Moves that have nothing to do here yet are left out."""


@dataclass(frozen=True)
class Typed:
    """What an officer typed into one way's boxes that was refused, or the phrase they chose: shown there again."""

    move: str = ""
    opinion: str | None = None
    reason: str = ""
    remedy: str | None = None
    until: str = ""
    asked: Mapping[str, str] | None = None
    wrong: str = ""
    phrase: str = ""


@dataclass(frozen=True)
class Finding:
    """Worst first. `tone`: good, mind or stop; only `stop` speaks against going on."""

    says: tuple[str, ...]
    tone: str


def finding_of(case: DeskCase, say: Words) -> Finding:
    """What an officer would find by reading everything on the left, worst first."""
    missing = [one.label for one in case.materials if one.state == "left_out" and not one.optional]
    own = [one.label for one in case.materials if one.state == "kept" and one.trust in ("C", "D")]
    found = (
        ("no", "stop", [one.says for one in case.rules if one.outcome == "no"]),
        ("papers", "stop", missing),
        ("maybe", "mind", [one.says for one in case.rules if one.outcome == "maybe"]),
        ("differs", "mind", [one.label for one in case.contradictions]),
        ("owed", "mind", [one.label for one in case.promises if one.state in ("owed", "overdue")]),
        ("trust", "mind", own),
    )
    said = [
        (say(f"finding.{key}", n=len(names), which=say("finding.and").join(names)), tone)
        for key, tone, names in found
        if names
    ]
    if not said:
        return Finding((say("finding.good"),), "good")
    return Finding(tuple(words for words, _ in said), said[0][1])


def ways_of(case: DeskCase, line: Line, typed: Typed, say: Words) -> list[Way]:
    """Every move that may be tried here; none while a colleague has the case."""
    if case.holder is not None and not case.holder.mine:
        return []
    against = finding_of(case, say).tone == "stop"
    here = (one for one in case.moves if one.refusal is None or one.refusal in _WORTH_SAYING)
    moves = sorted(here, key=lambda one: _ORDER.index(one.move) if one.move in _ORDER else len(_ORDER))
    first = next((one.move for one in moves if one.move in FORWARD and one.refusal is None), "")
    first = "" if against and first in ("accept", "approve", "begin_review") else first
    screen = _Screen(case, line, typed, first, against, say)
    return [_way(each, screen) for each in moves]


@dataclass(frozen=True)
class _Screen:
    """What every way of one screen knows. `first`: the move that is offered first; `against`: the facts forbid it."""

    case: DeskCase
    line: Line
    typed: Typed
    first: str
    against: bool
    say: Words


def _way(seen: MoveSeen, on: _Screen) -> Way:
    say = on.say
    typed = on.typed if on.typed.move == seen.move else Typed()
    chosen = next((one for one in seen.templates if one.id == typed.phrase), None)
    letter = seen.move == "ask_correction"
    return Way(
        name=seen.move,
        title=say(f"moves.{seen.move}"),
        key=_key(seen, on),
        look="go" if seen.move == on.first else "stop" if seen.move in _STOP else "plain",
        help=say(f"help.{seen.move}") if say.has(f"help.{seen.move}") else "",
        needs=_boxes(seen),
        opinion=_first_of(typed.opinion, chosen.text if chosen else None, _opening(on) if letter else ""),
        remedy=_first_of(typed.remedy, chosen.remedy if chosen else None, _remedy(seen)),
        reasons={code: say.first(f"return_reasons.{code}", f"stops.{code}") for code in seen.reasons},
        reason=_first_of(typed.reason or None, chosen.reason if chosen else None),
        until=typed.until,
        phrases=_phrases(seen, on.case.id, on.line),
        letter=_letter(on.case, typed) if letter else (),
        opened=bool(typed.move) or (letter and on.against and not on.typed.move),
        wrong=typed.wrong,
        blocked=_blocked(seen, say),
    )


def _first_of(*texts: str | None) -> str:
    """The first that was given, though it be empty: what an officer emptied stays empty."""
    return next((text for text in texts if text is not None), "")


def _key(seen: MoveSeen, on: _Screen) -> str:
    """The first key belongs to the way that is offered first; with none, to the one that would bring the case on."""
    if seen.move == on.first or (seen.move in FORWARD and not on.first):
        return FIRST_KEY
    return _KEYS.get(seen.move, "")


def _boxes(seen: MoveSeen) -> frozenset[str]:
    if "items" in seen.needs:
        return frozenset({"letter"})
    boxes = {"opinion" if "text" in seen.needs else "words"}
    boxes |= {"remedy"} if "remedy" in seen.needs else set()
    return frozenset(boxes | ({"until"} if LASTS in seen.reasons else set()))


def _remedy(seen: MoveSeen) -> str:
    """What the house would write about where to turn: the first phrase that says it."""
    return next((one.remedy for one in seen.templates if one.remedy), "")


def _phrases(seen: MoveSeen, case_id: str, line: Line) -> Sequence[Phrase]:
    at = f"/desk/cases/{case_id}"
    return [
        Phrase(one.id, one.label, one.text, f"{line.at(at, open=seen.move, say=one.id)}#{seen.move}")
        for one in seen.templates
    ]


def _opening(on: _Screen) -> str:
    return on.case.drafted.text or on.say("letter.start", title=on.case.title)


def _letter(case: DeskCase, typed: Typed) -> Sequence[Asked]:
    """What did not hold stands first and is ticked; every other material and field of this item may be asked for."""
    drafted = {one.id: one.says for one in case.drafted.items}
    names = {one.id: one.label for one in case.materials} | {one.id: one.label for one in case.answers}
    wanted = {one.id: one.accepted_when for one in case.materials}
    order = [*drafted, *(name for name in names if name not in drafted)]
    asked = drafted if typed.asked is None else typed.asked
    return [
        Asked(name, names.get(name, name), asked.get(name) or drafted.get(name) or wanted.get(name, ""), name in asked)
        for name in order
    ]


def _blocked(seen: MoveSeen, say: Words) -> str:
    if seen.refusal is None:
        return ""
    both = spoken(say.language).refusal(seen.refusal, {})
    return say("refused.both", title=both.title, detail=both.detail)
