"""Whoever has said yes hears how it goes on: once, in their own channels, and nothing that is the applicant's alone."""

from collections.abc import AsyncIterator

import pytest

from core import db, documents, faults, outbox, serials
from core.applications import confirm, move, one, publish, withdraw
from core.applications.guards import Opinion
from core.applications.history import By
from core.citizens import Caller
from core.db import Batch
from core.ids import new_id
from notifications import deliveries, inbox, ladder, writing
from notifications.inbox import Inboxed
from tests.conftest import ROOT
from tests.core.applications.couple import (
    FATHER,
    MOTHER,
    SOMEBODY,
    TITLE,
    father,
    mother,
    open_small_city,
    submitted,
)
from tests.notifications.offices import all_written
from tests.notifications.posting import landed
from tests.vendors.pretend import World

ROLE = "co_applicant"
CLERK, OFFICER, BOSS = By("clerk", "c1"), By("officer", "o1"), By("supervisor", "b1")
SECRET = "银行卡照片看不清"
REASONS = {"return": "unreadable", "suspend": "hearing"}


@pytest.fixture(autouse=True)
async def small(pretend: World) -> AsyncIterator[None]:
    open_small_city()
    documents.use(documents.load(ROOT / "city" / "documents", "http://city.example/verify"))
    outbox.forget_consumers()
    writing.register()
    serials.forget_blocks()
    await publish()
    yield
    outbox.forget_consumers()
    faults.disarm()


async def both() -> tuple[Caller, Caller, str]:
    """Sent by her, confirmed by him; the first of its two cases has begun."""
    she, he = await mother(), await father()
    application_id = await submitted(she)
    await confirm(he, application_id, ROLE)
    return she, he, application_id


async def walked(application_id: str, *moves: tuple[str, By]) -> None:
    """The first case, step by step, with an opinion that is nobody else's business."""
    row = await db.row("SELECT id FROM cases WHERE application_id = $1 ORDER BY position LIMIT 1", application_id)
    assert row
    for name, by in moves:
        said = Opinion(SECRET, REASONS.get(name), "可以申请行政复议")
        await move(row["id"], name, by, opinion=said)


async def letters_of(who: Caller) -> list[Inboxed]:
    """The oldest first."""
    await all_written()
    return list(reversed((await inbox.inbox(who.citizen_id, limit=100)).items))


async def kinds_of(who: Caller) -> list[str]:
    return [letter.kind for letter in await letters_of(who)]


async def on(pretend: World, phone: str) -> list[str]:
    """What is on that phone after everything was written and delivered, oldest first."""
    await all_written()
    while await deliveries.work_once():
        pass
    return list(reversed(await landed(pretend, phone)))


async def test_from_the_yes_to_the_result_he_hears_each_step_once_and_she_what_she_always_heard(pretend: World) -> None:
    she, he, application_id = await both()
    await walked(application_id, ("accept", CLERK), ("approve", OFFICER))
    assert await kinds_of(he) == ["confirmation_asked", "party_confirmed", "accepted", "decided"]
    hers = await kinds_of(she)
    assert [kind for kind in hers if kind != "licence_ready"] == [
        "awaits_party",
        "party_confirmed",
        "accepted",
        "decided",
    ]
    titles = [letter.title for letter in await letters_of(he)]
    assert titles[1:] == [f"“{TITLE}”的确认收到了", "市卫健委已受理“出生医学证明”", "市卫健委批准了“出生医学证明”"]
    texts = await on(pretend, FATHER)
    assert [text.partition("，")[0].removeprefix("【掌办】") for text in texts[1:]] == ["市卫健委批准了“出生医学证明”"]
    assert await outbox.dead() == []


@pytest.mark.parametrize(
    ("moves", "last"),
    [
        ([("not_accept", CLERK)], "not_accepted"),
        ([("accept", CLERK), ("deny", OFFICER)], "denied"),
        ([("accept", CLERK), ("suspend", OFFICER)], "suspended"),
        ([("accept", CLERK), ("suspend", OFFICER), ("resume", OFFICER)], "resumed"),
        ([("accept", CLERK), ("ask_extension", OFFICER), ("approve_extension", By("officer", "o2"))], "extended"),
        ([("accept", CLERK), ("forward", OFFICER)], "forwarded"),
        ([("accept", CLERK), ("forward", OFFICER), ("close", OFFICER)], "closed"),
        ([("void", BOSS)], "voided"),
    ],
)
async def test_what_an_office_says_of_it_is_told_to_her_alone(
    pretend: World, moves: list[tuple[str, By]], last: str
) -> None:
    she, he, application_id = await both()
    await walked(application_id, *moves)
    assert last in await kinds_of(he)
    his = await letters_of(he)
    told = " ".join(letter.title + letter.body for letter in his) + " ".join(await on(pretend, FATHER))
    view = await one(she, application_id)
    for kept in (SECRET, "行政复议", "何静", "林浩", "林小满", MOTHER, SOMEBODY, view.query_code or "?"):
        assert kept not in told
    assert "None" not in told
    if last in {"not_accepted", "denied", "suspended", "voided"}:
        assert any(SECRET in letter.body for letter in await letters_of(she))


@pytest.mark.parametrize(("name", "kind"), [("ask_correction", "correction"), ("return", "returned")])
async def test_what_she_has_to_put_right_is_hers(pretend: World, name: str, kind: str) -> None:
    she, he, application_id = await both()
    await walked(application_id, (name, CLERK))
    assert (await kinds_of(she))[-1] == kind
    assert (await kinds_of(he))[-1] == "party_confirmed"


async def test_money_is_hers_alone(pretend: World) -> None:
    she, he, application_id = await both()
    await walked(application_id, ("accept", CLERK), ("approve", OFFICER))
    second = await db.row("SELECT id, state FROM cases WHERE application_id = $1 AND position = 1", application_id)
    assert second
    await move(second["id"], "accept", CLERK)
    await move(second["id"], "paid", By("cashier"))
    assert {"to_pay", "paid"} <= set(await kinds_of(she))
    assert not {"to_pay", "paid"} & set(await kinds_of(he))
    assert not any("20" in letter.body and "元" in letter.body for letter in await letters_of(he))


async def test_a_withdrawal_is_one_letter_to_each_however_many_offices(pretend: World) -> None:
    she, he, application_id = await both()
    await withdraw(she, application_id, "我们再商量商量")
    assert (await kinds_of(she))[-1] == (await kinds_of(he))[-1] == "withdrawn"
    assert (await kinds_of(he)).count("withdrawn") == 1
    his = (await letters_of(he))[-1]
    assert "您的要求" not in his.body
    assert "何*撤回了" in his.body
    assert "商量商量" not in his.body
    assert "申请人撤回了" in (await on(pretend, FATHER))[-1]


async def test_who_was_asked_and_has_not_answered_or_said_no_hears_nothing_more(pretend: World) -> None:
    she, he = await mother(), await father()
    first, second = await submitted(she), await submitted(she)
    await withdraw(she, first, "")
    await confirm(he, second, ROLE, agree=False)
    assert await kinds_of(he) == ["confirmation_asked", "confirmation_asked"]
    assert len(await on(pretend, FATHER)) == 2


async def test_what_happened_before_the_yes_is_not_told_afterwards(pretend: World) -> None:
    she, he = await mother(), await father()
    application_id = await submitted(she)
    row = await db.row("SELECT id FROM cases WHERE application_id = $1 AND position = 1", application_id)
    assert row
    await withdraw(she, application_id, "", (row["id"],))
    await db.tx(lambda: db.execute("UPDATE events SET at = at - 1000"))
    await confirm(he, application_id, ROLE)
    assert await kinds_of(he) == ["confirmation_asked", "party_confirmed"]


async def test_a_citizen_who_is_in_it_in_several_roles_gets_one_letter(pretend: World) -> None:
    she, he, application_id = await both()
    batch = Batch()
    for who, role in ((he, "payer"), (he, "contact"), (she, "contact")):
        told = {"id": new_id(), "application_id": application_id, "role": role, "citizen_id": who.citizen_id}
        batch.insert("parties", {**told, "state": "confirmed", "confirmed_at": 1})
    await db.commit(batch)
    before = len(await letters_of(she)), len(await letters_of(he))
    await walked(application_id, ("accept", CLERK))
    assert (len(await letters_of(she)), len(await letters_of(he))) == (before[0] + 1, before[1] + 1)


async def test_the_same_events_again_bring_nobody_a_second_letter(pretend: World) -> None:
    she, he, application_id = await both()
    await walked(application_id, ("accept", CLERK), ("deny", OFFICER))
    before = await kinds_of(she), await kinds_of(he), await on(pretend, MOTHER), await on(pretend, FATHER)
    for _ in range(2):
        await db.tx(lambda: db.execute("UPDATE outbox SET state = 0, locked_until = NULL"))
        assert await outbox.dead() == []
        assert (await kinds_of(she), await kinds_of(he)) == before[:2]
    assert (await on(pretend, MOTHER), await on(pretend, FATHER)) == before[2:]


async def test_a_letter_of_his_that_is_missing_is_written_though_hers_is_there(pretend: World) -> None:
    she, he, application_id = await both()
    await walked(application_id, ("accept", CLERK))
    whole = await kinds_of(she), await kinds_of(he)
    await db.tx(lambda: db.execute("DELETE FROM letters WHERE citizen_id = $1 AND kind = 'accepted'", he.citizen_id))
    await db.tx(lambda: db.execute("UPDATE outbox SET state = 0, locked_until = NULL"))
    assert (await kinds_of(she), await kinds_of(he)) == whole


async def test_each_is_told_in_their_own_channel(pretend: World) -> None:
    _, he, application_id = await both()
    batch = Batch()
    ladder.prefer(batch, he.citizen_id, sms=False)
    await db.commit(batch)
    texts = len(await on(pretend, FATHER))
    await walked(application_id, ("accept", CLERK), ("deny", OFFICER))
    assert (await kinds_of(he))[-2:] == ["denied", "called_off"]
    assert len(await on(pretend, FATHER)) == texts
    assert "没有批准" in (await on(pretend, MOTHER))[-2]


async def test_he_is_told_at_his_own_phone_whatever_phone_the_sheet_names(pretend: World) -> None:
    she, he = await mother(), await father()
    application_id = await submitted(she, other_phone=SOMEBODY)
    await confirm(he, application_id, ROLE)
    await walked(application_id, ("accept", CLERK), ("deny", OFFICER))
    assert "没有批准" in (await on(pretend, FATHER))[-2]
    assert await on(pretend, SOMEBODY) == []


async def test_a_letter_of_his_is_his_and_its_code_is_real(pretend: World) -> None:
    she, he, application_id = await both()
    await walked(application_id, ("accept", CLERK))
    his, hers = (await letters_of(he))[-1], (await letters_of(she))[-1]
    assert his.code != hers.code
    assert his.application_id == hers.application_id == application_id
    with pytest.raises(Exception, match="letter_unknown"):
        await inbox.read(she.citizen_id, his.id)
