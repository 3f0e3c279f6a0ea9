"""From what happened to a letter in the inbox and a text on the phone, once."""

import pytest

from core import db, outbox
from core.applications.guards import Opinion
from core.applications.history import By
from core.db import Batch
from core.refusals import NotFound
from notifications import deliveries, inbox, ladder
from notifications.ladder import Told
from tests.notifications.offices import TITLE, all_written, applied, licensed, moved, open_city
from tests.notifications.posting import landed
from tests.vendors.pretend import World

PHONE, OTHER = "19900990001", "19900990002"
CLERK, OFFICER, RULE = By("clerk", "c1"), By("officer", "o1"), By("rule")
NO = Opinion("照片看不清", "unreadable", "可以在 60 日内申请行政复议")


@pytest.fixture(autouse=True)
def city(pretend: World) -> None:
    open_city()


async def told(pretend: World, phone: str = PHONE) -> list[str]:
    """What is on the phone after everything was written and delivered, oldest first."""
    await all_written()
    while await deliveries.work_once():
        pass
    return list(reversed(await landed(pretend, phone)))


async def test_a_submitted_application_is_told_in_the_persons_own_words(pretend: World) -> None:
    application = await applied(PHONE)
    (text,) = await told(pretend)
    assert text.startswith(f"【掌办】“{TITLE}”已交东湖区民政局，最晚12月3日（周四）答复您。看进度回“查询 ")
    (letter,) = (await inbox.inbox(application.citizen_id)).items
    assert text.endswith(f"（校验码 {letter.code}）")
    assert letter.title == f"“{TITLE}”已交给东湖区民政局"
    assert "云川市东湖区民政局" in letter.body
    assert "0990-6600001" in letter.body
    assert application.query_code
    assert application.query_code[:4] in letter.body


async def test_several_offices_are_counted(pretend: World) -> None:
    await applied(PHONE, ("civil", "police"))
    assert "已交东湖区民政局等2个部门" in (await told(pretend))[0]


async def test_every_step_to_the_licence_brings_its_text(pretend: World) -> None:
    application = await applied(PHONE)
    for move in ("accept", "begin_review", "approve", "certify"):
        await all_written()
        application = await moved(application, move, RULE)
    await licensed(application)
    await moved(application, "deliver", RULE)
    texts = await told(pretend)
    assert [text.split("。")[0].removeprefix("【掌办】") for text in texts] == [
        f"“{TITLE}”已交东湖区民政局，最晚12月3日（周四）答复您",
        f"东湖区民政局已受理“{TITLE}”，最晚12月8日（周二）答复您",
        f"东湖区民政局批准了“{TITLE}”，余下的手续我们接着办",
        "您的老年人优待证办好了，在掌办“我的证照”里，出示上面的码就能用",
    ]


@pytest.mark.parametrize(
    ("before", "move", "by", "says"),
    [
        ((), "return", CLERK, "照片看不清"),
        ((), "ask_correction", CLERK, "请您在12月3日（周四）前一次补齐"),
        ((), "not_accept", CLERK, "60 日内申请行政复议"),
        (("accept", "begin_review"), "deny", OFFICER, "60 日内申请行政复议"),
        (("accept", "begin_review"), "suspend", OFFICER, "照片看不清"),
        (("accept", "begin_review"), "forward", OFFICER, "转给上级部门"),
        ((), "withdraw", By("applicant"), "已经按您的要求撤回"),
        ((), "void", By("supervisor", "s1"), "照片看不清"),
    ],
)
async def test_a_refusal_or_request_says_why_in_the_letter_and_not_in_the_text(
    pretend: World, before: tuple[str, ...], move: str, by: By, says: str
) -> None:
    application = await applied(PHONE)
    for step in before:
        application = await moved(application, step, RULE)
    await moved(application, move, by, NO)
    texts = await told(pretend)
    letter = (await inbox.inbox(application.citizen_id)).items[0]
    assert says in letter.body
    assert TITLE in texts[-1]
    assert "照片看不清" not in texts[-1]


async def test_the_same_event_again_makes_no_second_letter(pretend: World) -> None:
    await applied(PHONE)
    await told(pretend)
    batch = Batch()
    batch.run("UPDATE outbox SET state = 0, locked_until = NULL")
    await db.commit(batch)
    assert len(await told(pretend)) == 1
    assert await db.table_counts("letters", "deliveries") == {"letters": 1, "deliveries": 1}


async def test_a_letter_nobody_wrote_or_that_lacks_a_value_is_a_dead_row(pretend: World) -> None:
    application = await applied(PHONE)
    application = await moved(application, "accept", RULE)
    await moved(application, "begin_review", RULE)
    batch = Batch()
    batch.run("UPDATE outbox SET payload = replace(payload, '\"accepted\"', '\"nobody-wrote-it\"')")
    await db.commit(batch)
    batch = Batch()
    batch.run("UPDATE outbox SET payload = replace(payload, '\"submitted\"', '\"licence_ready\"')")
    await db.commit(batch)
    assert await told(pretend) == []
    errors = {row["last_error"] for row in await outbox.dead()}
    assert len(errors) == 2
    assert any("letter_unknown nobody-wrote-it" in error for error in errors)
    assert any("letter_value_missing licence_ready" in error and "licence" in error for error in errors)


async def test_who_switched_texts_off_still_gets_what_the_law_wants_told(pretend: World) -> None:
    application = await applied(PHONE)
    await told(pretend)
    batch = Batch()
    ladder.prefer(batch, application.citizen_id, sms=False)
    await db.commit(batch)
    application = await moved(application, "withdraw", By("applicant"))
    again = await applied(PHONE)
    await moved(again, "accept", RULE)
    texts = await told(pretend)
    assert [("已受理" in text) for text in texts] == [False, True]
    assert len((await inbox.inbox(application.citizen_id)).items) == 4


async def test_people_are_told_beforehand_how_they_will_be_told(pretend: World) -> None:
    application = await applied(PHONE)
    assert await ladder.told(application.citizen_id) == (
        Told("您本人", "掌办里的“通知”"),
        Told("您本人", "发到 199****0001 的短信"),
    )
    batch = Batch()
    ladder.prefer(batch, application.citizen_id, sms=False)
    await db.commit(batch)
    assert await ladder.told(application.citizen_id) == (Told("您本人", "掌办里的“通知”"),)
    with pytest.raises(NotFound):
        await ladder.told("nobody")


async def test_an_inbox_is_its_owners_and_pages_newest_first(pretend: World) -> None:
    mine, theirs = await applied(PHONE), await applied(OTHER)
    await moved(mine, "accept", RULE)
    await all_written()
    page = await inbox.inbox(mine.citizen_id, limit=1)
    rest = await inbox.inbox(mine.citizen_id, limit=5, after=page.next)
    assert (len(page.items), page.unread, len(rest.items), rest.next) == (1, 2, 1, None)
    assert "已受理" in page.items[0].title
    with pytest.raises(NotFound):
        await inbox.read(theirs.citizen_id, page.items[0].id)
    assert (await inbox.read(mine.citizen_id, page.items[0].id)).read
    assert (await inbox.inbox(mine.citizen_id)).unread == 1
