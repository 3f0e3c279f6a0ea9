"""Where one has to go in person: when, why, with what, to which window."""

from collections.abc import Iterable

from api.h5.shown import Fact
from api.h5.words import Words
from core.applications.fees import VisitForItem


def visit_facts(visits: Iterable[VisitForItem], say: Words) -> list[Fact]:
    return [Fact("person", say("facts.visits", count=visit.times), visit.why, _lines(visit, say)) for visit in visits]


def _lines(visit: VisitForItem, say: Words) -> list[str]:
    return [
        say("facts.visit_when." + ("paid" if visit.pays and visit.step == "accept" else visit.step)),
        *([say("facts.visit_bring", what=say("facts.and").join(visit.bring))] if visit.bring else []),
        *([say("facts.visit_perhaps", what=say("facts.and").join(visit.perhaps))] if visit.perhaps else []),
        *(say("facts.place", name=one.name, address=one.address, hours=one.hours) for one in visit.places),
    ]


def to_bring(visits: Iterable[VisitForItem]) -> list[str]:
    """Every original that some window wants to see, or may want to, each once."""
    return list(dict.fromkeys(says for visit in visits for says in (*visit.bring, *visit.perhaps)))
