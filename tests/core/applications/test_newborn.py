"""A child is born: one sheet, seven offices, each beginning when what it waits for is there; and a denial."""

from datetime import timedelta

import pytest

from core import db, licences, outbox
from core.applications import Opinion, begin, confirm, move, one, submit
from core.applications.history import By
from core.applications.loading import Loaded, load
from core.citizens import Caller
from core.json import Json
from core.time import today
from tests.core.applications.branches import by_slug
from tests.core.applications.couple import FATHER, FATHER_BORN, father, mother, number_of
from tests.core.applications.world import LOCAL, Told

pytestmark = pytest.mark.usefixtures("database", "open_city")
CLERK, OFFICER, OFFICE = By("clerk", "c1"), By("officer", "o1"), By("office", "medical_insurance")
WHY = Opinion("说明", None, "可申请复议")
SEVEN = {
    "birth-certificate",
    "birth-registration",
    "vaccination-record",
    "household-registration",
    "newborn-insurance",
    "social-card",
    "maternity-expenses",
}
ROOTS = {"birth-certificate", "birth-registration", "vaccination-record"}
ANSWERS: dict[str, Json] = {
    "certificate": "not_yet",
    "insured": "employee",
    "baby_name": "林小满",
    "follow": "mine",
    "card_by": "pickup",
    "clinic": "990101001001",
    "bank": "云川农商银行",
    "account": "6230910199000012345",
    "other_name": "林浩",
    "other_id_number": number_of(FATHER, FATHER_BORN),
    "other_phone": FATHER,
}


def knows() -> Told:
    born = (today() - timedelta(days=20)).isoformat()
    birth: dict[str, Json] = {
        "registry.birth.is_recorded": True,
        "registry.birth.born_on": born,
        "registry.birth.sex": "female",
        "registry.birth.hospital": "云川市妇幼保健院",
        "registry.marriage.is_married": True,
        "registry.marriage.spouse_name": "林浩",
    }
    return Told({**LOCAL, **birth})


async def handed_in(she: Caller) -> Loaded:
    told = knows()
    begun = await begin(she, "newborn", ANSWERS, knowledge=told)
    consents = tuple(consent.id for consent in begun.consents)
    needs = {todo.id for todo in begun.todo if todo.kind == "material"}
    batch = db.Batch()
    for target in sorted(needs):
        batch.run(
            "INSERT INTO uploads (id, application_id, citizen_id, target, name, media_type, size, sha256, place, trust,"
            " created_at) VALUES ($1, $2, $3, $4, $5, 'image/jpeg', 1, '0', 'nowhere', 'C', 1)",
            f"upload-{target}"[:26],
            begun.id,
            she.citizen_id,
            target,
            b"sealed",
        )
    await db.commit(batch)
    await submit(she, begun.id, begun.version, consents=consents, knowledge=told)
    return await load(begun.id)


async def worked(loaded: Loaded) -> Loaded:
    while await outbox.work_once():
        pass
    return await load(loaded.application.id)


def begun_in(loaded: Loaded) -> set[str]:
    return {slug for slug, case in by_slug(loaded).items() if case.begun}


async def approve(loaded: Loaded, slug: str) -> Loaded:
    case = by_slug(loaded)[slug]
    if case.state == "submitted":
        await move(case.id, "accept", CLERK)
    await move(case.id, "approve", OFFICER)
    return await worked(loaded)


async def test_seven_offices_one_after_the_other_and_side_by_side():
    she, he = await mother(), await father()
    loaded = await worked(await handed_in(she))
    assert set(by_slug(loaded)) == SEVEN
    assert begun_in(loaded) == set(), "nothing begins before both have said yes"
    await confirm(he, loaded.application.id, "co_applicant")
    loaded = await worked(loaded)
    by_rule = by_slug(loaded)["birth-certificate"]
    assert (by_rule.state, by_rule.result) == ("closed", "approved")
    assert begun_in(loaded) == ROOTS | {"household-registration", "maternity-expenses"}
    (held,) = await licences.of_citizen(she.citizen_id)
    assert (held.kind, held.about.name.reveal(), held.about.id_number) == ("birth-certificate", "林小满", None)
    loaded = await approve(loaded, "household-registration")
    assert begun_in(loaded) == SEVEN
    insured = by_slug(loaded)["newborn-insurance"]
    assert insured.state == "forwarded", "with every paper there it goes to the bureau's own system by itself"
    await move(insured.id, "approve", OFFICE)
    for slug in ("birth-registration", "vaccination-record", "maternity-expenses"):
        case = by_slug(await load(loaded.application.id))[slug]
        if not case.ended:
            loaded = await approve(await load(loaded.application.id), slug)
    case = by_slug(loaded)["social-card"]
    for name in ("accept", "approve", "deliver", "close"):
        await move(case.id, name, OFFICER, opinion=WHY)
    loaded = await load(loaded.application.id)
    assert {c.item: c.result for c in loaded.application.cases.values()} == dict.fromkeys(SEVEN, "approved")
    assert (await one(she, loaded.application.id)).state == "done"


async def test_a_denied_household_calls_off_what_needs_it_and_leaves_the_rest_alone():
    she, he = await mother(), await father()
    loaded = await handed_in(she)
    await confirm(he, loaded.application.id, "co_applicant")
    loaded = await worked(loaded)
    case = by_slug(loaded)["household-registration"]
    if case.state == "submitted":
        await move(case.id, "accept", CLERK)
    await move(case.id, "deny", OFFICER, opinion=WHY)
    loaded = await worked(loaded)
    results = {slug: case.result for slug, case in by_slug(loaded).items()}
    assert (results["household-registration"], results["newborn-insurance"], results["social-card"]) == (
        "denied", "voided", "voided",
    )  # fmt: skip
    assert results["maternity-expenses"] is None
    assert loaded.application.state == "in_progress"
