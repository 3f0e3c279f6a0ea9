"""A case as core tells it, turned into what one screen shows: words and wiring, no rule of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from api.desk.line import Line
from api.desk.listed import InLine
from api.desk.shown import Answer, Bill, Check, Happened, Hold, Lamp, Leaf, Notice, Paper, Person
from api.h5.words import Words
from core.applications.edges import CLOSED
from core.desk import DeskCase, Waiting
from core.desk.views import (
    AnswerSeen,
    Contradiction,
    LineSeen,
    MaterialSeen,
    PartySeen,
    PromiseSeen,
    RuleSeen,
    UploadSeen,
)
from core.desk.waiting import Holder
from core.documents import DocumentView
from core.licences import title_of
from core.orders import SURPLUS
from core.orders.views import OrderView
from core.time import CHINA, today

_PICTURE = "data:image/"
_OWED = {"due": "mind", "paying": "mind", "refunding": "mind", "paid": "good", "waived": "good"}
_KEPT = ("paid", "partly_refunded")  # where some of the fee may be asked back
_STATES = {"confirmed": "good", "invited": "mind", "declined": "stop", "lapsed": "stop"}


def lamp_of(case: DeskCase | Waiting, say: Words) -> Lamp:
    """The days left in words; the lamp's colour beside them."""
    tone, on = case.lamp or "", case.due_on or ""
    if case.state in CLOSED:
        return Lamp("", say("lamp.over"))
    if case.left is None:
        return Lamp(tone, say("lamp.stopped" if case.state == "suspended" else "lamp.none"), on)
    if case.left < 0:
        return Lamp(tone, say("lamp.late", days=-case.left), on)
    return Lamp(tone, say("lamp.left", days=case.left) if case.left else say("lamp.today"), on)


def state_of(case: DeskCase | Waiting, say: Words) -> str:
    return say(f"results.{case.result}") if case.result else say(f"states.{case.state}")


def in_line(case: Waiting, line: Line, say: Words) -> InLine:
    return InLine(
        id=case.id,
        href=line.at(f"/desk/cases/{case.id}"),
        choose=f"{case.id}:{case.version}:{case.number}",
        number=case.number,
        item=case.item_name,
        person=case.applicant,
        lamp=lamp_of(case, say),
        state=state_of(case, say),
        received=day_of(case.submitted_at),
        holder="" if case.holder is None else say("queue.hold_mine") if case.holder.mine else case.holder.name,
        mine=case.holder is not None and case.holder.mine,
        open=case.state not in CLOSED,
    )


def hold_of(holder: Holder | None, ended: bool, say: Words) -> Hold:
    if ended:
        return Hold("over", "")
    if holder is None:
        return Hold("free", say("hold.free"))
    until = f"{datetime.fromisoformat(holder.until).astimezone(CHINA):%H:%M}"
    if holder.mine:
        return Hold("mine", say("hold.mine", until=until))
    return Hold("theirs", say("hold.theirs", who=holder.name, until=until))


def checks_of(rules: Sequence[RuleSeen], say: Words) -> list[Check]:
    """A value that nobody has is said to be none, not left blank."""
    none = say("case.none")
    return [
        Check(
            one.outcome,
            one.says,
            say("finding.and").join(f"{_named(seen.label, say)} {seen.text or none}" for seen in one.saw),
        )
        for one in rules
    ]


def _named(label: str, say: Words) -> str:
    """A value without a name of its own is called by where it is from: the licence's title, the registers."""
    origin, _, rest = label.partition(".")
    if origin == "licence":
        kind = rest.partition(".")[0].replace("_", "-")
        title = title_of(kind)
        return title if title != kind else say("material.source.licence")
    return _source(label, say) if rest else label


def _source(code: str, say: Words) -> str:
    """Where something is from, in words; what is no code of ours is words already."""
    key = f"material.source.{code.partition('.')[0]}"
    return say(key) if say.has(key) else code


def answers_of(case: DeskCase, say: Words) -> list[Answer]:
    differing = {one.id: one for one in case.contradictions}
    return [_answer(one, differing.get(one.id), _files(case.uploads, one.id), say) for one in case.answers]


def _answer(one: AnswerSeen, differs: Contradiction | None, files: Sequence[Leaf], say: Words) -> Answer:
    known = isinstance(one.value, str) and one.value.startswith(_PICTURE)
    pictures = [Leaf("", one.label, str(one.value))] if known else list(files)
    source = say("material.from", source=one.source) if one.source else ""
    against = say("case.differs", record=differs.known) if differs else ""
    return Answer(one.label, one.text, source, against, pictures)


def papers_of(case: DeskCase, say: Words) -> list[Paper]:
    promised = {one.material: one for one in case.promises}
    return [_paper(one, promised.get(one.id), say) for one in case.materials]


def _paper(one: MaterialSeen, promise: PromiseSeen | None, say: Words) -> Paper:
    says, tone = say("material.kept"), "good"
    if promise is not None and promise.state in ("owed", "overdue") and one.state != "kept":
        late = promise.state == "overdue"
        by = say.day(promise.owed_on) if promise.owed_on else ""
        says, tone = say("material.owed_late" if late else "material.owed", on=by), "stop" if late else "mind"
    elif one.state != "kept":
        says, tone = say("material.optional" if one.optional else "material.missing"), "" if one.optional else "stop"
    return Paper(
        one.label,
        says,
        tone,
        trust=one.trust or "",
        trust_says=say(f"trust.{one.trust}") if one.trust else "",
        source=say("material.from", source=_source(one.source, say)) if one.source else "",
        wanted=one.accepted_when if one.uploads else "",
        files=_files(one.uploads),
    )


def _files(uploads: Sequence[UploadSeen], target: str = "") -> list[Leaf]:
    found = (one for one in uploads if not target or one.target == target)
    at = "/desk/uploads/"
    return [Leaf(at + one.id, one.name, at + one.id if one.media_type.startswith("image/") else "") for one in found]


def people_of(parties: Sequence[PartySeen], say: Words) -> list[Person]:
    """Each person once, with every role they have."""
    roles: dict[tuple[str, str, str, str], list[str]] = {}
    for one in parties:
        who = (one.name, one.id_number, one.phone, one.state)
        roles.setdefault(who, []).append(say(f"parties.{one.role}"))
    return [
        Person(
            say("finding.and").join(said),
            name,
            [fact for fact in (id_number, phone) if fact],
            say(f"parties.state.{state}"),
            _STATES.get(state, ""),
        )
        for (name, id_number, phone, state), said in roles.items()
    ]


@dataclass(frozen=True)
class May:
    """What an officer may do about money: take it at the counter, say that some goes back."""

    counter: bool
    refunds: bool


NOTHING = May(counter=False, refunds=False)


def bills_of(orders: Sequence[OrderView], may: May, say: Words) -> list[Bill]:
    return [
        Bill(
            one.name,
            one.fen,
            say(f"orders.{one.state}"),
            _OWED.get(one.state, ""),
            lines=[(str(part["label"]), cast(int, part["fen"])) for part in one.lines] if len(one.lines) > 1 else [],
            counter=f"/desk/orders/{one.id}/counter" if may.counter and one.state == "due" else "",
            refund=f"/desk/orders/{one.id}/refund" if may.refunds and one.state in _KEPT and _left(one) > 0 else "",
            left=_left(one),
        )
        for one in orders
    ]


def _left(order: OrderView) -> int:
    """Fen of the fee that is still here and that nobody has asked for."""
    back = (one for one in order.refunds if one["state"] != "failed" and one["because"] not in SURPLUS)
    return order.fen - sum(cast(int, one["fen"]) for one in back)


def notices_of(made: Sequence[DocumentView]) -> list[Notice]:
    return [Notice(f"/desk/documents/{one.id}.pdf", one.title, one.number, one.issued_on) for one in made]


def history_of(lines: Sequence[LineSeen]) -> list[Happened]:
    """Newest first."""
    return [
        Happened(one.at, one.by, one.says, "" if one.opinion in one.says else one.opinion) for one in reversed(lines)
    ]


def day_of(at: str) -> str:
    """A day as the queue has room for it; the year where it is another one."""
    on = datetime.fromisoformat(at).astimezone(CHINA).date()
    return f"{on.month:02}-{on.day:02}" if on.year == today().year else on.isoformat()
