"""Moves from the desk: by whom, on what words, one by one and in a batch; and everything that is refused."""

import pytest

from core import db, desk
from core.desk import ItemToCorrect
from core.refusals import Conflict, Invalid, NotAllowed, NotFound, Refusal
from core.staff import Staff
from tests.core.desk.room import applicant, case_row, change, events, handed_in, wanted

pytestmark = pytest.mark.usefixtures("open_city")
POSTED = {"pickup": "post", "address": {"region": "990101001001", "street": "柳荫路 5 号"}}


async def reviewed(team: dict[str, Staff], **answers: object) -> str:
    case_id = await handed_in(await applicant(), **answers)
    await desk.make(team["chen"], wanted(case_id, "accept"))
    if (await case_row(case_id))["state"] == "accepted":
        await desk.make(team["chen"], wanted(case_id, "begin_review"))
    return case_id


async def refusal_of(staff: Staff, case_id: str, move: str, text: str = "", **more: object) -> Refusal:
    before = await case_row(case_id)
    with pytest.raises(Refusal) as refused:
        await desk.make(staff, wanted(case_id, move, text, **more))
    after = await case_row(case_id)
    assert (after["state"], after["version"]) == (before["state"], before["version"])
    return refused.value


async def test_from_the_queue_to_the_decision(team: dict[str, Staff]) -> None:
    case_id = await reviewed(team)
    made = await desk.make(team["chen"], wanted(case_id, "approve", "经审查，符合条件。"))
    assert made.version == (await case_row(case_id))["version"]
    assert made.state == (await case_row(case_id))["state"]
    assert "case_approved" in await events(case_id)


async def test_a_move_is_made_in_the_strongest_role_that_may_make_it(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    await desk.make(team["luo"], wanted(case_id, "accept"))
    seen = await desk.case(team["chen"], case_id)
    line = next(line for line in seen.history if line.kind == "case_accepted")
    assert line.by == "Luo"
    event = await db.row("SELECT actor_kind, actor_id FROM events WHERE kind = 'case_accepted'")
    assert event is not None
    assert (event["actor_kind"], event["actor_id"]) == ("supervisor", team["luo"].id)


async def test_a_move_that_is_not_allowed_says_what_is(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    told = await refusal_of(team["chen"], case_id, "certify")
    assert isinstance(told, Conflict)
    assert told.code == "illegal_move"
    assert {"accept", "return", "ask_correction", "not_accept"} <= set(told.values["allowed"])
    assert "certify" not in told.values["allowed"]


async def test_a_clerk_decides_nothing(team: dict[str, Staff]) -> None:
    case_id = await reviewed(team)
    await desk.release(team["chen"], case_id)
    for move in ("approve", "deny", "void", "suspend"):
        told = await refusal_of(team["zhou"], case_id, move, "同意", remedy="复议")
        assert isinstance(told, NotAllowed)
        assert told.code == "move_not_yours"
        assert move not in told.values["allowed"]


@pytest.mark.parametrize("move", ["paid", "withdraw", "deem_accepted", "give_up", "nonsense", "", "accept; DROP"])
async def test_what_is_no_move_of_a_desk_is_refused(team: dict[str, Staff], move: str) -> None:
    case_id = await handed_in(await applicant())
    told = await refusal_of(team["luo"], case_id, move, "x")
    assert isinstance(told, Invalid)
    assert [one.field for one in told.defects] == ["move"]


@pytest.mark.parametrize(
    ("move", "more", "missing"),
    [
        ("deny", {}, "opinion"),
        ("deny", {"remedy": "复议"}, "opinion"),
        ("deny", {"text": "不符合"}, "remedy"),
        ("deny", {"text": "  \n", "remedy": "复议"}, "opinion"),
        ("ask_correction", {}, "opinion"),
        ("suspend", {}, "opinion"),
        ("ask_extension", {}, "opinion"),
    ],
)
async def test_without_the_words_it_needs_no_move_is_made(
    team: dict[str, Staff], move: str, more: dict[str, str], missing: str
) -> None:
    case_id = await reviewed(team)
    told = await refusal_of(team["chen"], case_id, move, **more)
    assert isinstance(told, Invalid)
    assert missing in [one.field for one in told.defects]


async def test_a_correction_names_things_of_this_case_only(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    items = (ItemToCorrect("hukou", "请重拍"), ItemToCorrect("nonsense", "x"), ItemToCorrect("subject.age", "x"))
    told = await refusal_of(team["chen"], case_id, "ask_correction", "请补正", items=items)
    assert isinstance(told, Invalid)
    assert [one.field for one in told.defects] == ["items.1.id", "items.2.id"]


async def test_a_correction_leaves_the_desk_and_nobody_holds_it(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    items = (ItemToCorrect("hukou", "首页看不清，请重拍"),)
    made = await desk.make(team["chen"], wanted(case_id, "ask_correction", "", items=items))
    assert made.state == "correction"
    assert (await case_row(case_id))["claimed_by"] is None
    seen = await desk.case(team["sun"], case_id)
    assert seen.correct_by is not None
    assert "首页看不清" in next(line.opinion for line in seen.history if line.kind == "correction_asked")


async def test_an_older_version_is_refused_and_told_the_present_one(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    old = (await case_row(case_id))["version"]
    await desk.make(team["chen"], wanted(case_id, "accept", version=old))
    now = (await case_row(case_id))["version"]
    for version in (old, 0, now + 1):
        told = await refusal_of(team["chen"], case_id, "approve", "同意", version=version)
        assert (told.code, told.values) == ("stale", {"version": now})


async def test_a_supervisor_does_not_void_what_they_decided_themselves(team: dict[str, Staff]) -> None:
    case_id = await reviewed(team, **POSTED)
    await desk.release(team["chen"], case_id)
    made = await desk.make(team["luo"], wanted(case_id, "approve", "同意"))
    assert made.state in ("decided", "certifying", "delivering")
    told = await refusal_of(team["luo"], case_id, "void", "误办")
    assert isinstance(told, NotAllowed)
    assert told.code == "own_decision"
    assert "void" in {one.move for one in (await desk.case(team["luo"], case_id)).moves if one.refusal}


async def test_a_supervisor_voids_what_another_decided(team: dict[str, Staff]) -> None:
    case_id = await reviewed(team, **POSTED)
    await desk.make(team["chen"], wanted(case_id, "approve", "同意"))
    await desk.release(team["chen"], case_id)
    made = await desk.make(team["luo"], wanted(case_id, "void", "误办"))
    assert (made.state, made.result) == ("voided", "voided")


async def test_an_extension_takes_two_people(team: dict[str, Staff]) -> None:
    case_id = await reviewed(team)
    await desk.make(team["chen"], wanted(case_id, "ask_extension", "情况复杂"))
    told = await refusal_of(team["chen"], case_id, "approve_extension")
    assert told.code == "needs_a_second_person"
    await desk.release(team["chen"], case_id)
    assert [one.id for one in (await desk.supervision(team["luo"])).to_approve] == [case_id]
    await desk.make(team["luo"], wanted(case_id, "approve_extension", "同意"))
    assert (await desk.supervision(team["luo"])).to_approve == ()


async def test_each_row_of_a_batch_is_done_or_refused_for_itself(team: dict[str, Staff]) -> None:
    caller = await applicant()
    good, other, held, begun = [await handed_in(caller) for _ in range(4)]
    await change("UPDATE cases SET department = 'donghu-public-security' WHERE id = $1", other)
    await desk.claim(team["sun"], held)
    rows = [
        wanted(good, "accept"),
        wanted(other, "accept"),
        wanted("0" * 26, "accept"),
        wanted(held, "accept"),
        wanted(begun, "deny"),
        wanted(begun, "not_accept", "不属于"),
        wanted(begun, "accept", version=99),
        wanted(begun, "accept"),
        wanted(begun, "nonsense"),
        wanted(good, "accept"),
    ]
    done = await desk.make_each(team["chen"], rows)
    codes = [row.refusal.code if row.refusal else "done" for row in done]
    assert codes[:9] == [
        "done",
        "case_unknown",
        "case_unknown",
        "claimed_by_other",
        "illegal_move",
        "invalid",
        "stale",
        "done",
        "invalid",
    ]
    assert codes[9] == "illegal_move"
    assert [row.case for row in done] == [row.case for row in rows]
    assert "case_accepted" not in await events(other)
    assert "case_accepted" not in await events(held)


async def test_for_another_department_nothing_of_a_case_is_there(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    upload = await db.row("SELECT id FROM uploads WHERE target = 'hukou'")
    assert upload is not None
    for name in ("han", "guo"):
        stranger = team[name]
        for attempt in (
            desk.case(stranger, case_id),
            desk.claim(stranger, case_id),
            desk.release(stranger, case_id),
            desk.make(stranger, wanted(case_id, "accept")),
            desk.make(stranger, wanted(case_id, "nonsense", version=99)),
            desk.file(stranger, upload["id"]),
        ):
            with pytest.raises(NotFound) as refused:
                await attempt
            assert refused.value.code in ("case_unknown", "upload_unknown")
        assert (await desk.queue(stranger)).items == ()
        (row,) = await desk.make_each(stranger, [wanted(case_id, "accept")])
        assert row.refusal is not None
        assert row.refusal.code == "case_unknown"
    assert await db.rows("SELECT id FROM access_log") == []
    assert (await desk.case(team["shen"], case_id)).id == case_id  # the department above


async def test_what_waits_for_another_case_is_not_shown_yet(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    await change("UPDATE cases SET submitted_at = NULL, due_on = NULL WHERE id = $1", case_id)
    for attempt in (
        desk.case(team["chen"], case_id),
        desk.claim(team["chen"], case_id),
        desk.make(team["chen"], wanted(case_id, "accept")),
    ):
        with pytest.raises(Conflict) as refused:
            await attempt
        assert refused.value.code == "waits_for_another_case"
    assert (await desk.queue(team["chen"])).items == ()


async def test_what_the_screen_offers_can_be_done_and_what_it_refuses_cannot(team: dict[str, Staff]) -> None:
    """Every move of the list is tried for real on a case of its own, in each state the desk meets."""
    caller = await applicant()
    words = {"text": "意见", "remedy": "复议"}
    ways = {
        "submitted": (),
        "in_review": ("accept",),
        "suspended": ("accept", "suspend"),
        "forwarded": ("accept", "forward"),
    }
    for state, way in ways.items():
        case_id = await _brought(team["luo"], caller, way)
        for offered in (await desk.case(team["luo"], case_id)).moves:
            tried = await _brought(team["luo"], caller, way)
            assert (await case_row(tried))["state"] == state
            reason = next(iter(offered.reasons), None) if offered.move == "return" else None
            attempt = wanted(tried, offered.move, **words, reason="unreadable" if reason else None)
            if offered.refusal is None:
                await desk.make(team["luo"], attempt)
            else:
                with pytest.raises(Refusal) as refused:
                    await desk.make(team["luo"], attempt)
                assert refused.value.code == offered.refusal, (state, offered.move)


async def _brought(staff: Staff, caller: object, way: tuple[str, ...]) -> str:
    case_id = await handed_in(caller)  # type: ignore[arg-type]  # a caller, as `applicant` gives it
    for move in way:
        await desk.make(staff, wanted(case_id, move, "意见"))
        if (await case_row(case_id))["state"] == "accepted":
            await desk.make(staff, wanted(case_id, "begin_review"))
    return case_id
