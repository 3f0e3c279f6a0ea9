"""Where an application stands, in the lines of a page: a headline, offices side by side, people, what one can do."""

from collections.abc import Iterable
from typing import Protocol

from api.h5.money import money, payable, total
from api.h5.shown import Action, Branches, Deadline, Happened, Headline, Office, Person, Row
from api.h5.words import Words
from core.applications import ApplicationView, CaseView, Line, PartyView
from core.json import Json
from core.time import today

OVER = {"done": "yes", "closed": "no", "partly_done": "maybe"}
APPLICANT = "applicant"
FEW = 2  # so many lines need no sorting
_TONE = {"approved": "good", "denied": "stop", "not_accepted": "stop", "not_corrected": "stop", "unpaid": "stop"}
_WAITS = frozenset({"correction", "returned", "pay_pending"})
_TOLD = frozenset({"withdrawn", "voided"})  # who took it back, and why, only its history knows
_ASKED = frozenset({"correct", "resubmit"})
_GROUPS = ("you", "now", "later", "over")
_PEOPLE = {"confirmed": "good", "invited": "mind", "declined": "stop", "lapsed": "stop"}


class Standing(Protocol):
    """A case as its owner or a stranger with the code sees it."""

    @property
    def item_name(self) -> str: ...
    @property
    def department_name(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def result(self) -> str | None: ...
    @property
    def due_on(self) -> str | None: ...
    @property
    def says(self) -> str: ...


class Waiting(Protocol):
    """An application as its owner or a stranger with the code sees it."""

    @property
    def state(self) -> str: ...
    @property
    def act_by(self) -> str | None: ...


def headline(view: ApplicationView, say: Words) -> Headline:
    """The precise sentence where there is one: who is waited for, which paper, how much."""
    if view.role != APPLICANT and "confirm" in view.actions:
        return Headline(say("progress.state.asked"), say("progress.more.asked"))
    awaited = invited(view)
    if awaited:
        more = say("progress.more.awaits", date=say.day(awaited.confirm_by)) if awaited.confirm_by else ""
        return Headline(say("progress.state.awaits", who=awaited.says), more)
    if view.state == "needs_you" and (only := _only_owes(view)):
        return Headline(say("progress.state.owes", labels=say("facts.and").join(only)), say("progress.more.owes"))
    if view.state == "in_progress" and any(visit.now for visit in view.visits):
        return Headline(say("progress.state.visit"), say("progress.more.visit"))
    key = "needs_other" if view.state in ("needs_you", "to_pay") and view.role != APPLICANT else view.state
    return Headline(say(f"progress.state.{key}"), say(f"progress.more.{key}"), OVER.get(view.state, ""))


def act_of(view: Waiting, say: Words) -> Deadline | None:
    """The day that whoever looks has to keep: it stands above the day of the answer, which waits for them too."""
    if view.act_by is None or view.state in OVER:
        return None
    key = view.state if view.state in ("needs_you", "to_pay") else "asked"
    over = say("progress.act.over") if view.act_by < today().isoformat() else ""
    return Deadline(view.act_by, say(f"progress.act.{key}"), over)


def invited(view: ApplicationView) -> PartyView | None:
    """Whose word everything waits for."""
    return next((party for party in view.parties if party.state == "invited"), None)


def _only_owes(view: ApplicationView) -> list[str]:
    """What is still owed, when nothing else is asked for."""
    if any(case.correction for case in view.cases):
        return []
    return list(dict.fromkeys(owed.label for case in view.cases for owed in case.owed))


def branches(view: ApplicationView, say: Words) -> list[Branches]:
    """One line per case; several are sorted by how far they are, each group in the order of the work."""
    waiting = invited(view) is not None
    named = len(view.cases) > FEW
    found: dict[str, list[Office]] = {group: [] for group in _GROUPS}
    for case in view.cases:
        found[_group(case)].append(line_of(case, say, after_yes=waiting, owns=view.role == APPLICANT))
    if not named:
        return [Branches("", [one for group in _GROUPS for one in found[group]])]
    return [Branches(say(f"progress.group.{group}"), lines) for group, lines in found.items() if lines]


def _group(case: CaseView) -> str:
    if case.result:
        return "over"
    if case.state in _WAITS or case.owed:
        return "you"
    return "later" if case.waits else "now"


def line_of(case: CaseView, say: Words, *, after_yes: bool = False, owns: bool = True) -> Office:
    """`after_yes`: a person's word is waited for, which the headline says once for all of them."""
    line = office(case, say)
    if case.waits and not case.result:
        before = case.waits[len(case.waits) - len(case.waits_for) :]
        says = say("progress.waits_yes") if after_yes and not before else say("facts.then").join(before or case.waits)
        return Office(line.department, line.item, says, "wait", "")
    if not owns and case.state in _WAITS:
        return Office(line.department, line.item, say("progress.state.needs_other"), "", line.when)
    owed = [_owed(one.label, one.owed_on, one.state, say) for one in case.owed]
    return Office(line.department, line.item, line.says, "mind" if owed else line.tone, line.when, owed)


def _owed(label: str, owed_on: str | None, state: str, say: Words) -> str:
    if owed_on is None:
        return say("progress.owed_later", label=label)
    return say("progress.owed_over" if state == "overdue" else "progress.owed", label=label, date=say.day(owed_on))


def office(case: Standing, say: Words) -> Office:
    """What anybody may be told of one case."""
    result = case.result or ""
    if result in _TOLD and case.says:
        says = case.says
    else:
        says = say(f"progress.result.{result}") if result else _now(case, say)
    tone = _TONE.get(result, "mind" if case.state in _WAITS else "")
    when = say("progress.case_due", date=say.day(case.due_on)) if case.due_on and not result else ""
    return Office(case.department_name, case.item_name, says, tone, when)


def _now(case: Standing, say: Words) -> str:
    waits = case.state == "submitted" and not case.due_on and not case.says
    return say("progress.waits") if waits else say(f"progress.case.{case.state}")


def people(parties: Iterable[PartyView], say: Words) -> list[Person]:
    """Everybody in it. Who stands in it twice, as applicant and as the one it is for, is told once."""
    found, seen = [], set()
    for party in parties:
        if party.you and party.name in seen:
            continue
        if party.you:
            seen.add(party.name)
        says = say(f"people.state.{party.state}")
        if party.state == "invited" and party.confirm_by:
            says = say("people.by", date=say.day(party.confirm_by))
        name = say("people.you", name=party.name or "") if party.you else party.name or ""
        found.append(Person(party.says, name, says, _PEOPLE.get(party.state, "")))
    return found


def actions(view: ApplicationView, say: Words) -> list[Action]:
    """What this face has pages for; what is waited for comes first."""
    may, found = set(view.actions), []
    if "confirm" in may:
        found.append(Action(say("progress.action.confirm"), f"/a/{view.id}/confirm", main=True))
    if may & _ASKED:
        key = "bring" if _only_owes(view) else "correct"
        found.append(Action(say(f"progress.action.{key}"), f"/a/{view.id}/correct", main=True))
    if "pay" in may and (orders := payable(view.orders)):
        text = say("pay.go", money=money(total(orders), say))
        found.append(Action(text, f"/a/{view.id}/pay", main=True))
    if "withdraw" in may:
        found.append(Action(say("progress.action.withdraw"), f"/a/{view.id}/withdraw"))
    return found


def moved(view: ApplicationView, say: Words) -> list[str]:
    """Why the expected date is not what it was, the newest first."""
    found = []
    for one in reversed(view.moved):
        before, after = str(one["from"] or ""), str(one["to"] or "")
        if before and after and before != after:
            key = "later" if after > before else "sooner"
            found.append(say(f"progress.moved.{key}", date=say.day(before), why=one["why"]))
    return found


def notices(view: ApplicationView, say: Words) -> list[Row]:
    """The notices of law, the newest first; which case each is of where there are several."""
    items = {case.id: case.item_name for case in view.cases}
    several = len(items) > 1
    return [
        Row(
            f"/a/{view.id}/notices/{one.id}",
            one.title,
            say("facts.joined").join([*([items[one.case]] if several else []), one.number, say.day(one.issued_on)]),
            "paper",
        )
        for one in reversed(view.documents)
    ]


def delivered(view: ApplicationView, say: Words) -> list[str]:
    """What was sent or lies ready; an electronic licence is shown as itself."""
    return [
        say(f"progress.delivered.{one.how}", what=one.what, date=say.day(one.at))
        + (f"（{one.note}）" if one.note else "")
        for one in view.deliveries
        if say.has(f"progress.delivered.{one.how}")
    ]


def live_at(view: ApplicationView) -> str:
    """Where a script waits for news: after the last line this page shows."""
    last = max((line.seq for line in _lines(view)), default=0)
    return f"/api/v1/applications/{view.id}/events?after={last}&wait=20"


def _lines(view: ApplicationView) -> list[Line]:
    return [*view.timeline, *(line for case in view.cases for line in case.timeline)]


def history(view: ApplicationView) -> list[Happened]:
    """Newest first; where a rule decided, what it looked at and saw."""
    lines = sorted(_lines(view), key=lambda line: -line.seq)
    return [Happened(line.at, line.says, line.by, [_said(rule.get("says")) for rule in line.rules]) for line in lines]


def _said(value: Json) -> str:
    return value if isinstance(value, str) else ""


def licence_rows(view: ApplicationView, say: Words) -> list[Row]:
    return [
        Row(f"/licences/{one.id}", one.title, say("progress.licence_says"), "card", "good") for one in view.licences
    ]


def query_says(view: ApplicationView, say: Words) -> str:
    return say("progress.query_says", code=view.query_code or "")
