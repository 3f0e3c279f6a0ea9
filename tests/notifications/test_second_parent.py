"""The letter to somebody of an application who may be no citizen yet, and what the applicant is told meanwhile."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core import db, outbox, serials
from core.applications import begin, clockwork, publish
from core.applications.confirming import confirm
from core.citizens import sign_in
from core.db import Batch
from core.house import working_days_from
from core.time import today, travel_by
from notifications import deliveries, inbox, ladder, writing
from notifications.ladder import Told
from tests.core.applications.couple import (
    FATHER,
    FATHER_BORN,
    MOTHER,
    OTHER,
    SOMEBODY,
    TITLE,
    answers,
    father,
    mother,
    number_of,
    open_small_city,
    submitted,
)
from tests.core.applications.world import LOCAL
from tests.core.applications.world import Told as Knows
from tests.notifications.offices import all_written
from tests.notifications.posting import landed
from tests.vendors.pretend import World

HIS_WAYS = (
    Told(OTHER, "请对方确认的短信，发到 199****0002；对方在掌办登记过手机的，发到登记的手机"),
    Told(OTHER, "确认以后有进展，发到对方掌办里的“通知”，要紧的再发短信"),
)


@pytest.fixture(autouse=True)
async def small(pretend: World) -> AsyncIterator[None]:
    open_small_city()
    outbox.forget_consumers()
    writing.register()
    serials.forget_blocks()
    await publish()
    yield
    outbox.forget_consumers()
    travel_by(timedelta)


async def on(pretend: World, phone: str) -> list[str]:
    """What is on that phone after everything was written and delivered, oldest first."""
    await all_written()
    while await deliveries.work_once():
        pass
    return list(reversed(await landed(pretend, phone)))


async def test_a_phone_that_is_nobodys_yet_is_told_who_asks_for_what_and_nothing_else(pretend: World) -> None:
    await submitted(await mother())
    (text,) = await on(pretend, FATHER)
    assert text.startswith(f"【掌办】何*办“{TITLE}”，请您在")
    assert "何静" not in text
    assert "林" not in text
    letter = await db.row("SELECT citizen_id FROM letters WHERE kind = 'confirmation_asked'")
    assert letter is not None
    assert letter["citizen_id"] is None


async def test_who_is_a_citizen_already_is_told_at_their_own_phone_and_in_their_inbox(pretend: World) -> None:
    he = await father()
    await submitted(await mother(), other_phone=SOMEBODY)
    assert await on(pretend, SOMEBODY) == []
    assert len(await on(pretend, FATHER)) == 1
    (letter,) = (await inbox.inbox(he.citizen_id)).items
    assert letter.title == f"何*请您确认“{TITLE}”"
    assert letter.application_id


async def test_a_phone_of_somebody_else_brings_the_letter_into_nobodys_inbox(pretend: World) -> None:
    stranger = await sign_in("sms", SOMEBODY, SOMEBODY)
    await submitted(await mother(), other_phone=SOMEBODY)
    assert len(await on(pretend, SOMEBODY)) == 1
    assert (await inbox.inbox(stranger.id)).items == ()


async def test_what_has_to_be_answered_is_told_even_where_texts_are_switched_off(pretend: World) -> None:
    he = await father()
    batch = Batch()
    ladder.prefer(batch, he.citizen_id, sms=False)
    await db.commit(batch)
    await submitted(await mother())
    assert len(await on(pretend, FATHER)) == 1


async def test_the_applicant_is_told_who_is_waited_for_and_then_that_it_goes_on(pretend: World) -> None:
    she, he = await mother(), await father()
    application_id = await submitted(she)
    (text,) = await on(pretend, MOTHER)
    assert text.startswith(f"【掌办】“{TITLE}”等{OTHER}在")
    assert "答复您" not in text, "no day is promised that hangs on another person"
    await confirm(he, application_id, "co_applicant")
    (_, text) = await on(pretend, MOTHER)
    assert text.startswith(f"【掌办】{OTHER}已确认“{TITLE}”，已交市卫健委等2个部门，最晚")
    assert len(await on(pretend, FATHER)) == 1


async def test_a_no_is_one_letter_whatever_number_of_offices(pretend: World) -> None:
    she, he = await mother(), await father()
    application_id = await submitted(she)
    await confirm(he, application_id, "co_applicant", agree=False, reason="名字不对")
    (_, text) = await on(pretend, MOTHER)
    assert text.startswith(f"【掌办】{OTHER}没有同意“{TITLE}”")
    assert "名字不对" not in text
    assert await outbox.dead() == []


async def test_silence_is_one_letter_too(pretend: World) -> None:
    await submitted(await mother())
    last = working_days_from(today(), 10)
    assert last
    ahead = last + timedelta(days=1) - today()
    travel_by(lambda: ahead)
    await clockwork.tick()
    texts = await on(pretend, MOTHER)
    assert [OTHER in text for text in texts] == [True, True]
    assert "没有等到" in texts[-1]
    assert await outbox.dead() == []


async def test_people_are_told_beforehand_who_else_will_get_a_text(pretend: World) -> None:
    she = await mother()
    sheet = await begin(she, "child", answers(), knowledge=Knows(LOCAL))
    told = await ladder.told(she.citizen_id, sheet.parties)
    assert told[-2:] == HIS_WAYS
    await father()  # that he has an account, and which phone, is nobody else's to learn
    assert (await ladder.told(she.citizen_id, sheet.parties))[-2:] == HIS_WAYS
    alone = await begin(she, "child", answers(other_id_number=None), knowledge=Knows(LOCAL))
    assert OTHER not in [one.party for one in await ladder.told(she.citizen_id, alone.parties)]
    assert number_of(FATHER, FATHER_BORN) not in str(sheet.parties)
