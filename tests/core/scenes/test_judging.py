"""Judging a scene: what a visitor, a signed-in person and somebody acting for another are told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ports import Fact, Facts
from core.scenes import Applicant, City, Judgement, approves, judge

TODAY = date(2026, 11, 21)
ASKED_ON = date(2026, 11, 20)
HERE = "registry.population.is_local"
CARD, PERMIT, ID_CARD = "licence.senior_card", "licence.residence_permit", "licence.id_card"
HOUSEHOLD = ("registry.household.is_member", "registry.household.number", "registry.household.head")


def facts(known: Mapping[str, Any]) -> Facts:
    return Facts({path: Fact(value, "人口库", ASKED_ON) for path, value in known.items()})


def senior(
    city: City, known: Mapping[str, Any], answers: Mapping[str, Any], today: date = TODAY, **more: Any
) -> Judgement:
    return judge(city.scenes["senior-card"], facts(known), answers, today, **more)


def asked(judgement: Judgement) -> list[str]:
    return [each.id for each in judgement.questions]


def outcomes(judgement: Judgement) -> dict[str, str]:
    return {reason.id: reason.outcome for reason in judgement.reasons}


KNOWN_LOCAL = {
    "subject.birthday": "1960-02-28",
    HERE: True,
    CARD: None,
    ID_CARD: {"valid_until": None},
    "licence.id_card.photo": "aGk=",
}
KNOWN_LOCAL |= dict(zip(HOUSEHOLD, (True, "990101000123", "张国林"), strict=True))


def test_a_visitor_is_asked_first_what_can_decide_at_once(city: City) -> None:
    judgement = senior(city, {}, {})
    assert judgement.outcome == "maybe"
    assert set(judgement.missing) == {"household", "subject.age"}
    assert asked(judgement) == ["subject.age", "household"]
    assert judgement.questions[0].says == "您今年多少周岁？"


def test_nobody_is_asked_about_a_condition_that_only_a_record_can_fail(city: City) -> None:
    local = {"subject.age": "66", "household": "here"}
    assert senior(city, {}, local).outcome == "yes"
    assert senior(city, {CARD: {"identifier": "1"}}, local).outcome == "no"


def test_the_one_question_that_decides_comes_first(city: City) -> None:
    judgement = senior(city, {}, {"subject.age": "66", "household": "away"})
    assert asked(judgement) == ["residence"]
    for answer, outcome in (("has", "yes"), ("none", "no")):
        assert senior(city, {}, {"subject.age": "66", "household": "away", "residence": answer}).outcome == outcome


def test_a_question_that_may_be_hidden_is_not_asked_before_the_one_that_tells(city: City) -> None:
    judgement = senior(city, {"subject.age": 66, CARD: None}, {})
    assert judgement.missing == ("household",)
    assert asked(judgement) == ["household"]


def test_somebody_the_city_knows_is_asked_nothing(city: City) -> None:
    judgement = senior(city, KNOWN_LOCAL, {"pickup": "electronic"})
    assert judgement.outcome == "yes"
    assert asked(judgement) == []
    assert judgement.todo == ()
    assert judgement.filled["household"].value == "here"
    assert judgement.filled["household"].source == "人口库"
    assert judgement.as_json()["filled"]["photo"] == {"value": "aGk=", "from": "人口库", "on": "2026-11-20"}  # type: ignore[index,call-overload]  # JSON


def test_reasons_speak_with_the_values_they_saw(city: City) -> None:
    assert [reason.says for reason in senior(city, KNOWN_LOCAL, {}).reasons] == [
        "年满 60 周岁：您 66 岁",
        "本市户籍，或者有居住证：户口在本市",
        "每人一张老年证",
    ]
    away = senior(city, {"subject.age": 59, HERE: False, PERMIT: None}, {})
    assert away.reasons[1].says == "本市户籍，或者有居住证：户口不在本市，没有居住证"
    assert away.reasons[1].saw == {"household": "away", "residence": "none"}


def test_a_value_that_is_not_known_is_not_spoken_of(city: City) -> None:
    assert senior(city, {}, {}).reasons[0].says == "年满 60 周岁"


def test_for_another_the_words_are_about_the_other(city: City) -> None:
    judgement = senior(city, KNOWN_LOCAL, {}, applicant=Applicant(is_subject=False))
    assert judgement.reasons[0].says == "年满 60 周岁：老人 66 岁"
    assert [need.id for need in judgement.materials] == ["id_card", "hukou", "authority"]
    assert senior(city, {}, {}, applicant=Applicant(is_subject=False)).questions[0].says == "老人今年多少周岁？"


def test_a_delegation_is_the_authority(city: City) -> None:
    def authority(applicant: Applicant) -> Any:
        return senior(city, KNOWN_LOCAL, {}, applicant=applicant).materials[2]

    assert authority(Applicant(is_subject=False)).have is False
    assert authority(Applicant(is_subject=False, delegated=True)).have is True


@pytest.mark.parametrize(
    ("birthday", "today", "outcome"),
    [
        ("1966-11-21", TODAY, "yes"),
        ("1966-11-22", TODAY, "no"),
        ("1968-02-29", date(2028, 2, 28), "no"),
        ("1968-02-29", date(2028, 2, 29), "yes"),
        ("1964-02-29", date(2024, 2, 29), "yes"),
    ],
)
def test_the_day_decides(city: City, birthday: str, today: date, outcome: str) -> None:
    judgement = senior(city, {**KNOWN_LOCAL, "subject.birthday": birthday}, {}, today)
    assert outcomes(judgement)["age"] == outcome


def test_born_on_29_february_grows_older_on_1_march_of_a_common_year(city: City) -> None:
    def age(today: date) -> Any:
        return senior(city, {"subject.birthday": "1968-02-29"}, {}, today).reasons[0].saw["subject.age"]

    assert [age(date(2027, 2, 28)), age(date(2027, 3, 1)), age(date(2028, 2, 28)), age(date(2028, 2, 29))] == [
        58,
        59,
        59,
        60,
    ]


def test_too_young_is_told_when_and_that_we_remind(city: City) -> None:
    [other] = senior(city, {"subject.birthday": "1970-02-28"}, {}).alternatives
    assert other.as_json() == {
        "because": "age",
        "says": "到 60 岁生日前 30 天，我们提醒您",
        "remind": {"on": "2030-02-28", "tell_on": "2030-01-29"},
    }


def test_a_declared_age_names_no_day_to_remind_on(city: City) -> None:
    [other] = senior(city, {}, {"subject.age": "59"}).alternatives
    assert other.remind is None
    assert other.says


def test_without_a_permit_the_nearest_thing_is_another_scene(city: City) -> None:
    [other] = senior(city, {"subject.age": 70, HERE: False, PERMIT: None, CARD: None}, {}).alternatives
    assert other.scene == "residence-permit"
    assert other.scene in city.scenes


def test_a_declared_fact_counts_only_while_nobody_who_knows_has_told(city: City) -> None:
    assert outcomes(senior(city, {}, {"subject.age": "66"}))["age"] == "yes"
    assert outcomes(senior(city, {"subject.birthday": "1990-01-01"}, {"subject.age": "66"}))["age"] == "no"
    assert outcomes(senior(city, {CARD: {"identifier": "1"}}, {CARD: "false"}))["first"] == "no"


def test_a_declared_licence_is_no_paper(city: City) -> None:
    judgement = senior(city, {}, {"subject.age": "70", "household": "away", "residence": "has", CARD: "false"})
    permit = judgement.materials[1]
    assert (permit.id, permit.have) == ("permit", None)


def test_a_record_goes_before_what_is_said_and_the_difference_is_kept(city: City) -> None:
    judgement = senior(city, KNOWN_LOCAL, {"household": "away"})
    assert judgement.values["household"] == "here"
    assert judgement.contradicted == ("household",)


def test_a_form_field_may_be_changed(city: City) -> None:
    upload = "01jd9k2m3n4p5q6r7s8t9v0w1x"
    judgement = senior(city, KNOWN_LOCAL, {"photo": upload})
    assert judgement.values["photo"] == [upload]
    assert judgement.contradicted == ()


def test_an_answer_to_a_hidden_field_is_ignored_without_complaint(city: City) -> None:
    judgement = senior(city, KNOWN_LOCAL, {"pickup": "electronic", "address": {"street": ""}, "residence": "nonsense"})
    assert judgement.defects == ()
    assert "address" not in judgement.values
    assert judgement.data["address"] is None


def test_everything_wrong_with_the_answers_is_told_at_once(city: City) -> None:
    judgement = senior(
        city, {CARD: None}, {"subject.age": "old", "household": "x", "pickup": "pigeon", "shoe_size": 43}
    )
    assert [(defect.field, defect.code) for defect in judgement.defects] == [
        ("subject.age", "not_a_number"),
        ("household", "not_an_option"),
        ("pickup", "not_an_option"),
        ("shoe_size", "unknown_field"),
    ]


def test_what_is_still_owed_follows_what_is_visible(city: City) -> None:
    assert senior(city, KNOWN_LOCAL, {}).todo == ("pickup",)
    assert senior(city, KNOWN_LOCAL, {"pickup": "post"}).todo == ("address",)
    assert senior(city, KNOWN_LOCAL, {"pickup": "office"}).todo == ("pickup_at",)


def test_a_statement_not_made_is_owed(city: City) -> None:
    scene = city.scenes["residence-permit"]
    known = facts({HERE: False, PERMIT: None})
    assert "true_words" in judge(scene, known, {"true_words": False}, TODAY).todo
    assert "true_words" not in judge(scene, known, {"true_words": "yes"}, TODAY).todo


def test_papers_that_the_city_has_are_had_and_who_brings_the_rest_is_said(city: City) -> None:
    have = {need.id: (need.have, need.source, need.trust) for need in senior(city, KNOWN_LOCAL, {}).materials}
    assert have == {"id_card": (True, ID_CARD, "A"), "hukou": (True, "registry.household", "A")}


def test_a_register_that_does_not_answer_leaves_it_open_and_an_upload_will_do(city: City) -> None:
    silent = {path: value for path, value in KNOWN_LOCAL.items() if not path.startswith("registry.household")}
    assert senior(city, silent, {}).materials[1].have is None
    by_upload = senior(city, silent, {}, given={"hukou"}).materials[1]
    assert (by_upload.have, by_upload.source, by_upload.trust) == (True, "upload", "C")


def test_a_register_without_a_record_leaves_it_to_the_person(city: City) -> None:
    none = {**KNOWN_LOCAL, **dict.fromkeys(HOUSEHOLD, None)}
    need = senior(city, none, {}).materials[1]
    assert (need.have, need.source) == (False, "upload")


def test_the_case_goes_to_where_the_person_is_at_home(city: City) -> None:
    def department(region: str | None) -> str:
        known = {**KNOWN_LOCAL, "registry.population.region": region}
        return senior(city, known, {}).cases[0].department

    assert department("990101001001") == "donghu-civil-affairs"
    assert department("990102100201") == "xiling-civil-affairs"
    assert department("110101001001") == "civil-affairs"
    assert department(None) == "civil-affairs"


def test_the_promise_names_a_day_when_the_calendar_is_given(city: City) -> None:
    assert senior(city, KNOWN_LOCAL, {}).promise.due_on is None
    promise = senior(city, KNOWN_LOCAL, {}, due_on=lambda start, days: date(2026, 11, 23)).promise
    assert (promise.working_days, promise.due_on, promise.visits) == (1, date(2026, 11, 23), 0)


def test_after_80_the_allowance_comes_next(city: City) -> None:
    assert senior(city, {**KNOWN_LOCAL, "subject.birthday": "1940-01-01"}, {}).next == ("old-age-allowance",)
    assert senior(city, KNOWN_LOCAL, {}).next == ()


def test_a_rule_approves_only_who_is_eligible_with_every_paper_trusted(city: City) -> None:
    scene = city.scenes["senior-card"]
    fine, young = senior(city, KNOWN_LOCAL, {}), senior(city, {**KNOWN_LOCAL, "subject.birthday": "1990-01-01"}, {})
    open_question = senior(city, {"subject.age": 70}, {})
    assert approves(scene, "senior-card", fine, all_trusted=True)
    assert not approves(scene, "senior-card", fine, all_trusted=False)
    assert not approves(scene, "senior-card", young, all_trusted=True)
    assert not approves(scene, "senior-card", open_question, all_trusted=True)


def test_an_item_without_a_rule_is_for_a_person(city: City) -> None:
    scene = city.scenes["old-age-allowance"]
    judgement = judge(scene, facts({"subject.age": 82, HERE: True}), {}, TODAY)
    assert judgement.outcome == "yes"
    assert not approves(scene, "old-age-allowance", judgement, all_trusted=True)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "household": st.sampled_from(["here", "away"]),
        "residence": st.sampled_from(["has", "none"]),
        "pickup": st.sampled_from(["electronic", "post", "office"]),
        "subject.age": st.sampled_from(["59", "60", "82"]),
    },
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "subject.age": st.sampled_from([59, 60, 82]),
        HERE: st.sampled_from([True, False, None]),
        PERMIT: st.sampled_from([None, {"number": "1"}]),
        CARD: st.sampled_from([None, {"identifier": "1"}]),
    },
)


@settings(max_examples=100, deadline=None)
@given(known=FACTS, answers=ANSWERS, order=st.randoms())
def test_answering_what_is_asked_always_ends_in_yes_or_no(city: City, known: Any, answers: Any, order: Any) -> None:
    said = dict(answers)
    for _ in range(6):
        judgement = senior(city, known, said)
        assert not judgement.defects
        if judgement.outcome != "maybe":
            return
        following = judgement.questions[0]
        assert following.id in judgement.missing
        options = list(following.options) or ["59", "60", "61"]
        said[following.id] = order.choice(options)
    pytest.fail(f"still maybe: {said}")


@settings(max_examples=100, deadline=None)
@given(known=FACTS, answers=ANSWERS, more=FACTS)
def test_a_certain_outcome_stays_when_more_is_told_of_what_was_not(
    city: City, known: Any, answers: Any, more: Any
) -> None:
    """Facts may contradict what people say of themselves, and a record may speak against them; else they only add."""
    said = {CARD} | {"subject.age"} & answers.keys() | ({HERE} if "household" in answers else set())
    said |= {PERMIT} if "residence" in answers else set()
    before = senior(city, known, answers)
    after = senior(city, {**{path: value for path, value in more.items() if path not in said}, **known}, answers)
    if before.outcome != "maybe":
        assert after.outcome == before.outcome
