"""Where a person still has to go: to the window they chose, with what their case takes, for as long as it is open."""

from collections.abc import Mapping
from datetime import date

from core.applications.fees import VisitForItem, visits_of
from core.json import Json
from core.ports import Fact, Facts
from core.scenes import City, judge

TODAY = date(2026, 11, 22)
HOME = {"registry.population.is_local": True, "licence.id_card": {"valid_until": "2026-12-24"}}


def visit(city: City, answers: Mapping[str, Json], slug: str = "id-card") -> VisitForItem:
    scene = city.scenes[slug]
    known = Facts({path: Fact(value, "人口库", TODAY) for path, value in HOME.items()})
    (found,) = visits_of(judge(scene, known, answers, TODAY), scene)
    return found


def test_only_the_chosen_window_is_named_and_only_what_this_case_takes(city: City) -> None:
    renewal = visit(city, {"reason": "expired", "support": "none", "window": "xiling"})
    assert ([place.name for place in renewal.places], renewal.bring) == (["西岭公安分局户政窗口"], ("原来的身份证",))
    assert (renewal.step, renewal.pays, renewal.perhaps) == ("accept", True, ())
    assert visit(city, {"reason": "lost", "window": "donghu"}).bring == ("户口簿",)


def test_before_anything_is_answered_every_window_and_everything_that_may_be_needed_is_told(city: City) -> None:
    unknown = visit(city, {})
    assert (len(unknown.places), unknown.bring, unknown.perhaps) == (3, (), ("原来的身份证", "户口簿"))


def test_who_pays_nothing_comes_after_acceptance(city: City) -> None:
    assert not visit(city, {"reason": "expired", "support": "receives"}).pays
