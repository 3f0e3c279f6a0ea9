"""One promise says one thing: the days of the list are the days of the date, and nobody is promised another's yes."""

from dataclasses import replace
from datetime import date

import pytest

from core.house import working_days_from
from core.ports import Fact, Facts
from core.rules import compile_rule
from core.scenes import City, judge

TODAY = date(2026, 11, 23)
NOTHING = Facts()
SLUGS = ("id-card", "newborn", "old-age-allowance", "residence-permit", "residence-permit-reissue", "senior-card")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_list_says_as_many_days_as_a_visitor_is_told_on_the_page_of_the_scene(city: City, slug: str) -> None:
    scene = city.scenes[slug]
    promise = judge(scene, NOTHING, {}, TODAY, due_on=working_days_from).promise
    assert promise.working_days == scene.working_days
    assert promise.due_on in (None, working_days_from(TODAY, promise.working_days))


def test_every_scene_of_the_city_is_looked_at(city: City) -> None:
    assert set(SLUGS) == set(city.scenes)


def test_no_day_is_promised_while_a_second_person_has_to_say_yes_or_may_have_to(city: City) -> None:
    scene = city.scenes["newborn"]
    married = Facts({"registry.marriage.is_married": Fact(True, "婚姻登记", TODAY)})
    for facts in (NOTHING, married):
        promise = judge(scene, facts, {}, TODAY, due_on=working_days_from).promise
        assert (promise.due_on, promise.working_days > 0) == (None, True)


def test_where_the_answers_leave_the_second_person_out_the_day_is_promised(city: City) -> None:
    scene, away = city.scenes["newborn"], compile_rule({"==": [{"var": "household"}, "away"]})
    form = tuple(replace(one, when=away) if one.id.startswith("other_") else one for one in scene.form)
    alone = judge(replace(scene, form=form), NOTHING, {"household": "here"}, TODAY, due_on=working_days_from).promise
    assert alone.due_on == working_days_from(TODAY, alone.working_days)
