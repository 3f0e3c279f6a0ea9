"""A case is in one pair of hands: raced for, let go, run out; and of two who decide, one has decided."""

import asyncio

import pytest

from core import audit, db, desk
from core.desk import Made
from core.desk.waiting import Claimed
from core.refusals import Conflict, NotAllowed
from core.staff import Staff
from tests.core.desk.room import applicant, case_row, change, events, handed_in, wanted

pytestmark = pytest.mark.usefixtures("open_city")
CLAIMS, DECISIONS = 300, 60


async def reviewed(who: Staff, case_id: str) -> None:
    await desk.make(who, wanted(case_id, "accept"))
    if (await case_row(case_id))["state"] == "accepted":
        await desk.make(who, wanted(case_id, "begin_review"))
    await desk.release(who, case_id)


async def test_of_two_who_reach_for_a_case_exactly_one_has_it(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    for _ in range(CLAIMS):
        both = [team["chen"], team["sun"]]
        found = await asyncio.gather(*(desk.claim(one, case_id) for one in both), return_exceptions=True)
        won = [one for one in found if isinstance(one, Claimed)]
        lost = [one for one in found if isinstance(one, Conflict)]
        assert (len(won), len(lost)) == (1, 1), found
        assert lost[0].code == "claimed_by_other"
        winner = both[found.index(won[0])]
        assert lost[0].values["who"] == winner.shown_name
        assert (await case_row(case_id))["claimed_by"] == winner.id
        await desk.release(winner, case_id)


async def test_of_two_who_decide_exactly_one_has_decided(team: dict[str, Staff]) -> None:
    caller = await applicant()
    for _ in range(DECISIONS):
        case_id = await handed_in(caller)
        await reviewed(team["luo"], case_id)
        found = await asyncio.gather(
            desk.make(team["chen"], wanted(case_id, "approve", "同意")),
            desk.make(team["sun"], wanted(case_id, "deny", "不符合", remedy="可以复议")),
            return_exceptions=True,
        )
        assert sum(isinstance(one, Made) for one in found) == 1, found
        assert all(isinstance(one, Made | Conflict) for one in found), found
        assert sum(kind in ("case_approved", "case_denied") for kind in await events(case_id)) == 1
    assert [broken async for broken in audit.verify() if not isinstance(broken, int)] == []


async def test_one_officer_who_clicks_twice_decides_once(team: dict[str, Staff]) -> None:
    caller = await applicant()
    for _ in range(10):
        case_id = await handed_in(caller)
        await reviewed(team["chen"], case_id)
        version = (await case_row(case_id))["version"]
        found = await asyncio.gather(
            *(desk.make(team["chen"], wanted(case_id, "approve", "同意", version=version)) for _ in range(4)),
            return_exceptions=True,
        )
        assert sum(isinstance(one, Made) for one in found) == 1, found
        assert (await events(case_id)).count("case_approved") == 1


async def test_who_holds_a_case_is_told_to_everybody_and_moves_it_alone(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    claimed = await desk.claim(team["chen"], case_id)
    for attempt in (desk.claim(team["sun"], case_id), desk.make(team["luo"], wanted(case_id, "accept"))):
        with pytest.raises(Conflict) as refused:
            await attempt
        assert refused.value.code == "claimed_by_other"
        assert refused.value.values["until"] == claimed.until
    seen = await desk.case(team["sun"], case_id)
    assert seen.holder is not None
    assert (seen.holder.name, seen.holder.mine) == ("Chen", False)
    await desk.make(team["chen"], wanted(case_id, "accept"))


async def test_a_lease_that_has_run_out_frees_the_case_by_itself(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    await desk.claim(team["chen"], case_id)
    await change("UPDATE cases SET claimed_until = 1 WHERE id = $1", case_id)
    assert (await desk.case(team["sun"], case_id)).holder is None
    await desk.claim(team["sun"], case_id)
    with pytest.raises(Conflict) as refused:
        await desk.make(team["chen"], wanted(case_id, "accept"))
    assert refused.value.code == "claimed_by_other"


async def test_a_claim_is_renewed_by_its_holder_and_given_back_by_nobody_else(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    await desk.claim(team["chen"], case_id)
    first = (await case_row(case_id))["claimed_until"]
    await change("UPDATE cases SET claimed_until = claimed_until - 1000 WHERE id = $1", case_id)
    await desk.claim(team["chen"], case_id)
    assert (await case_row(case_id))["claimed_until"] >= first
    await desk.release(team["sun"], case_id)
    assert (await case_row(case_id))["claimed_by"] == team["chen"].id
    await desk.release(team["chen"], case_id)
    await desk.release(team["chen"], case_id)
    assert (await case_row(case_id))["claimed_by"] is None


async def test_a_claim_leaves_the_version_and_an_older_one_is_refused(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    version = (await case_row(case_id))["version"]
    assert (await desk.claim(team["chen"], case_id, version)).version == version
    await desk.make(team["chen"], wanted(case_id, "accept", version=version))
    await desk.release(team["chen"], case_id)
    with pytest.raises(Conflict) as refused:
        await desk.claim(team["chen"], case_id, version)
    now = (await case_row(case_id))["version"]
    assert (refused.value.code, refused.value.values) == ("stale", {"version": now})


async def test_a_closed_case_is_claimed_by_nobody(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    await desk.make(team["luo"], wanted(case_id, "void", "重复提交"))
    row = await case_row(case_id)
    assert (row["state"], row["claimed_by"]) == ("voided", None)
    with pytest.raises(Conflict) as refused:
        await desk.claim(team["chen"], case_id)
    assert refused.value.code == "case_closed"


@pytest.mark.parametrize("name", ["qian", "he", "song"])
async def test_who_handles_no_cases_claims_none(team: dict[str, Staff], name: str) -> None:
    case_id = await handed_in(await applicant())
    for attempt in (desk.claim(team[name], case_id), desk.case(team[name], case_id), desk.queue(team[name])):
        with pytest.raises(NotAllowed) as refused:
            await attempt
        assert refused.value.code == "role_needed"
    assert await db.rows("SELECT id FROM access_log") == []
