"""Short stories that once went wrong, each found by a long random one."""

from core import db, outbox
from core.applications import By, confirm, correct, move, withdraw
from core.desk import Said, Wanted, make
from offices import handing_over
from payments import cashier
from tests.whole import checks, telling
from tests.whole.acts import Acts
from tests.whole.people import handed_in, sheet_of, upload
from tests.whole.picture import picture
from tests.whole.stage import Stage

WITH_A_PROMISE = 1  # the newborn's sheet whose discharge bill is to follow


async def _row(sql: str, *params: str) -> db.Row:
    found = await db.row(sql, *params)
    assert found
    return found


async def _case(sheet: str, item: str) -> db.Row:
    return await _row("SELECT * FROM cases WHERE application_id = $1 AND item = $2", sheet, item)


async def _worked() -> None:
    while await outbox.work_once() + await handing_over.work_once():
        pass


async def _waiting(stage: Stage) -> str:
    """A newborn's sheet that waits for the other parent's word."""
    await stage.fresh()
    return await handed_in(stage.citizens["mother"], sheet_of("newborn", WITH_A_PROMISE))


def test_a_sheet_that_owes_a_paper_says_so_from_the_start(stage: Stage) -> None:
    async def story() -> None:
        sheet = await _waiting(stage)
        assert (await _row("SELECT state FROM applications WHERE id = $1", sheet))["state"] == "needs_you"
        await confirm(stage.citizens["father"], sheet, "co_applicant")
        assert (await _row("SELECT state FROM applications WHERE id = $1", sheet))["state"] == "needs_you"

    stage.run(story())


def test_no_day_is_promised_while_the_other_parent_is_waited_for(stage: Stage) -> None:
    async def story() -> None:
        mother, sheet = stage.citizens["mother"], await _waiting(stage)
        await upload(mother.citizen_id, sheet, "discharge_bill")
        version = (await _row("SELECT version FROM applications WHERE id = $1", sheet))["version"]
        await correct(mother, sheet, {}, version)
        one = await _case(sheet, "vaccination-record")
        await withdraw(mother, sheet, "不办这一项", (one["id"],))
        assert (await _row("SELECT due_on FROM applications WHERE id = $1", sheet))["due_on"] is None
        await confirm(stage.citizens["father"], sheet, "co_applicant")
        assert (await _row("SELECT due_on FROM applications WHERE id = $1", sheet))["due_on"] is not None
        checks.as_the_history_has_it(await picture({}))

    stage.run(story())


def test_a_bill_and_a_correction_are_told_of_however_late_the_letters_are_written(stage: Stage) -> None:
    async def story() -> None:
        await stage.fresh()
        elder = stage.citizens["elder"]
        sheet = await handed_in(elder, sheet_of("id-card", 0))
        case = await _row("SELECT id, department FROM cases WHERE application_id = $1", sheet)
        officer = next(one for one in stage.staff if one.name == f"{case['department']}-one")
        await make(officer, Wanted(case["id"], "ask_correction", Said("请补一张清楚的照片")))
        await correct(
            elder, sheet, {}, (await _row("SELECT version FROM applications WHERE id = $1", sheet))["version"]
        )
        await make(officer, Wanted(case["id"], "accept"))
        order = await _row("SELECT id FROM orders WHERE application_id = $1", sheet)
        await cashier.counter_payment("clerk", order["id"], "cash", "0001")
        await _worked()
        telling.everybody_is_told_once(await picture({}), at_rest=True)

    stage.run(story())


def test_a_bureau_is_not_asked_for_ever_about_a_case_that_went_on_without_it(stage: Stage) -> None:
    async def story() -> None:
        sheet = await _waiting(stage)
        await confirm(stage.citizens["father"], sheet, "co_applicant")
        officer = next(one for one in stage.staff if one.name == "donghu-public-security-one")
        await _worked()
        for step in ("accept", "approve"):
            await make(officer, Wanted((await _case(sheet, "household-registration"))["id"], step))
        await _worked()
        case = await _case(sheet, "newborn-insurance")
        assert case["state"] == "forwarded"
        await move(case["id"], "close", By("officer", "an officer"))
        await Acts(stage).due_again(0)
        await handing_over.work_once()
        found = await _row("SELECT state, error FROM handovers WHERE case_id = $1", case["id"])
        assert (found["state"], found["error"]) == ("answered", "case_moved_on")

    stage.run(story())
