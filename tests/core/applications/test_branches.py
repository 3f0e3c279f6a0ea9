"""Several offices at once, with the database: what begins, is paid, is handed over; what time brings about."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from core import audit, crypto, db, licences, outbox, serials, words
from core.applications import Opinion, begin, clockwork, correct, decide_by_rule, move, one, publish, submit, withdraw
from core.applications.deciding import TOPICS
from core.applications.history import By
from core.applications.loading import Loaded, load
from core.applications.moving import Moment
from core.citizens import Caller
from core.clocks import ACCEPTANCE_WORKING_DAYS as ACCEPTED_WITHIN
from core.clocks import Clock
from core.house import open_house, working_days_from
from core.ids import new_id
from core.json import JsonObject, decode
from core.outbox import Message
from core.ports import Facts
from core.refusals import Conflict, Invalid, NotAllowed
from core.rules import compile_rule
from core.scenes import judge
from core.scenes.elements import Material, MayFollow
from core.time import business_ms, today, travel_by
from tests.conftest import ROOT
from tests.core.applications.branches import CALENDAR, DAYS, Branch, by_slug, city_of
from tests.core.applications.world import LOCAL, Told, person

CLERK, OFFICER, CASHIER = By("clerk", "clerk-1"), By("officer", "officer-1"), By("cashier")
WHY = Opinion("说明", "special_procedure", "可申请复议")
ALWAYS = compile_rule({"var": "materials.all_trusted"})
PAPER = Material("paper", ("upload",), "某证明", may_follow=MayFollow(10, "rule", "没有交来就办结"))
BY_CLERK = Material("paper", ("upload",), "某证明", may_follow=MayFollow(10, "clerk", "没有交来就办结"))
CHAIN = "SELECT id, seq, chain FROM applications WHERE id = $1"
letters: list[tuple[str, str]] = []


@pytest.fixture(autouse=True)
async def small(database: str) -> AsyncIterator[None]:
    words.load(ROOT / "city" / "words")
    licences.use(licences.load(ROOT / "city" / "licences", "http://city.example/verify"))
    outbox.forget_consumers()
    serials.forget_blocks()
    letters.clear()
    outbox.register("decide", TOPICS, decide_by_rule)
    outbox.register("letters", None, _told, wants=lambda data: data["letter"] is not None)
    yield
    travel_by(timedelta)
    outbox.forget_consumers()


async def _told(message: Message) -> None:
    letters.append((message.topic, str(message.data["letter"])))


async def handed_in(*branches: Branch, promises: tuple[str, ...] = (), caller: Caller | None = None) -> Loaded:
    open_house(city_of(*branches), CALENDAR)
    await publish()
    caller, told = caller or await person(), Told(LOCAL)
    begun = await begin(caller, "a-scene", {}, knowledge=told)
    consents = tuple(consent.id for consent in begun.consents)
    await submit(caller, begun.id, begun.version, consents=consents, promises=promises, knowledge=told)
    return await load(begun.id)


async def worked() -> None:
    while await outbox.work_once():
        pass


async def again(loaded: Loaded) -> Loaded:
    return await load(loaded.application.id)


async def go(loaded: Loaded, slug: str, *moves: tuple[str, By]) -> Loaded:
    for name, by in moves:
        await move(by_slug(loaded)[slug].id, name, by, opinion=WHY)
    return await again(loaded)


async def states(loaded: Loaded) -> dict[str, str]:
    return {slug: case.state for slug, case in by_slug(await again(loaded)).items()}


def gone_by(days: int) -> None:
    travel_by(lambda: timedelta(days=days))


def days_until(day: str | None) -> int:
    assert day
    return (date.fromisoformat(day) - today()).days


async def events(loaded: Loaded, kind: str) -> list[JsonObject]:
    sql = "SELECT data FROM events WHERE application_id = $1 AND kind = $2 ORDER BY seq"
    return [decode(row["data"]) for row in await db.rows(sql, loaded.application.id, kind)]  # type: ignore[misc]  # data is an object


async def kinds_once(loaded: Loaded) -> set[str]:
    """The kinds of event that are there exactly once."""
    rows = await db.rows("SELECT kind FROM events WHERE application_id = $1", loaded.application.id)
    kinds = [row["kind"] for row in rows]
    return {kind for kind in kinds if kinds.count(kind) == 1}


async def row(sql: str, *params: str) -> db.Row:
    """The one that is there."""
    (found,) = await db.rows(sql, *params)
    return found


async def waiting_for(consumer: str, loaded: Loaded) -> list[Message]:
    sql = "SELECT * FROM outbox WHERE consumer = $1 AND key = $2 AND state = 0"
    return [
        Message(r["id"], r["event_id"], r["topic"], r["key"], r["seq"], 1, decode(r["payload"]))  # type: ignore[arg-type]  # data is an object
        for r in await db.rows(sql, consumer, loaded.application.id)
    ]


async def bring(loaded: Loaded, target: str = "paper") -> str:
    """A file, as the uploads' door keeps it."""
    application, upload = loaded.application, new_id()
    batch = db.Batch()
    batch.insert(
        "uploads",
        {
            "id": upload,
            "application_id": application.id,
            "citizen_id": application.citizen_id,
            "target": target,
            "name": crypto.seal("paper.pdf", "uploads.name"),
            "media_type": "application/pdf",
            "size": 1000,
            "sha256": "0" * 64,
            "place": "nowhere",
            "trust": "C",
            "created_at": business_ms(),
        },
    )
    await db.commit(batch)
    return upload


async def test_the_licence_of_one_branch_is_the_paper_of_the_next_in_the_same_commit():
    paper = Material("permit", ("licence.residence_permit", "upload"), "居住证")
    loaded = await handed_in(
        Branch("first", licence="residence-permit", rule=ALWAYS),
        Branch("second", ("first",), materials=(paper,), feeds={"permit": "first"}),
    )
    assert not by_slug(loaded)["second"].begun
    await worked()
    after = by_slug(await again(loaded))
    assert (after["first"].state, after["first"].result) == ("closed", "approved")
    assert after["second"].begun
    licence = await row("SELECT id, case_id FROM licences")
    need = await row("SELECT state, trust, reference FROM materials WHERE case_id = $1", after["second"].id)
    assert (need["state"], need["trust"], need["reference"]) == ("kept", "A", licence["id"])
    assert await audit.broken_in(await row(CHAIN, loaded.application.id)) == []


async def test_a_branch_waits_for_all_that_come_before_it_and_gets_an_older_licence_too():
    paper = Material("permit", ("licence.residence_permit", "upload"), "居住证")
    loaded = await handed_in(
        Branch("first", licence="residence-permit"),
        Branch("other"),
        Branch("last", ("first", "other"), materials=(paper,), feeds={"permit": "first"}),
    )
    await go(loaded, "first", ("accept", CLERK), ("approve", OFFICER))
    assert not by_slug(await again(loaded))["last"].begun
    loaded = await go(loaded, "other", ("accept", CLERK), ("approve", OFFICER))
    assert by_slug(loaded)["last"].begun
    need = await row("SELECT reference FROM materials WHERE case_id = $1", by_slug(loaded)["last"].id)
    licence = await row("SELECT id FROM licences")
    assert need["reference"] == licence["id"]


async def test_what_waits_for_a_denied_case_is_called_off_with_one_letter_or_goes_on_without_its_paper():
    paper = Material("permit", ("upload",), "居住证")
    loaded = await handed_in(
        Branch("first"),
        Branch("second", ("first",)),
        Branch("third", ("second",)),
        Branch("fourth", ("first",), go_on=True, materials=(paper,), feeds={"permit": "first"}),
    )
    await go(loaded, "first", ("accept", CLERK), ("deny", OFFICER))
    after = by_slug(await again(loaded))
    assert {slug: case.result for slug, case in after.items()} == {
        "first": "denied", "second": "voided", "third": "voided", "fourth": None,
    }  # fmt: skip
    assert after["fourth"].begun
    need = await row("SELECT state FROM materials WHERE case_id = $1", after["fourth"].id)
    assert need["state"] == "left_out"
    await worked()
    assert [kind for kind, _ in letters].count("case_called_off") == 1


async def test_nothing_is_approved_by_rule_on_a_paper_that_another_case_did_not_make():
    paper = Material("permit", ("upload",), "居住证")
    loaded = await handed_in(
        Branch("first"),
        Branch("second", ("first",), go_on=True, rule=ALWAYS, materials=(paper,), feeds={"permit": "first"}),
    )
    await go(loaded, "first", ("accept", CLERK), ("deny", OFFICER))
    await worked()
    assert (await states(loaded))["second"] == "submitted"


async def test_money_before_review_is_asked_once_with_an_order_and_a_notice():
    loaded = await handed_in(Branch("card", fee="before_review", rule=ALWAYS))
    await worked()
    after = by_slug(await again(loaded))["card"]
    assert after.state == "pay_pending"
    order = await row("SELECT id, fen, state, due_on, case_id FROM orders")
    assert (order["fen"], order["state"], order["due_on"]) == (2000, "due", after.marks.pay_by)
    (asked,) = await events(loaded, "payment_asked")
    assert (asked["fen"], asked["order"]) == (2000, order["id"])
    kinds = {row["kind"] for row in await db.rows("SELECT kind FROM documents")}
    assert kinds == {"acceptance_receipt", "payment_notice"}
    await go(loaded, "card", ("paid", CASHIER))
    await worked()
    assert (await states(loaded))["card"] == "closed", "what the rule would have approved is approved once it is paid"
    assert len(await db.rows("SELECT id FROM orders")) == 1


async def test_money_before_certifying_holds_the_licence_back():
    loaded = await handed_in(Branch("card", fee="before_certifying", licence="residence-permit"))
    loaded = await go(loaded, "card", ("accept", CLERK), ("approve", OFFICER))
    assert by_slug(loaded)["card"].state == "pay_pending"
    assert not await db.rows("SELECT id FROM licences")
    await go(loaded, "card", ("paid", CASHIER))
    assert (await states(loaded))["card"] == "closed"
    assert len(await db.rows("SELECT id FROM licences")) == 1


async def test_a_case_that_ends_unpaid_asks_for_nothing_any_more():
    caller = await person()
    loaded = await handed_in(Branch("card", fee="before_review"), Branch("other"), caller=caller)
    loaded = await go(loaded, "card", ("accept", CLERK))
    await withdraw(caller, loaded.application.id, "不办了", (by_slug(loaded)["card"].id,))
    order = await row("SELECT state, closed_at FROM orders")
    assert order["state"] == "closed"
    assert order["closed_at"]
    assert await states(loaded) == {"card": "withdrawn", "other": "submitted"}


async def test_the_clock_closes_what_is_not_paid_in_time_and_its_order():
    loaded = await handed_in(Branch("card", fee="before_review"))
    loaded = await go(loaded, "card", ("accept", CLERK))
    last = days_until(by_slug(loaded)["card"].marks.pay_by)
    gone_by(last)
    await clockwork.tick()
    assert (await states(loaded))["card"] == "pay_pending"
    gone_by(last + 1)
    assert await clockwork.tick() == 1
    assert by_slug(await again(loaded))["card"].result == "unpaid"
    order = await row("SELECT state FROM orders")
    assert order["state"] == "closed"
    assert await clockwork.tick() == 0


async def test_an_office_gets_the_case_once_and_what_comes_back_is_for_a_person():
    loaded = await handed_in(Branch("far", office=True))
    loaded = await go(loaded, "far", ("accept", CLERK))
    assert by_slug(loaded)["far"].state == "forwarded"
    (handed,) = await events(loaded, "case_forwarded")
    assert handed["office"] == "far_away"
    loaded = await go(loaded, "far", ("take_back", By("office", "far_away")))
    assert by_slug(loaded)["far"].state == "in_review"
    loaded = await go(loaded, "far", ("forward", OFFICER), ("approve", By("office", "far_away")))
    assert by_slug(loaded)["far"].result == "approved"


async def test_a_result_that_has_to_be_made_waits_for_the_one_who_makes_it_and_so_does_the_next():
    loaded = await handed_in(Branch("card", by_hand=True), Branch("next", ("card",)))
    loaded = await go(loaded, "card", ("accept", CLERK), ("approve", OFFICER))
    assert by_slug(loaded)["card"].state == "certifying"
    assert not by_slug(loaded)["next"].begun
    loaded = await go(loaded, "card", ("deliver", OFFICER))
    assert by_slug(loaded)["card"].state == "delivering"
    assert by_slug(loaded)["next"].begun
    loaded = await go(loaded, "card", ("close", OFFICER))
    assert by_slug(loaded)["card"].result == "approved"


async def test_a_decision_by_rule_is_one_read_and_one_write_however_long_the_chain(trips: list[str]):
    loaded = await handed_in(Branch("card", licence="residence-permit", rule=ALWAYS), Branch("next", ("card",)))
    await worked()  # takes the blocks of numbers
    loaded = await handed_in(Branch("card", rule=ALWAYS), Branch("next", ("card",), rule=ALWAYS))
    (message,) = await waiting_for("decide", loaded)
    trips.clear()
    await decide_by_rule(message)
    assert trips == ["read", "write"]
    after = by_slug(await again(loaded))
    assert after["card"].result == "approved"
    assert after["next"].begun


async def test_two_offices_move_their_cases_at_the_same_moment_and_both_moves_count():
    loaded = await handed_in(*(Branch(f"b{n}") for n in range(3)))
    ids = [case.id for case in by_slug(loaded).values()]
    await asyncio.gather(*(move(case_id, "accept", CLERK) for case_id in ids))
    assert set((await states(loaded)).values()) == {"in_review"}
    assert await audit.broken_in(await row(CHAIN, loaded.application.id)) == []


async def test_whole_withdrawal_leaves_what_is_decided_and_tells_it_once():
    caller = await person()
    loaded = await handed_in(Branch("done", by_hand=True), Branch("a"), Branch("b"), caller=caller)
    loaded = await go(loaded, "done", ("accept", CLERK), ("approve", OFFICER))
    await withdraw(caller, loaded.application.id, "不办了")
    assert await states(loaded) == {"done": "certifying", "a": "withdrawn", "b": "withdrawn"}
    await worked()
    assert [letter for _, letter in letters].count("withdrawn") == 1
    with pytest.raises(Conflict, match="decided_already"):
        await withdraw(caller, loaded.application.id, "不办了")


async def test_why_the_expected_day_moved_is_with_the_event():
    loaded = await handed_in(Branch("one"), Branch("two", ("one",)))
    first = loaded.application.due_on
    loaded = await go(loaded, "one", ("accept", CLERK))
    assert loaded.application.due_on
    assert first
    assert loaded.application.due_on < first
    (accepted,) = await events(loaded, "case_accepted")
    begun = await events(loaded, "review_begun")
    assert (accepted["expected_was"], accepted["expected"]) == (first, loaded.application.due_on)
    assert "expected" not in begun[0]
    loaded = await go(loaded, "one", ("suspend", OFFICER))
    (stopped,) = await events(loaded, "case_suspended")
    assert stopped["expected"] is None
    assert stopped["expected_was"] is not None


async def test_a_rule_accepts_on_a_promise_and_nobody_approves_before_the_paper_is_there():
    loaded = await handed_in(Branch("card", materials=(PAPER,), rule=ALWAYS), promises=("paper",))
    await worked()
    loaded = await again(loaded)
    case, (promise,) = by_slug(loaded)["card"], loaded.promises
    assert (case.state, loaded.application.state) == ("in_review", "needs_you")
    assert promise.owed_on == str(working_days_from(today(), 10))
    (accepted,) = await events(loaded, "case_accepted")
    assert (accepted["materials"], accepted["owed_on"]) == (["paper"], promise.owed_on)
    with pytest.raises(Conflict, match="paper_still_owed"):
        await move(case.id, "approve", OFFICER, opinion=WHY)
    with pytest.raises(Conflict, match="promise_not_overdue"):
        await move(case.id, "break_promise", OFFICER, opinion=WHY)


async def test_the_promised_paper_is_taken_in_and_the_case_goes_on():
    caller = await person()
    loaded = await handed_in(Branch("card", materials=(PAPER,), rule=ALWAYS), promises=("paper",), caller=caller)
    await worked()
    loaded = await again(loaded)
    with pytest.raises(Invalid) as refused:
        await correct(caller, loaded.application.id, {}, loaded.application.version)
    assert [defect.field for defect in refused.value.defects] == ["materials.paper"]
    upload = await bring(loaded)
    assert await correct(caller, loaded.application.id, {}, loaded.application.version) == "in_progress"
    await worked()
    loaded = await again(loaded)
    (promise,) = loaded.promises
    assert promise.state == "kept"
    assert promise.kept_at
    need = await row("SELECT state, reference, trust, source FROM materials")
    assert (need["state"], need["reference"], need["trust"], need["source"]) == (
        "kept", upload, "C", "upload",
    )  # fmt: skip
    assert by_slug(loaded)["card"].state == "in_review", "nobody has checked it: a person looks"
    loaded = await go(loaded, "card", ("approve", OFFICER))
    assert loaded.application.state == "done"
    with pytest.raises(Conflict, match="nothing_to_correct"):
        await correct(caller, loaded.application.id, {}, loaded.application.version)


async def test_a_promise_that_only_a_clerk_may_take_waits_for_the_clerk():
    loaded = await handed_in(Branch("card", materials=(BY_CLERK,), rule=ALWAYS), promises=("paper",))
    await worked()
    assert (await states(loaded))["card"] == "submitted"
    gone_by(20)
    await clockwork.tick()
    (promise,) = (await again(loaded)).promises
    assert promise.state == "owed", "the days run from acceptance"
    loaded = await go(loaded, "card", ("accept", CLERK))
    (promise,) = loaded.promises
    assert promise.owed_on == str(working_days_from(today(), 10))


async def test_an_overdue_promise_is_told_once_burns_red_and_is_ended_by_a_person():
    loaded = await handed_in(Branch("card", materials=(PAPER,), rule=ALWAYS), promises=("paper",))
    await worked()
    loaded = await again(loaded)
    last = days_until(loaded.promises[0].owed_on)
    gone_by(last)
    await clockwork.tick()
    assert (await again(loaded)).promises[0].state == "owed"
    gone_by(last + 1)
    assert await clockwork.tick() == 1
    assert await clockwork.tick() == 0
    await worked()
    assert [letter for _, letter in letters].count("promise_overdue") == 1
    loaded = await again(loaded)
    assert (loaded.promises[0].state, by_slug(loaded)["card"].lamp) == ("overdue", "red")
    with pytest.raises(NotAllowed):
        await move(by_slug(loaded)["card"].id, "break_promise", By("clock"), opinion=WHY)
    loaded = await go(loaded, "card", ("break_promise", OFFICER))
    assert (by_slug(loaded)["card"].result, loaded.promises[0].state) == ("promise_broken", "broken")
    assert loaded.application.state == "closed", "what nobody waits for is owed no more"


async def test_a_paper_that_comes_late_still_counts_while_nobody_has_ended_the_case():
    caller = await person()
    loaded = await handed_in(Branch("card", materials=(PAPER,), rule=ALWAYS), promises=("paper",), caller=caller)
    await worked()
    gone_by(60)
    await clockwork.tick()
    loaded = await again(loaded)
    assert loaded.promises[0].state == "overdue"
    await bring(loaded)
    await correct(caller, loaded.application.id, {}, loaded.application.version)
    loaded = await again(loaded)
    assert (loaded.promises[0].state, loaded.application.state) == ("kept", "in_progress")


async def test_an_office_of_its_own_gets_the_case_only_when_no_paper_is_owed():
    caller = await person()
    loaded = await handed_in(Branch("far", office=True, materials=(PAPER,)), promises=("paper",), caller=caller)
    loaded = await go(loaded, "far", ("accept", CLERK))
    assert by_slug(loaded)["far"].state == "in_review"
    await bring(loaded)
    await correct(caller, loaded.application.id, {}, loaded.application.version)
    assert (await states(loaded))["far"] == "forwarded"


def promised_before(*branches: Branch) -> str | None:
    """The day that the answer page names."""
    day = judge(city_of(*branches).scenes["a-scene"], Facts(), {}, today(), due_on=working_days_from).promise.due_on
    return str(day) if day else None


def after(*days: int) -> str:
    """Working days, one span after the other."""
    day = today()
    for span in days:
        found = working_days_from(day, span)
        assert found
        day = found
    return str(day)


@pytest.mark.parametrize(
    ("branch", "spans"),
    [
        (Branch("far", office=True), (DAYS,)),
        (Branch("far", office=True, materials=(PAPER,)), (ACCEPTED_WITHIN, DAYS)),
        (Branch("far", office=True, materials=(BY_CLERK,)), (ACCEPTED_WITHIN, DAYS)),
        (Branch("far", office=True, materials=(PAPER,), rule=ALWAYS), (DAYS,)),
        (Branch("here", rule=ALWAYS), (DAYS,)),
        (Branch("here", rule=ALWAYS, materials=(PAPER,)), (DAYS,)),
        (Branch("here", rule=ALWAYS, materials=(BY_CLERK,)), (ACCEPTED_WITHIN, DAYS)),
        (Branch("here", materials=(PAPER,)), (ACCEPTED_WITHIN, DAYS)),
        (Branch("here"), (ACCEPTED_WITHIN, DAYS)),
    ],
)
async def test_the_day_that_is_promised_counts_acceptance_only_where_somebody_has_to_read_it(
    branch: Branch, spans: tuple[int, ...]
):
    open_house(city_of(branch), CALENDAR)
    before = promised_before(branch)
    loaded = await handed_in(branch, promises=("paper",))
    case = by_slug(loaded)[branch.slug]
    assert (before, loaded.application.due_on, case.due_on) == (after(*spans),) * 3
    await worked()
    loaded = await again(loaded)
    at_once = spans == (DAYS,)
    assert (by_slug(loaded)[branch.slug].accepted_at is not None) == at_once
    if not case.ended and not by_slug(loaded)[branch.slug].ended:
        assert loaded.application.due_on == after(*spans), "what was promised is what is expected"


async def test_when_the_paper_has_come_its_office_takes_the_case_at_once_and_the_day_is_sooner():
    caller = await person()
    loaded = await handed_in(Branch("far", office=True, materials=(PAPER,)), promises=("paper",), caller=caller)
    await worked()
    assert (await again(loaded)).application.due_on == after(ACCEPTED_WITHIN, DAYS)
    await bring(loaded)
    loaded = await again(loaded)
    await correct(caller, loaded.application.id, {}, loaded.application.version)
    assert (await again(loaded)).application.due_on == after(DAYS)
    await worked()
    loaded = await again(loaded)
    assert (by_slug(loaded)["far"].state, loaded.application.due_on) == ("forwarded", after(DAYS))


async def test_an_office_at_the_end_of_a_chain_adds_its_own_days_and_no_reception():
    chain = Branch("first", rule=ALWAYS), Branch("far", after=("first",), office=True)
    open_house(city_of(*chain), CALENDAR)
    before = promised_before(*chain)
    loaded = await handed_in(*chain)
    assert before == loaded.application.due_on == after(DAYS, DAYS)


async def test_a_correction_takes_in_what_was_uploaded_for_it():
    caller = await person()
    loaded = await handed_in(
        Branch("card", materials=(Material("paper", ("upload",), "某证明", necessity="optional"),)), caller=caller
    )
    loaded = await go(loaded, "card", ("ask_correction", CLERK))
    upload = await bring(loaded)
    await correct(caller, loaded.application.id, {}, loaded.application.version)
    need = await row("SELECT state, reference FROM materials")
    assert (need["state"], need["reference"]) == ("kept", upload)
    assert (await states(loaded))["card"] == "submitted"


async def test_silence_accepts_a_correction_not_answered_ends_and_each_happens_once_with_two_workers():
    loaded = await handed_in(Branch("silent", deemed=True), Branch("waits"))
    loaded = await go(loaded, "waits", ("ask_correction", CLERK))
    gone_by(40)
    for _ in range(3):
        await asyncio.gather(*(clockwork.tick() for _ in range(4)))
    assert await states(loaded) == {"silent": "in_review", "waits": "closed"}
    assert len(await events(loaded, "case_deemed_accepted")) == 1
    assert len(await events(loaded, "correction_overdue")) == 1
    seq = (await again(loaded)).application.seq
    gone_by(3)
    assert await clockwork.tick() == 0
    gone_by(40)
    assert await clockwork.tick() == 0
    assert (await again(loaded)).application.seq == seq
    assert await audit.broken_in(await row(CHAIN, loaded.application.id)) == []


LASTS = 9  # calendar days from now to the last day of a procedure


async def suspended() -> tuple[Loaded, date]:
    """In a special procedure from today, and its last day."""
    loaded = await handed_in(Branch("slow"))
    loaded = await go(loaded, "slow", ("accept", CLERK))
    until = today() + timedelta(days=LASTS)
    case = by_slug(loaded)["slow"]
    with pytest.raises(Invalid):
        await move(case.id, "suspend", OFFICER, opinion=Opinion("过去", until=today() - timedelta(days=1)))
    await move(case.id, "suspend", OFFICER, opinion=Opinion("专家评审", "expert_review", until=until))
    return await again(loaded), until


async def test_a_procedure_goes_on_through_its_last_day_and_is_over_with_it():
    loaded, until = await suspended()
    case = by_slug(loaded)["slow"]
    assert case.wake_on == str(until + timedelta(days=1)), "the clock looks the morning after, not later"
    for day in (1, LASTS - 1, LASTS):
        gone_by(day)
        assert await clockwork.tick() == 0
        await clockwork.wake(loaded.application.id, Moment(business_ms(), today()))  # for another case's sake, say
        assert (await states(loaded))["slow"] == "suspended"
    with pytest.raises(Conflict, match="illegal_move"):
        await move(case.id, "approve", OFFICER, opinion=WHY)
    gone_by(LASTS + 1)
    assert await clockwork.tick() == 1
    after = by_slug(await again(loaded))["slow"]
    assert (after.state, Clock.of_json(after.clock).stops[0].end) == ("in_review", until)
    assert await clockwork.tick() == 0


@pytest.mark.parametrize("late", [1, 2, 5, 30])
@pytest.mark.parametrize("who", ["clock", "officer"])
async def test_who_ends_a_procedure_late_gives_the_office_no_days(who: str, late: int):
    """The day that was expected while it lasted is the day that is due after it, whoever looks, and whenever."""
    loaded, until = await suspended()
    promised = loaded.application.due_on
    assert promised == str(working_days_from(until, DAYS))
    gone_by(LASTS + late)
    if who == "clock":
        assert await clockwork.tick() == 1
    else:
        await move(by_slug(loaded)["slow"].id, "resume", OFFICER, opinion=WHY)
    after = await again(loaded)
    case = by_slug(after)["slow"]
    assert (case.state, case.due_on) == ("in_review", promised)
    stop = Clock.of_json(case.clock).stops[0]
    assert (stop.planned, stop.end) == (until, until)
    overdue = date.fromisoformat(promised) < today()
    assert after.application.due_on == (str(CALENDAR.on_or_after(today())) if overdue else promised)
    assert case.lamp == ("red" if overdue else case.lamp)
    await worked()
    assert [letter for _, letter in letters].count("resumed") == 1


async def test_while_nobody_has_ended_a_procedure_the_day_of_the_sheet_is_as_if_they_had():
    loaded = await handed_in(Branch("slow"), Branch("other"))
    loaded = await go(loaded, "slow", ("accept", CLERK))
    until = today() + timedelta(days=LASTS)
    said = Opinion("公示", "public_notice", until=until)
    await move(by_slug(loaded)["slow"].id, "suspend", OFFICER, opinion=said)
    gone_by(LASTS + 3)
    loaded = await go(await again(loaded), "other", ("not_accept", CLERK))
    seen = loaded.application.due_on
    await clockwork.tick()
    assert (await again(loaded)).application.due_on == seen


async def test_a_procedure_that_ends_early_ends_on_the_day_that_somebody_says_so():
    loaded, until = await suspended()
    gone_by(LASTS - 4)
    await move(by_slug(loaded)["slow"].id, "resume", OFFICER, opinion=WHY)
    case = by_slug(await again(loaded))["slow"]
    assert Clock.of_json(case.clock).stops[0].end == today()
    assert case.due_on == str(working_days_from(today(), DAYS)) < str(working_days_from(until, DAYS))
    gone_by(LASTS + 1)
    await clockwork.tick()
    assert "case_resumed" in await kinds_once(loaded)


async def test_lamps_turn_with_the_days_quietly_and_a_revoked_one_stays_dark():
    loaded = await handed_in(Branch("one"))
    loaded = await go(loaded, "one", ("accept", CLERK))
    lit = []
    for day in range(12):
        gone_by(day)
        await clockwork.tick()
        lit.append(by_slug(await again(loaded))["one"].lamp)
    assert [lamp for n, lamp in enumerate(lit) if n == 0 or lit[n - 1] != lamp] == [lit[0], "yellow", "red"]
    await worked()
    assert "lamp_changed" not in {kind for kind, _ in letters}
    await move(by_slug(loaded)["one"].id, "revoke_lamp", By("supervisor", "s1"), opinion=WHY)
    gone_by(13)
    await clockwork.tick()
    assert by_slug(await again(loaded))["one"].lamp is None


async def test_one_application_that_cannot_be_woken_keeps_no_other_asleep():
    spoilt = await handed_in(Branch("silent", deemed=True))
    batch = db.Batch()
    batch.run("UPDATE applications SET scene_version = 'gone' WHERE id = $1", spoilt.application.id)
    await db.commit(batch)
    good = await handed_in(Branch("silent", deemed=True), caller=await person("19900990002", "19580105", "李秀英"))
    gone_by(40)
    assert await clockwork.tick() == 1
    assert await clockwork.tick() == 0, "the spoilt one is looked at again tomorrow"
    assert await states(good) == {"silent": "in_review"}


async def test_the_view_of_an_application_with_branches_says_what_waits():
    caller = await person()
    loaded = await handed_in(Branch("one"), Branch("two", ("one",)), caller=caller)
    view = await one(caller, loaded.application.id)
    assert [case.state for case in view.cases] == ["submitted", "submitted"]
    assert view.cases[1].waits_for
