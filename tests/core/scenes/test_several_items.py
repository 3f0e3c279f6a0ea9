"""A scene over several items: who waits for whom, whose licence is whose paper, and who may see which answer."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from core.ports import Facts
from core.scenes import City, judge, load, paths
from tests.core.scenes.small_city import ITEM, SCENE, VOCABULARY, line_of, loaded, problems, spoilt, write

TODAY = date(2026, 11, 21)
FED = "  - {item: bus-pass}\n  - {item: bench-pass, after: [bus-pass], feeds: {pass: bus-pass}}"
GIVES = "fee: {kind: none}\ngives: {licence: pass}"
BENCH = spoilt(
    spoilt(ITEM, "slug: bus-pass", "slug: bench-pass"), "id: hukou, label: 户口簿", "id: pass, label: 公交证"
).replace("registry.household, upload", "upload")
MISTAKES = [
    ("{pass: bus-pass}", "{pas: bus-pass}", "`feeds` names `pas`, which is no material of `bench-pass`; did you mean"),
    (", after: [bus-pass]", "", "`bench-pass` does not wait for `bus-pass`, which makes its paper"),
    ("{pass: bus-pass}", "{pass: bus-pas}", "`bus-pas` is no item of this scene; did you mean `bus-pass`?"),
    ("{item: bus-pass}", "{item: bus-pass, on_denied: go_on}", "`bus-pass` waits for nobody: take `on_denied` out"),
]


def scene_with(items: str) -> str:
    return spoilt(SCENE, "  - {item: bus-pass}", items)


def told(folder: Path, scene: str, **items: str) -> list[str]:
    files = {"scene": scene, "item": spoilt(ITEM, "fee: {kind: none}", GIVES), "items/bench-pass": BENCH, **items}
    return problems(folder, **files)


@pytest.mark.parametrize(("old", "new", "says"), MISTAKES)
def test_a_paper_that_nobody_makes_is_refused_where_it_stands(tmp_path: Path, old: str, new: str, says: str) -> None:
    scene = scene_with(spoilt(FED, old, new))
    found = [each for each in told(tmp_path, scene) if says in each]
    assert found
    file, line, _ = found[0].split(":", 2)
    assert file == "city/scenes/bus-pass.yaml"
    assert abs(int(line) - line_of(scene, "{item: bench-pass")) <= 1


def test_who_gives_no_licence_feeds_nobody(tmp_path: Path) -> None:
    found = told(tmp_path, scene_with(FED), item=ITEM)
    assert any("`bus-pass` gives no licence, so it cannot make the paper `pass`" in each for each in found)


def test_a_paper_may_come_from_somebody_further_up(tmp_path: Path) -> None:
    third = FED + "\n  - {item: stop-pass, after: [bench-pass], feeds: {pass: bus-pass}}"
    files = {"items/stop-pass": BENCH.replace("slug: bench-pass", "slug: stop-pass")}
    assert not [each for each in told(tmp_path, scene_with(third), **files) if "feeds" in each or "wait" in each]


ITEM_MISTAKES: Mapping[str, tuple[str, str, str]] = {
    "an answer its office may not see": (
        "{id: household, says",
        "{id: household, items: [bench-pass], says",
        "`bus-pass` may not see the answer `household`: add it to the `items` of that question",
    ),
    "a condition for a stranger": ("{id: age, rule", "{id: age, items: [bus-pas], rule", "is no item of this scene"),
    "a question for a stranger": ("{id: pickup,", "{id: pickup, items: [bus-pas],", "did you mean `bus-pass`?"),
    "other cases than it says": (
        "because: [age]}",
        "because: [age], cases: [bench-pass]}",
        "`cases` is [bus-pass, bench-pass], not [bench-pass]",
    ),
}


@pytest.mark.parametrize("mistake", ITEM_MISTAKES)
def test_what_an_office_may_see_is_checked(tmp_path: Path, mistake: str) -> None:
    old, new, says = ITEM_MISTAKES[mistake]
    assert any(says in each for each in told(tmp_path, spoilt(scene_with(FED), old, new)))


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("fee: {kind: none}\nhandled_in: ofice.bus", "`ofice.bus` handles nothing: write `desk`, or `office.`"),
        ("fee: {kind: none}\nhandled_in: office.", "`office.` handles nothing"),
        (
            "fee: {kind: service, name: 费, basis: 某文, lines: [{id: a, label: 免, fen: 0}]}",
            "a line of 0 fen says why nothing is taken",
        ),
        ("fee: {kind: service, name: 费, basis: 某文, lines: [{id: a, label: 减, fen: -1}]}", "is below 0 fen"),
    ],
)
def test_a_mistake_in_an_item_is_told(tmp_path: Path, new: str, says: str) -> None:
    assert any(says in each for each in problems(tmp_path, item=spoilt(ITEM, "fee: {kind: none}", new)))


@pytest.mark.parametrize(
    ("chosen_by", "says"),
    [("pickupp", "there is no question `pickupp`; did you mean `pickup`?"), ("pickup", "may not see")],
)
def test_how_a_result_is_delivered_an_answer_tells_that_the_office_sees(
    tmp_path: Path, chosen_by: str, says: str
) -> None:
    item = spoilt(ITEM, "sample: /samples/bus.png", f"sample: /samples/bus.png, chosen_by: {chosen_by}")
    scene = spoilt(scene_with(FED), "{id: pickup,", "{id: pickup, items: [bench-pass],")
    assert any(says in each for each in told(tmp_path, scene, item=spoilt(item, "fee: {kind: none}", GIVES)))


def test_an_office_and_a_licence_that_are_not_there_are_refused(tmp_path: Path) -> None:
    item = spoilt(ITEM, "fee: {kind: none}", "fee: {kind: none}\nhandled_in: office.buses\ngives: {licence: bus}")
    folder = write(tmp_path, item=item, **{"licences/bus-pass": "kind: bus-pass\n"})
    with pytest.raises(
        Exception, match=r"(?s)there is no office `buses`; did you mean `bus`.*there is no licence `bus`: write"
    ):
        load(folder, VOCABULARY, offices={"bus", "tram"})
    assert loaded(tmp_path / "again", item=spoilt(item, "\ngives: {licence: bus}", "")).scenes["bus-pass"].office_of(
        "bus-pass"
    ) == ("buses")


def test_a_fed_paper_is_there_and_says_who_makes_it(city: City) -> None:
    answers = {"born_in": "here", "couple": "married", "household": "here", "certificate": "not_yet"}
    judgement = judge(city.scenes["newborn"], Facts(), answers, TODAY)
    paper = next(need for need in judgement.materials if need.id == "birth_certificate")
    assert (paper.have, paper.trust, paper.source) == (True, "A", "case.birth-certificate")
    assert paper.made_by == "birth-certificate"


def test_a_paper_whose_maker_is_not_needed_is_to_be_brought(city: City) -> None:
    answers = {"born_in": "here", "couple": "married", "household": "here", "certificate": "issued"}
    judgement = judge(city.scenes["newborn"], Facts(), answers, TODAY)
    papers = [need for need in judgement.materials if need.id == "birth_certificate"]
    assert {(need.have, need.source, need.made_by) for need in papers} == {(False, "upload", "")}


def test_a_paper_that_several_offices_need_is_brought_once(city: City) -> None:
    answers = {"born_in": "here", "couple": "married", "household": "here", "certificate": "issued", "follow": "other"}
    judgement = judge(city.scenes["newborn"], Facts(), {**answers, "insured": "none"}, TODAY)
    assert len(judgement.materials) == 9
    assert [each.id for each in judgement.papers] == [
        "id_card",
        "marriage_certificate",
        "birth_certificate",
        "other_hukou",
    ]


def test_each_office_sees_its_own_answers_and_no_others(city: City) -> None:
    scene = city.scenes["newborn"]
    seen = {use.item: {field.id for field in scene.fields_of(use.item)} for use in scene.items}
    baby = {"baby_name", "baby_sex", "born_on"}
    assert all(baby <= fields for fields in seen.values())
    for item, fields in seen.items():
        assert ("account" in fields) == (item == "maternity-expenses")
        assert ("clinic" in fields) == (item == "vaccination-record")
        assert ("address" in fields) == (item == "social-card")
    assert "other_id_number" not in seen["newborn-insurance"]
    assert {each.id for each in scene.conditions_of("vaccination-record")} == set()
    assert {each.id for each in scene.conditions_of("newborn-insurance")} == {"home"}


def test_the_offices_of_a_newborn_are_five_departments_and_one_has_its_own_way(city: City) -> None:
    scene = city.scenes["newborn"]
    assert len({scene.item(use.item).handled_by.department for use in scene.items}) == 5
    offices = {use.item: scene.office_of(use.item) for use in scene.items}
    assert {item for item, office in offices.items() if office} == {"newborn-insurance"}
    assert offices["newborn-insurance"] == "medical_insurance"
    assert scene.before("social-card") == {"birth-certificate", "household-registration"}


def test_a_newborn_is_walked_once_since_nobody_applies_for_another(city: City) -> None:
    assert set(paths(city.scenes["newborn"], TODAY).outcomes) == {"yes", "no"}
    here = {"born_in": "here", "couple": "married", "household": "here", "certificate": "not_yet", "insured": "none"}
    judgement = judge(city.scenes["newborn"], Facts(), here, TODAY)
    assert judgement.promise.working_days == 1 + (5 + 2) + (5 + 5)  # the last two have to be accepted first
    assert judgement.fee.fen == 0


@pytest.mark.parametrize(
    ("answers", "fen"),
    [
        ({"reason": "expired", "support": "none"}, 2000),
        ({"reason": "expired", "support": "receives"}, 0),
        ({"reason": "damaged", "support": "none"}, 4000),
        ({"reason": "damaged", "support": "receives"}, 0),
        ({"reason": "lost"}, 4000),
        ({"reason": "first"}, 0),
        ({}, None),
    ],
)
def test_what_an_identity_card_costs_the_answers_tell(city: City, answers: dict[str, str], fen: int | None) -> None:
    fee = judge(city.scenes["id-card"], Facts(), {"household": "here", **answers}, TODAY).fee
    assert fee.fen == fen
    assert any("发改价格〔2003〕2322号" in basis for basis in fee.basis)
