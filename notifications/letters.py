"""The city's letters: one file each in city/letters. What is wrong is told at once, before anybody gets one."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from core.applications.edges import EDGES
from core.scenes.elements import NOTHING, STANDARD
from core.scenes.item import Item
from notifications import wording
from notifications.senders import Wording

LETTERHEAD = "letterhead"
SIGN_IN = "sign_in_code"
REMINDER = "reminder"
NEEDED = (SIGN_IN, REMINDER)  # the house itself writes them, no item names them
MOST_PARTS = 3
ANSWERS = frozenset({"progress", "unknown", "help", "real", "not_real", "unsubscribed", "subscribed"})
# What each sort of letter may speak of; a letter that wants anything else is refused at start-up.
SPEAKS_OF: Mapping[str, frozenset[str]] = {
    "event": frozenset(
        {"scene", "item", "number", "query", "office", "department", "phone", "ask"}
        | {"promise", "correct_by", "opinion", "remedy", "licence"}
        | {"asker", "party", "confirm_by", "amount", "pay_by", "papers", "owed_on", "visit"}
    ),
    "others": frozenset({"scene", "item", "number", "office", "department", "phone", "ask", "promise", "asker"}),
    "reminder": frozenset({"scene", "day", "ask"}),
    "sign_in": frozenset({"digits", "minutes"}),
    "answer": frozenset({"scene", "now", "ask", "about", "sent_by", "sent_on"}),
    "state": frozenset({"office", "promise", "act_by"}),
}
INBOX = frozenset({"event", "reminder"})
MOMENTS = frozenset({edge.letter for edge in EDGES if edge.letter} | {"submitted"})

_AFile = TypeVar("_AFile", bound="_File")


class BadLetters(ValueError):
    """What is wrong, file by file, with what to do."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Others(_File):
    """The words of a letter to whoever else has said yes. `sms` absent: inbox only; they may switch it off."""

    title: str
    text: str
    sms: str = ""


class Letter(_File):
    """One kind of letter. `about` says what it is to somebody who asks whether it is real.

    `must`: the person cannot switch the text off. `sms` absent: inbox only. `minutes`: later it is useless.
    `to`: the applicant, or the person of the application whom the event names and who may be no citizen yet.
    `others`: what other people of the application are told, who have said yes to it; absent: nothing.
    `answers`: it answers a text of a citizen, who asked for it by one of `keywords`; `states` are words by state.
    """

    kind: str = ""
    about: str = Field(min_length=2, max_length=20)
    must: bool = False
    to: Literal["applicant", "party"] = "applicant"
    minutes: int | None = None
    to_type_in: bool = False
    answers: str | None = None
    keywords: tuple[str, ...] = ()
    takes_code: bool = False
    states: Mapping[str, str] = Field(default_factory=dict)
    title: str = ""
    text: str = ""
    sms: str = ""
    others: Others | None = None

    @cached_property
    def to_others(self) -> "Letter | None":
        """The same letter in the words for the others."""
        return Letter(kind=self.kind, about=self.about, **self.others.model_dump()) if self.others else None

    @property
    def sort(self) -> str:
        if self.answers:
            return "answer"
        return {SIGN_IN: "sign_in", REMINDER: "reminder"}.get(self.kind, "event")


class Letterhead(_File):
    """What all letters share: who signs, how a text ends, how channels are spoken of, where to ask."""

    signature: str
    sender: str
    tail: str
    ask: str
    promise_known: str
    promise_unknown: str
    day_unknown: str
    amount: str
    and_: str = Field(alias="and")
    either: str
    visit: str
    visit_when: Mapping[str, str]
    visit_bring: str
    visit_place: str
    several: str
    to_you: str
    by_inbox: str
    by_sms: str
    by_party_sms: str
    after_yes: str
    not_ours: str


@dataclass(frozen=True)
class Letters:
    """All letters by kind, and the letterhead."""

    head: Letterhead
    by_kind: Mapping[str, Letter] = field(default_factory=dict)

    def of(self, kind: str) -> Letter:
        """Raises: KeyError."""
        return self.by_kind[kind]

    @cached_property
    def answers(self) -> Mapping[str, Letter]:
        return {letter.answers: letter for letter in self.by_kind.values() if letter.answers}

    def wording(self, letter: Letter) -> Wording:
        """As a gateway approves it: another wording is another name, so an old one is never filled with new values."""
        return _wording(letter.kind, letter.sms + self.head.tail, letter.to_type_in, letter.about)


@lru_cache(maxsize=512)
def _wording(kind: str, source: str, to_type_in: bool, about: str) -> Wording:
    content = wording.for_gateway(source)
    mark = hashlib.sha256(content.encode()).hexdigest()[:8]
    return Wording(f"{kind[:21]}-{mark}", content, to_type_in, about)


def load(folder: Path) -> Letters:
    """Raises: BadLetters with everything that is wrong."""
    problems: list[str] = []
    trees = {path.stem: tree for path in sorted(folder.glob("*.yaml")) if (tree := _tree(path, problems)) is not None}
    head = _read(Letterhead, LETTERHEAD, trees.pop(LETTERHEAD, None), problems)
    found = {kind: _read(Letter, kind, {"kind": kind, **tree}, problems) for kind, tree in trees.items()}
    if head is None:
        raise BadLetters("\n".join([*problems, f"{LETTERHEAD}.yaml is needed"]))
    letters = Letters(head, {kind: letter for kind, letter in found.items() if letter is not None})
    for letter in letters.by_kind.values():
        problems += [f"{letter.kind}.yaml: {says}" for says in _faults(letter, letters)]
    problems += _gaps(letters)
    if problems:
        raise BadLetters("\n".join(problems))
    return letters


def _tree(path: Path, problems: list[str]) -> dict[str, object] | None:
    try:
        tree: object = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        problems.append(f"{path.name}: line {mark.line + 1 if mark else '?'}: {getattr(wrong, 'problem', wrong)}")
        return None
    if isinstance(tree, dict):
        return tree
    problems.append(f"{path.name}: a letter is a mapping of names to words")
    return None


def _read(model: type[_AFile], name: str, tree: object, problems: list[str]) -> _AFile | None:
    try:
        return model.model_validate(tree)
    except ValidationError as wrong:
        problems += [f"{name}.yaml: {'.'.join(map(str, error['loc']))}: {error['msg']}" for error in wrong.errors()]
        return None


def _faults(letter: Letter, letters: Letters) -> list[str]:
    """What is wrong with one letter."""
    words = {part: (getattr(letter, part), letter.sort) for part in ("title", "text", "sms")}
    if letter.others:
        words |= {f"others.{part}": (said, "others") for part, said in letter.others}
    words |= {f"states.{state}": (said, "state") for state, said in letter.states.items()}
    found = [says for part, (said, sort) in words.items() if (says := _strange(part, said, sort))]
    if found:
        return found
    if letter.answers is not None and letter.answers not in ANSWERS:
        found.append(f"answers: {letter.answers} is not one of {', '.join(sorted(ANSWERS))}")
    if letter.sort in INBOX and not (letter.title and letter.text):
        found.append("a letter for the inbox needs title and text")
    if letter.others and (letter.sort != "event" or letter.to == "party"):
        found.append("others: this letter is one person's own")
    if not letter.sms and letter.sort not in INBOX:
        found.append("sms: this letter is a text, it needs words")
    return found + [says for one in (letter, letter.to_others) if one and one.sms for says in _sms_faults(one, letters)]


def _strange(part: str, said: str, sort: str) -> str | None:
    try:
        strange = wording.wants(said) - SPEAKS_OF[sort]
    except ValueError as wrong:
        return f"{part}: {wrong}"
    known = ", ".join(sorted(SPEAKS_OF[sort]))
    return f"{part}: nobody knows {', '.join(sorted(strange))}; there is {known}" if strange else None


def _sms_faults(letter: Letter, letters: Letters) -> list[str]:
    found = []
    if wording.LINK.search(letter.sms):
        found.append("sms: a text carries no link")
    if "【" in letter.sms or "】" in letter.sms:
        found.append("sms: 【】 is the signature's; the gateway writes it")
    try:
        content = letters.wording(letter).content
    except ValueError as wrong:
        return [*found, f"sms: {wrong}"]
    if wording.parts(f"【{letters.head.signature}】{content}") > MOST_PARTS:
        found.append(f"sms: longer than {MOST_PARTS} texts")
    return found


def unwritten(letters: Letters, items: Iterable[Item]) -> list[str]:
    """Letters that items tell people by and that nobody has written: for start-up, with the city in hand."""
    plain = {STANDARD, NOTHING}
    told = ((item.slug, letter) for item in items for letter in vars(item.tells).values() if letter not in plain)
    missing = ((slug, kind) for slug, kind in told if kind not in letters.by_kind)
    return [f"items/{slug}.yaml: tells: there is no city/letters/{kind}.yaml" for slug, kind in missing]


def _gaps(letters: Letters) -> list[str]:
    """What no file answers for."""
    found = [f"{kind}.yaml is needed" for kind in NEEDED if kind not in letters.by_kind]
    found += [f"an answer is missing: answers: {name}" for name in sorted(ANSWERS - letters.answers.keys())]
    said: dict[str, str] = {}
    for letter in letters.by_kind.values():
        for keyword in letter.keywords:
            if keyword in said:
                found.append(f"{letter.kind}.yaml: keyword {keyword} is also that of {said[keyword]}.yaml")
            said[keyword] = letter.kind
    return found
