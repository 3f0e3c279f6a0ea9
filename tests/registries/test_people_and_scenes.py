"""The pretend people meet the city's scenes: what the registers tell of each is what the scene then says to them."""

import registries
from core.citizens.citizen import Citizen
from core.citizens.facts import subject_facts
from core.json import Json
from core.ports import Facts
from core.scenes import City, Judgement, approves, judge
from core.time import today
from tests.registries.test_registries import person
from tests.vendors.pretend import World


async def told(city: City, pretend: World, scene: str, who: str, answers: dict[str, Json]) -> Judgement:
    """What `who`, signed in, is told of `scene`."""
    subject, phone = await person(pretend, who)
    own = subject_facts(Citizen("c1", 3, 1, subject.name, subject.id_number, phone), today())
    known, unknown = dict(own.known), set[str]()
    for register in registries.registries(registries.every(pretend.outside)):
        facts = await register.look_up(subject, city.scenes[scene].paths_needed, scene)
        known, unknown = {**known, **facts.known}, unknown | facts.unknown
    return judge(city.scenes[scene], Facts(known, frozenset(unknown)), answers, today())


BORN = {"certificate": "not_yet", "insured": "none"}


async def test_a_mother_is_asked_almost_nothing_about_her_child(city: City, pretend: World) -> None:
    judgement = await told(city, pretend, "newborn", "he-jing", {"certificate": "not_yet", "insured": "employee"})
    assert judgement.outcome == "yes"
    assert judgement.questions == ()
    filled = {"born_in", "couple", "household", "baby_sex", "born_on", "hospital", "i_am", "other_name"}
    assert filled <= judgement.filled.keys()
    assert judgement.values["other_name"] == "林浩"
    assert judgement.values["i_am"] == "mother"
    assert {need.id for need in judgement.papers if need.sure and need.have is False} == {"discharge_bill", "bank_card"}
    assert [case.department for case in judgement.cases][3] == "donghu-public-security"
    assert len({case.department for case in judgement.cases}) == 5


async def test_what_the_ward_and_the_parents_agree_on_needs_no_person(city: City, pretend: World) -> None:
    judgement = await told(city, pretend, "newborn", "he-jing", BORN)
    scene = city.scenes["newborn"]
    by_rule = {case.item for case in judgement.cases if approves(scene, case.item, judgement, all_trusted=True)}
    assert by_rule == {"birth-certificate", "birth-registration", "vaccination-record"}


async def test_a_father_from_elsewhere_is_asked_about_the_mother_s_household(city: City, pretend: World) -> None:
    judgement = await told(city, pretend, "newborn", "guo-lei", BORN)
    assert [each.id for each in judgement.questions] == ["other_household"]
    judgement = await told(city, pretend, "newborn", "guo-lei", {**BORN, "other_household": "here"})
    assert judgement.outcome == "yes"
    assert "other_hukou" in {need.id for need in judgement.papers}
    mother = await told(city, pretend, "newborn", "su-yan", BORN)
    assert (mother.outcome, mother.region) == ("yes", "990102001002")


async def test_who_has_no_child_on_file_is_asked(city: City, pretend: World) -> None:
    judgement = await told(city, pretend, "newborn", "zhang-min", {})
    assert {"born_in", "couple"} <= {each.id for each in judgement.questions}


async def test_a_card_that_ends_next_month_costs_twenty_yuan(city: City, pretend: World) -> None:
    judgement = await told(city, pretend, "id-card", "deng-kai", {"reason": "expired", "support": "none"})
    assert (judgement.outcome, judgement.fee.fen, judgement.promise.visits) == ("yes", 2000, 1)
    assert [need.have for need in judgement.materials] == [True]


async def test_who_lost_the_card_pays_although_on_support(city: City, pretend: World) -> None:
    judgement = await told(city, pretend, "id-card", "luo-ping", {"reason": "lost"})
    assert (judgement.outcome, judgement.fee.fen) == ("yes", 4000)


async def test_a_permit_on_file_is_made_anew_by_rule_once_paid(city: City, pretend: World) -> None:
    judgement = await told(city, pretend, "residence-permit-reissue", "zhao-dezhi", {"reason": "lost"})
    scene = city.scenes["residence-permit-reissue"]
    assert (judgement.outcome, judgement.fee.fen) == ("yes", 2000)
    assert approves(scene, "residence-permit-reissue", judgement, all_trusted=True)
    fee = scene.item("residence-permit-reissue").fee
    assert (fee.when, fee.refund) == ("before_certifying", "automatic")


async def test_a_permit_the_library_cannot_tell_of_may_follow(city: City, pretend: World) -> None:
    assert [e.id for e in (await told(city, pretend, "senior-card", "ma-yuzhen", {})).questions] == ["residence"]
    judgement = await told(city, pretend, "senior-card", "ma-yuzhen", {"residence": "has"})
    assert judgement.outcome == "yes"
    permit = next(need for need in judgement.materials if need.id == "permit")
    assert permit.have is not True
    assert permit.may_follow is not None
    assert (permit.may_follow.days, permit.may_follow.granted_by) == (10, "rule")
