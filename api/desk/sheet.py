"""One case as one screen: the facts, the finding, the ways on, the history."""

from collections.abc import Sequence

from api.desk.deciding import Typed, finding_of, ways_of
from api.desk.line import Line
from api.desk.shown import Sheet
from api.desk.telling import (
    NOTHING,
    May,
    answers_of,
    bills_of,
    checks_of,
    day_of,
    history_of,
    hold_of,
    lamp_of,
    notices_of,
    papers_of,
    people_of,
    state_of,
)
from api.h5.words import Words
from core.applications.edges import CLOSED
from core.desk import DeskCase
from core.documents import DocumentView


def sheet_of(
    case: DeskCase, line: Line, typed: Typed, say: Words, may: May = NOTHING, *, notices: Sequence[DocumentView] = ()
) -> Sheet:
    """`may`: what this officer may do about money."""
    ended = case.state in CLOSED
    found, ways = finding_of(case, say), ways_of(case, line, typed, say)
    theirs = case.holder is not None and not case.holder.mine
    return Sheet(
        id=case.id,
        version=case.version,
        number=case.number,
        item=case.item_name,
        person=next((one.name for one in case.parties if one.role in ("subject", "applicant")), ""),
        state=state_of(case, say),
        lamp=lamp_of(case, say),
        received=day_of(case.submitted_at),
        hold=hold_of(case.holder, ended, say),
        finding=(say("finding.over"),) if ended else found.says,
        finding_tone="plain" if ended else found.tone,
        facts=_facts(case, say),
        checks=checks_of(case.rules, say),
        answers=answers_of(case, say),
        papers=papers_of(case, say),
        people=people_of(case.parties, say),
        notices=notices_of(notices),
        bills=bills_of(case.orders, May(may.counter and not ended, may.refunds), say),
        history=history_of(case.history),
        ways=ways,
        over=_over(case, ended=ended, idle=not ways and not theirs, say=say),
    )


def _facts(case: DeskCase, say: Words) -> list[str]:
    """What else to know at a glance, as far as it is so."""
    days = {"correct_by": case.correct_by, "pay_by": case.pay_by}
    waits = [say(f"case.{name}", on=say.day(on)) for name, on in days.items() if on]
    return [*([case.limit] if case.limit else []), *waits]


def _over(case: DeskCase, *, ended: bool, idle: bool, say: Words) -> str:
    if ended:
        return say("case.over", result=state_of(case, say))
    return say("case.nothing_to_do") if idle else ""
