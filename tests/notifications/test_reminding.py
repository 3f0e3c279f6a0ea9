"""A day that somebody asked about: asked once, told once whatever crashes, dropped at will."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core import db, faults, reminders
from core.citizens import Caller, sign_in
from core.house import house, open_house
from core.refusals import Conflict, NotAllowed, NotFound
from core.scenes import City
from core.time import today, travel_by
from notifications import deliveries, inbox, reminding
from notifications.ladder import prefer
from tests.core.applications.world import LOCAL, Told, person
from tests.notifications.posting import landed
from tests.vendors.pretend import World

PHONE, KNOWLEDGE = "19900990001", Told()
TOLD_OF = "您请我们提醒的事：“我要办老年证”从"


class Crash(Exception):
    """A worker that ends in the middle."""


@pytest.fixture(autouse=True)
def at_home(pretend: World, city: City) -> Iterator[None]:
    open_house(city, house().calendar)
    yield
    faults.disarm()
    travel_by(timedelta)


def birthday(days: int, years: int = 60) -> str:
    """Born so that the 60th birthday is so many days from today."""
    day = today() + timedelta(days=days)
    return f"{day.year - years}{day:%m%d}" if (day.month, day.day) != (2, 29) else f"{day.year - years}0301"


async def she(days: int = 100) -> Caller:
    return await person(PHONE, birthday(days), "李秀兰")


async def asked(days: int = 100) -> tuple[Caller, reminders.ReminderView]:
    caller = await she(days)
    return caller, await reminders.ask(caller, "senior-card", knowledge=KNOWLEDGE)


def go_to(day: str) -> None:
    """Business time travels; the real clock stays."""
    ahead = date.fromisoformat(day) - today()
    travel_by(lambda: ahead)


async def all_told() -> None:
    while await reminding.work_once():
        pass


async def letters_of(caller: Caller) -> list[str]:
    return [letter.title for letter in (await inbox.inbox(caller.citizen_id)).items]


async def test_who_asks_twice_is_remembered_once(pretend: World) -> None:
    caller, first = await asked()
    again = await reminders.ask(caller, "senior-card", knowledge=KNOWLEDGE)
    assert again == first
    assert await reminders.mine(caller) == (first,)
    possible, tell = date.fromisoformat(first.possible_on), date.fromisoformat(first.tell_on)
    assert (possible - tell, first.state, first.title) == (timedelta(days=30), "waiting", "我要办老年证")


async def test_nobody_is_told_before_the_day_and_everybody_once_on_it(pretend: World) -> None:
    caller, reminder = await asked()
    go_to((date.fromisoformat(reminder.tell_on) - timedelta(days=1)).isoformat())
    await all_told()
    assert await letters_of(caller) == []
    travel_by(timedelta)
    go_to(reminder.tell_on)
    await all_told()
    await all_told()
    while await deliveries.work_once():
        pass
    assert len(await letters_of(caller)) == 1
    texts = await landed(pretend, PHONE)
    assert len(texts) == 1
    assert TOLD_OF in texts[0]
    assert len(texts[0]) <= 70
    assert [one.state for one in await reminders.mine(caller)] == ["told"]


async def test_a_day_for_telling_that_is_past_is_today(pretend: World) -> None:
    caller, reminder = await asked(days=10)
    assert reminder.tell_on == today().isoformat()
    assert await reminding.work_once() == 1
    assert len(await letters_of(caller)) == 1


async def test_two_workers_tell_once(pretend: World) -> None:
    caller, _ = await asked(days=10)
    told = await asyncio.gather(*(reminding.work_once() for _ in range(4)))
    assert sum(told) == 1
    assert len(await letters_of(caller)) == 1


@pytest.mark.parametrize("point", ["reminders_claimed", "reminders_written"])
async def test_a_crash_before_all_is_durable_loses_nothing_and_doubles_nothing(pretend: World, point: str) -> None:
    def crash() -> None:
        raise Crash

    caller, _ = await asked(days=10)
    faults.arm(point, crash)
    with pytest.raises(Crash):
        await reminding.work_once()
    assert await letters_of(caller) == []
    assert (await reminders.mine(caller))[0].state == "waiting"
    faults.disarm()
    await all_told()
    assert len(await letters_of(caller)) == 1


async def test_what_was_dropped_is_not_told_until_it_is_asked_for_again(pretend: World) -> None:
    caller, reminder = await asked(days=10)
    assert (await reminders.drop(caller, reminder.id)).state == "dropped"
    assert (await reminders.drop(caller, reminder.id)).state == "dropped"
    await all_told()
    assert await letters_of(caller) == []
    again = await reminders.ask(caller, "senior-card", knowledge=KNOWLEDGE)
    assert (again.id, again.state) == (reminder.id, "waiting")
    await all_told()
    assert len(await letters_of(caller)) == 1
    with pytest.raises(Conflict, match="reminded_already"):
        await reminders.drop(caller, reminder.id)
    assert (await reminders.ask(caller, "senior-card", knowledge=KNOWLEDGE)).state == "told"


async def test_anothers_reminder_is_not_there(pretend: World) -> None:
    caller, reminder = await asked()
    other = await person("19900990002", birthday(100), "王建国")
    with pytest.raises(NotFound, match="reminder_unknown"):
        await reminders.drop(other, reminder.id)
    assert await reminders.mine(other) == ()
    assert (await reminders.mine(caller))[0].state == "waiting"


async def test_without_a_day_to_wait_for_nothing_is_remembered(pretend: World) -> None:
    old_enough = await person(PHONE, birthday(0), "王建国")
    with pytest.raises(Conflict, match="nothing_to_remind"):
        await reminders.ask(old_enough, "senior-card", knowledge=KNOWLEDGE)
    with pytest.raises(NotFound, match="scene_unknown"):
        await reminders.ask(old_enough, "moon", knowledge=KNOWLEDGE)
    citizen = await sign_in("sms", "19900990003", "19900990003")
    nobody_yet = Caller(citizen.id, "session", "sms", citizen.assurance)
    with pytest.raises(NotAllowed, match="assurance_needed"):
        await reminders.ask(nobody_yet, "senior-card", knowledge=KNOWLEDGE)
    assert await db.table_counts("reminders") == {"reminders": 0}


async def test_the_birthday_is_promised_while_a_register_does_not_answer(pretend: World) -> None:
    silent = Told({path: value for path, value in LOCAL.items() if not path.startswith("registry")})
    assert (await reminders.ask(await she(), "senior-card", knowledge=silent)).state == "waiting"


async def test_who_switched_texts_off_finds_it_in_the_inbox_only(pretend: World) -> None:
    caller, _ = await asked(days=10)
    batch = db.Batch()
    prefer(batch, caller.citizen_id, sms=False)
    await db.commit(batch)
    await all_told()
    assert len(await letters_of(caller)) == 1
    assert await db.table_counts("deliveries") == {"deliveries": 0}


async def test_a_scene_that_the_city_gave_up_is_not_spoken_of(pretend: World) -> None:
    caller, _ = await asked(days=10)
    scenes = {slug: scene for slug, scene in house().city.scenes.items() if slug != "senior-card"}
    open_house(replace(house().city, scenes=scenes), house().calendar)
    await all_told()
    assert await letters_of(caller) == []
    assert not await reminders.is_due(today())
