"""Officers who decide one case at the same moment, hundreds of times: one has decided, the others are told so."""

import asyncio

import pytest

from core import db, desk
from core.desk import Made, Said, Wanted
from core.refusals import Conflict
from core.staff import Staff
from tests.whole import checks, telling
from tests.whole.people import handed_in, sheet_of
from tests.whole.picture import picture
from tests.whole.stage import Stage

ROUNDS = {2: 110, 5: 50}  # with the sixty of tests/core/desk on each engine: hundreds
AT_A_TIME = 10  # sheets on the table before all is looked at, and put away
TOLD = {"claimed_by_other", "stale", "illegal_move", "case_closed"}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("officers", sorted(ROUNDS))
def test_of_many_who_decide_at_once_exactly_one_has_decided(stage: Stage, officers: int) -> None:
    names = ["donghu-civil-affairs-one", "donghu-civil-affairs-two", "donghu-civil-affairs-three"]
    everybody = [*names, "donghu-civil-affairs-boss", "civil-affairs-city"][:officers]
    racing = [next(one for one in stage.staff if one.name == name) for name in everybody]
    for table in range(ROUNDS[officers] // AT_A_TIME):
        stage.run(stage.fresh())
        for n in range(AT_A_TIME):
            stage.run(_race(stage, racing, table * AT_A_TIME + n))
        now = stage.run(picture({}))
        checks.as_the_history_has_it(now)
        checks.licences_and_notices(now)
        telling.everybody_is_told_once(now, at_rest=False)


async def _race(stage: Stage, racing: list[Staff], n: int) -> None:
    """Each gives the version they saw, in every second round; the other time they take it as it is."""
    sheet = await handed_in(stage.citizens["elder"], sheet_of("senior-card", 2))
    case = await _case(sheet)
    await desk.make(racing[0], Wanted(case["id"], "accept"))
    await desk.release(racing[0], case["id"])
    version = (await _case(sheet))["version"] if n % 2 else None
    said = Said("经核对", None, "可以申请行政复议")
    moves = [("approve", "deny")[(n + at) % 2] for at in range(len(racing))]
    found = await asyncio.gather(
        *(desk.make(who, Wanted(case["id"], move, said, (), version)) for who, move in zip(racing, moves, strict=True)),
        return_exceptions=True,
    )
    (winner,) = [at for at, one in enumerate(found) if isinstance(one, Made)]
    for lost in found[:winner] + found[winner + 1 :]:
        assert isinstance(lost, Conflict), lost
        assert lost.code in TOLD
        if lost.code == "claimed_by_other":
            assert lost.values["who"] in {one.shown_name for one in racing}
    decided = await db.rows(
        "SELECT kind, actor_id FROM events WHERE case_id = $1 AND kind IN ('case_approved', 'case_denied')", case["id"]
    )
    kind = {"approve": "case_approved", "deny": "case_denied"}[moves[winner]]
    assert [(row["kind"], row["actor_id"]) for row in decided] == [(kind, racing[winner].id)]
    assert len(await db.rows("SELECT id FROM licences WHERE case_id = $1", case["id"])) == (kind == "case_approved")


async def _case(sheet: str) -> db.Row:
    found = await db.row("SELECT * FROM cases WHERE application_id = $1", sheet)
    assert found
    return found
