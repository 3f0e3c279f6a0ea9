"""One thing, two offices: each sees its own branch, when it has begun, and of the people only whom it has to know."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core import applications, desk, outbox, serials
from core.applications import publish
from core.calendar import Calendar
from core.house import house, open_house
from core.json import encode
from core.refusals import Conflict, NotFound
from core.scenes import City
from core.staff import Enrolled, enrol
from tests.conftest import ROOT
from tests.core.applications.couple import father, mother, number_of, small_city, submitted
from tests.core.desk.conftest import SECRET
from tests.core.desk.room import case_row, colleague, uploaded, wanted

ONLY_HOUSEHOLD = {"other_name", "other_id_number", "other_phone"}
FATHER, FATHER_BORN = "19900990002", "19920507"


@pytest.fixture
async def two_offices(database: str, city: City) -> AsyncIterator[None]:
    """The small city of the couple; who the other parent is, only the second office has to know."""
    small = small_city()
    scene = small.scenes["child"]
    form = tuple(replace(field, items=("household",)) if field.id in ONLY_HOUSEHOLD else field for field in scene.form)
    changed = replace(small, scenes={"child": replace(scene, form=form)})
    open_house(changed, Calendar.load(ROOT / "city" / "calendar"))
    outbox.forget_consumers()
    serials.forget_blocks()
    await publish()
    await enrol(
        [Enrolled("fang", "p", SECRET, "health", ("officer",)), Enrolled("wu", "p", SECRET, "police", ("officer",))]
    )
    yield
    open_house(city, house().calendar)


@pytest.mark.usefixtures("two_offices")
async def test_each_office_sees_its_branch_when_it_begins_and_whom_it_has_to_know() -> None:
    fang, wu = await colleague("fang"), await colleague("wu")
    she = await mother()
    application_id = await submitted(she)
    for officer in (fang, wu):
        assert (await desk.queue(officer)).items == ()  # the other parent has not said yes
    await applications.confirm(await father(), application_id, "co_applicant")
    (line,) = (await desk.queue(fang)).items
    assert (await desk.queue(wu)).items == ()
    seen = await desk.case(fang, line.id)
    assert {party.role: party.name for party in seen.parties}["co_applicant"] == "林*"
    told = encode(seen).decode()
    for secret in ("林浩", FATHER, number_of(FATHER, FATHER_BORN), "household", "云川市公安局"):
        assert secret not in told, secret
    assert ONLY_HOUSEHOLD & {answer.id for answer in seen.answers} == set()
    hers = await uploaded(she, application_id, "other_name")
    with pytest.raises(NotFound):
        await desk.file(fang, hers)
    for officer, refusal in ((wu, NotFound), (fang, None)):
        if refusal:
            with pytest.raises(refusal):
                await desk.make(officer, wanted(line.id, "accept"))
        else:
            await desk.make(officer, wanted(line.id, "accept"))


@pytest.mark.usefixtures("two_offices")
async def test_the_second_office_begins_where_the_first_has_approved() -> None:
    fang, wu = await colleague("fang"), await colleague("wu")
    application_id = await submitted(await mother())
    await applications.confirm(await father(), application_id, "co_applicant")
    (line,) = (await desk.queue(fang)).items
    view = await applications.one(await mother(), application_id)
    second = next(case.id for case in view.cases if case.item == "household")
    with pytest.raises(Conflict) as refused:
        await desk.case(wu, second)
    assert refused.value.code == "waits_for_another_case"
    with pytest.raises(NotFound):
        await desk.case(fang, second)
    await desk.make(fang, wanted(line.id, "accept"))
    if (await case_row(line.id))["state"] == "accepted":
        await desk.make(fang, wanted(line.id, "begin_review"))
    made = await desk.make(fang, wanted(line.id, "approve", "同意"))
    while made.state in ("decided", "certifying", "delivering"):
        made = await desk.make(
            fang, wanted(line.id, {"decided": "certify", "certifying": "deliver"}.get(made.state, "close"))
        )
    assert made.result == "approved"
    (begun,) = (await desk.queue(wu)).items
    assert begun.id == second
    seen = await desk.case(wu, second)
    assert {party.role: party.name for party in seen.parties}["co_applicant"] == "林浩"
    assert FATHER not in encode(seen.parties).decode()
    assert "case_approved" not in [one.kind for one in seen.history]
