"""Told before sending: fees with what they rest on, visits with their windows, papers that may follow."""

from dataclasses import replace
from datetime import date

import pytest

from core import words
from core.applications import begin, check, fee_of, publish
from core.applications.fees import fees_of, visits_of
from core.house import house, open_house
from core.json import Json, decode, encode
from core.ports import Facts
from core.rules import compile_rule
from core.scenes import City, judge
from core.scenes.elements import Fee, FeeLine, Waiver
from tests.conftest import ROOT
from tests.core.applications.couple import OTHER, PLACE, answers, mother, open_small_city, small_city
from tests.core.applications.world import LOCAL, Told

TODAY = date(2026, 11, 21)
ALONE = compile_rule({"==": [{"var": "alone"}, "yes"]})
TIERS = Fee(
    "non_tax",
    "登记费",
    "总的依据",
    (
        FeeLine("both", "两个人", 2000, compile_rule({"!": [ALONE.source]}), "分档依据"),
        FeeLine("one", "一个人", 1000, ALONE),
    ),
    (Waiver("poor", "低保减半", ALONE, 50, "减免依据"),),
)


def city_with(fee: Fee) -> City:
    city = small_city()
    items = {**city.items, "household": replace(city.items["household"], fee=fee)}
    scene = replace(city.scenes["child"], uses_items=items)
    return replace(city, items=items, scenes={scene.slug: scene})


def test_a_fee_names_its_lines_and_all_that_they_rest_on():
    scene = city_with(TIERS).scenes["child"]
    both = fee_of(judge(scene, Facts(), answers(), TODAY), scene.item("household"))
    assert (both.fen, both.basis, [line.id for line in both.lines]) == (2000, ("总的依据", "分档依据"), ["both"])
    alone = fee_of(judge(scene, Facts(), {"alone": "yes"}, TODAY), scene.item("household"))
    assert (alone.fen, [line.fen for line in alone.lines]) == (500, [1000, -500])
    assert alone.basis == ("总的依据", "减免依据")


def test_what_is_not_known_yet_is_none_and_what_costs_nothing_is_nought():
    scene = city_with(TIERS).scenes["child"]
    judgement = judge(scene, Facts(), {}, TODAY)
    assert fee_of(judgement, scene.item("household")).fen is None
    assert fee_of(judgement, scene.item("birth")).fen == 0
    assert [one.item for one in fees_of(judgement, scene)] == ["household"]


def test_a_visit_says_why_and_where():
    scene = small_city().scenes["child"]
    (visit,) = visits_of(judge(scene, Facts(), answers(), TODAY), scene)
    assert (visit.item, visit.times, visit.why, visit.places) == ("household", 1, "核对原件", (PLACE,))


@pytest.fixture
async def small(database: str) -> None:
    words.load(ROOT / "city" / "words")
    open_small_city()
    await publish()


@pytest.mark.usefixtures("small")
async def test_the_check_and_the_sheet_tell_the_same_before_anything_is_sent():
    she = await mother()
    told: Json = decode(encode((await check("child", answers(), she, knowledge=Told(LOCAL))).as_json()))
    sheet: Json = decode(encode(await begin(she, "child", answers(), knowledge=Told(LOCAL))))
    assert isinstance(told, dict)
    assert isinstance(sheet, dict)
    assert told["fees"] == sheet["fees"]
    assert told["visits"] == sheet["visits"]
    (fee,) = told["fees"]
    assert (fee["fen"], fee["when"], fee["basis"]) == (2000, "before_review", ["某号文件", "另一号文件"])
    assert told["confirms"] == [{"role": "co_applicant", "says": OTHER, "within": 10}]
    (asked,) = [party for party in sheet["parties"] if party["role"] == "co_applicant"]
    assert (asked["state"], asked["name"], asked["phone"]) == ("to_invite", "林浩", "199****0002")


@pytest.mark.usefixtures("database")
async def test_a_paper_that_may_follow_is_offered_with_its_days_and_what_happens_otherwise(city: City):
    open_house(city, house().calendar)
    await publish()
    away = {**LOCAL, "registry.population.is_local": False, "licence.residence_permit": None}
    sheet = await begin(await mother(), "senior-card", {"residence": "has"}, knowledge=Told(away))
    offered = {one.id: one for one in sheet.promises}
    assert offered.keys() == {"permit"}
    assert offered["permit"].days == 10
    assert offered["permit"].consequence
