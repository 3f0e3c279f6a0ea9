"""Registries against the sandbox: what they know, and that nothing they say or fail to say stops anybody."""

from datetime import timedelta

import pytest

import registries
from core.ports import Facts, Subject
from core.refusals import Unavailable
from core.secret import IdNumber, Name, Phone
from core.time import today
from registries import Registry
from tests.vendors.pretend import World

IS_LOCAL, MEMBER, PHOTO = "registry.population.is_local", "registry.household.is_member", "licence.id_card.photo"


async def person(pretend: World, who: str) -> tuple[Subject, Phone]:
    told = (await pretend.people())[who]
    return Subject(None, Name(told["name"]), IdNumber(told["id_number"])), Phone(told["phone"])


def named(pretend: World | None, name: str) -> Registry:
    found = registries.registries(registries.every(pretend.outside if pretend else None))
    return next(one for one in found if one.name == name)


async def all_of(pretend: World, name: str, who: str) -> Facts:
    registry = named(pretend, name)
    subject, _ = await person(pretend, who)
    return await registry.look_up(subject, {field.path for field in registry.fields}, "senior-card")


def values(facts: Facts) -> dict[str, object]:
    return {path: fact.value for path, fact in facts.known.items()}


def test_every_registry_is_found_by_its_file_and_no_fact_has_two_keepers() -> None:
    found = registries.registries(registries.every())
    paths = [field.path for one in found for field in one.fields]
    assert {one.name for one in found} == {"population", "household", "licence_library", "birth", "marriage"}
    assert len(paths) == len(set(paths))
    assert all(field.says and field.source and field.owner for one in found for field in one.fields)
    assert {one.name for one in registries.verifiers(registries.every())} == {"population", "operator"}


async def test_what_the_registers_hold_is_known_with_its_source_and_day(pretend: World) -> None:
    facts = await all_of(pretend, "population", "zhang-guolin")
    assert values(facts)[IS_LOCAL] is True
    assert facts.known[IS_LOCAL].source == "人口库"
    assert facts.known[IS_LOCAL].on == today() - timedelta(days=1)
    assert not facts.unknown


async def test_no_record_is_a_fact_there_is_none(pretend: World) -> None:
    facts = await all_of(pretend, "household", "feng-baoshan")
    assert values(facts) == dict.fromkeys(values(facts))
    assert facts.known[MEMBER].on == today()
    assert not facts.unknown


async def test_two_registers_that_contradict_each_other_are_both_kept(pretend: World) -> None:
    population = await all_of(pretend, "population", "wu-yongqing")
    household = await all_of(pretend, "household", "wu-yongqing")
    assert (values(population)[IS_LOCAL], values(household)[MEMBER]) == (False, True)
    assert (population.known[IS_LOCAL].source, household.known[MEMBER].source) == ("人口库", "户籍库")


async def test_the_library_gives_the_card_its_photo_and_no_permit(pretend: World) -> None:
    told = values(await all_of(pretend, "licence_library", "zhang-guolin"))
    assert str(told[PHOTO]).startswith("data:image/png;base64,")
    assert told["licence.residence_permit"] is None
    assert isinstance(told["licence.id_card"], dict)
    assert "photo" not in told["licence.id_card"]


async def test_a_card_without_a_photo_says_that_there_is_none(pretend: World) -> None:
    assert values(await all_of(pretend, "licence_library", "tang-yulan"))[PHOTO] is None


async def test_the_photo_alone_can_be_asked_for(pretend: World) -> None:
    subject, _ = await person(pretend, "zhang-guolin")
    facts = await named(pretend, "licence_library").look_up(subject, {PHOTO}, "senior-card")
    assert set(facts.known) == {PHOTO}


async def test_a_permit_past_its_last_day_is_as_good_as_none(pretend: World) -> None:
    from registries.licence_library import in_force

    expired = {"number": "1", "valid_until": (today() - timedelta(days=1)).isoformat()}
    assert in_force(expired) is None
    assert in_force({**expired, "valid_until": today().isoformat()}) is not None
    permit = values(await all_of(pretend, "licence_library", "zhao-dezhi"))["licence.residence_permit"]
    assert isinstance(permit, dict)


async def test_a_permit_that_the_library_cannot_tell_of_is_unknown_and_not_none(pretend: World) -> None:
    facts = await all_of(pretend, "licence_library", "ma-yuzhen")
    assert facts.unknown == {"licence.residence_permit"}
    assert "licence.id_card" in facts.known


async def test_both_parents_are_told_of_the_same_child(pretend: World) -> None:
    mother, father = await all_of(pretend, "birth", "he-jing"), await all_of(pretend, "birth", "lin-hao")
    assert values(mother) == values(father)
    assert values(mother)["registry.birth.is_recorded"] is True
    assert values(mother)["registry.birth.born_on"] == (today() - timedelta(days=24)).isoformat()
    assert (values(mother)["registry.birth.sex"], values(mother)["registry.birth.mother"]) == ("female", "何静")
    assert mother.known["registry.birth.sex"].source == "出生医学信息库"


async def test_the_marriage_register_knows_to_whom(pretend: World) -> None:
    told = values(await all_of(pretend, "marriage", "he-jing"))
    assert told == {"registry.marriage.is_married": True, "registry.marriage.spouse_name": "林浩"}


@pytest.mark.parametrize("register", ["birth", "marriage"])
async def test_who_has_no_child_and_no_spouse_on_file_has_none_as_far_as_is_known(
    pretend: World, register: str
) -> None:
    facts = await all_of(pretend, register, "zhang-guolin")
    assert set(values(facts).values()) == {None}
    assert not facts.unknown


@pytest.mark.parametrize("register", ["birth", "marriage"])
@pytest.mark.parametrize("kind", ["error", "garbled", "forged", "late", "duplicate"])
async def test_a_register_of_families_that_goes_wrong_leaves_all_unknown(
    pretend: World, register: str, kind: str
) -> None:
    await pretend.fault(register, kind)
    assert (await all_of(pretend, register, "he-jing")).known == {}


async def test_a_slow_register_makes_nobody_wait(pretend: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZB_POPULATION_TIMEOUT", "0.1")
    facts = await all_of(pretend, "population", "zheng-guizhen")
    assert (facts.known, IS_LOCAL in facts.unknown) == ({}, True)


@pytest.mark.parametrize("kind", ["error", "garbled", "forged", "late", "duplicate"])
async def test_whatever_goes_wrong_the_facts_are_unknown_and_nothing_is_raised(pretend: World, kind: str) -> None:
    await pretend.fault("population", kind)
    facts = await all_of(pretend, "population", "zhang-guolin")
    assert (facts.known, len(facts.unknown)) == ({}, 3)


@pytest.mark.parametrize("code", ["2001", "2002", "2003", "9999"])
async def test_a_platform_that_will_not_tell_leaves_the_facts_unknown(pretend: World, code: str) -> None:
    await pretend.fault("household", "error", code=code)
    assert len((await all_of(pretend, "household", "zhang-guolin")).unknown) == 3


async def test_a_register_that_is_not_connected_knows_nothing() -> None:
    subject = Subject(None, Name("张国林"), IdNumber("990101196001010117"))
    facts = await named(None, "population").look_up(subject, {IS_LOCAL, MEMBER}, "senior-card")
    assert facts == Facts(unknown=frozenset({IS_LOCAL}))


async def test_nobody_is_asked_about_a_person_without_a_number(pretend: World) -> None:
    facts = await named(pretend, "population").look_up(Subject("c", None, None), {IS_LOCAL}, "senior-card")
    assert facts == Facts(unknown=frozenset({IS_LOCAL}))


@pytest.mark.parametrize(
    ("who", "operator", "population"),
    [("zhang-guolin", "agree", "agree"), ("xu-wenhua", "differ", "agree")],
)
async def test_operator_and_population_say_whether_things_belong_together(
    pretend: World, who: str, operator: str, population: str
) -> None:
    subject, phone = await person(pretend, who)
    said = {
        one.name: await one.agree(subject.name or Name(""), subject.id_number or IdNumber(""), phone)
        for one in registries.verifiers(registries.every(pretend.outside))
    }
    assert said == {"operator": operator, "population": population}


@pytest.mark.parametrize("kind", ["error", "garbled", "forged"])
async def test_an_operator_that_fails_or_is_impersonated_says_nothing(pretend: World, kind: str) -> None:
    subject, phone = await person(pretend, "xu-wenhua")
    operator = next(one for one in registries.verifiers(registries.every(pretend.outside)) if one.name == "operator")
    await pretend.fault("operator", kind)
    with pytest.raises(Unavailable):
        await operator.agree(subject.name or Name(""), subject.id_number or IdNumber(""), phone)
