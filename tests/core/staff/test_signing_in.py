"""Signing in to the desk, tried by an enemy: guessed, replayed, raced, locked; and sessions that end."""

import asyncio
from collections.abc import Iterator

import pytest

from core import db
from core.db.postgres import Postgres
from core.db.sqlite import Sqlite
from core.refusals import Invalid, Unauthenticated
from core.staff import Enrolled, Staff, begin_session, by_token, end_session, enrol, sign_in
from core.staff.sessions import IDLE_MS, LIFETIME_MS
from core.staff.signing_in import LOCKED_MS, TRIES
from core.staff.totp import STEP_S, code_at
from tests.core.staff.conftest import NOON_S, SECRET

pytestmark = pytest.mark.usefixtures("colleagues")
PASSWORD = "a long password"


def code(now_s: int = NOON_S, off: int = 0) -> str:
    return code_at(SECRET, now_s // STEP_S + off)


async def enter(now_s: int = NOON_S, *, name: str = "chen", password: str = PASSWORD, totp: str | None = None) -> Staff:
    return await sign_in(name, password, code(now_s) if totp is None else totp, now_s)


async def is_refused(now_s: int = NOON_S, **given: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        await enter(now_s, **given)
    assert (refused.value.code, refused.value.values) == ("sign_in_failed", {})


async def test_password_and_code_open_the_desk() -> None:
    who = await enter()
    assert (who.name, who.shown_name, who.department, who.roles) == (
        "chen",
        "陈立",
        "donghu-civil-affairs",
        ("officer",),
    )


async def test_a_department_sees_its_own_cases_and_those_below_it() -> None:
    assert (await enter()).sees == ("donghu-civil-affairs",)
    above = await enter(name="luo", password="another password")
    assert set(above.sees) == {
        "civil-affairs",
        "donghu-civil-affairs",
        "xiling-civil-affairs",
        "wangchuan-civil-affairs",
    }


@pytest.mark.parametrize(
    "given",
    [
        {"password": "wrong"},
        {"password": ""},
        {"password": PASSWORD + "\0"},
        {"totp": "000000"},
        {"totp": ""},
        {"name": "nobody"},
        {"name": "CHEN"},
        {"name": ""},
        {"name": "x" * 5000},
        {"password": "x" * 100_000},
    ],
    ids=str,
)
async def test_whatever_is_wrong_is_answered_alike(given: dict[str, str]) -> None:
    await is_refused(**given)


async def test_a_code_is_good_once() -> None:
    await enter()
    await is_refused()
    await is_refused(NOON_S + 5)
    await enter(NOON_S + STEP_S)


async def test_a_code_of_a_step_that_went_before_a_used_one_is_as_good_as_used() -> None:
    await enter(totp=code(off=1))
    await is_refused(totp=code())
    await is_refused(totp=code(off=-1))


async def test_of_many_who_bring_the_same_code_one_comes_in() -> None:
    found = await asyncio.gather(*(enter() for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(one, Staff) for one in found) == 1
    assert all(isinstance(one, Staff | Unauthenticated) for one in found)


async def test_five_wrong_tries_lock_the_name_and_time_opens_it() -> None:
    for _ in range(TRIES):
        await is_refused(password="wrong")
    await is_refused()
    later = NOON_S + LOCKED_MS // 1000
    await is_refused(later - 1)
    await enter(later)


async def test_tries_side_by_side_all_count() -> None:
    await asyncio.gather(*(enter(password="wrong") for _ in range(TRIES)), return_exceptions=True)
    await is_refused()


async def test_a_right_try_forgets_the_wrong_ones() -> None:
    now = NOON_S
    for _ in range(3):
        for _ in range(TRIES - 1):
            await is_refused(now, password="wrong")
        await enter(now)
        now += STEP_S


async def test_a_lock_is_not_made_longer_by_trying_on() -> None:
    for _ in range(3 * TRIES):
        await is_refused(password="wrong")
    await enter(NOON_S + LOCKED_MS // 1000)


async def test_who_was_let_go_comes_in_no_more_and_their_session_ends() -> None:
    token, _ = await begin_session(await enter())
    assert await by_token(token) is not None
    await _set("UPDATE staff SET disabled_at = 1 WHERE name = 'chen'")
    assert await by_token(token) is None
    await is_refused(NOON_S + STEP_S)


async def test_an_unknown_name_costs_the_same_trips_as_a_known_one(trips: list[str]) -> None:
    await is_refused(password="wrong")
    known = list(trips)
    trips.clear()
    await is_refused(name="nobody", password="wrong")
    assert trips == known


async def test_a_session_is_its_token_and_ends_when_told() -> None:
    who = await enter()
    token, _ = await begin_session(who)
    found = await by_token(token)
    assert found == who
    assert found is not None
    kept = await db.rows("SELECT token_hash FROM staff_sessions")
    assert token not in str(kept)
    for forged in ("", token[:-1], token + "x", token.swapcase(), "x" * 10_000, "\udcff"):
        assert await by_token(forged) is None
    await end_session(found.session_id)
    await end_session(found.session_id)
    assert await by_token(token) is None


@pytest.mark.parametrize(("column", "ms"), [("seen_at", IDLE_MS), ("expires_at", LIFETIME_MS)])
async def test_a_session_ends_by_itself(column: str, ms: int) -> None:
    token, _ = await begin_session(await enter())
    await _set(f"UPDATE staff_sessions SET {column} = {column} - {ms - 60_000}")
    assert await by_token(token) is not None
    await _set(f"UPDATE staff_sessions SET {column} = {column} - {120_000 if column == 'expires_at' else ms}")
    assert await by_token(token) is None


async def test_using_the_desk_keeps_it_open() -> None:
    token, _ = await begin_session(await enter())
    for _ in range(5):
        await _set(f"UPDATE staff_sessions SET seen_at = seen_at - {IDLE_MS - 60_000}")
        assert await by_token(token) is not None


async def test_neither_passwords_nor_secrets_lie_open() -> None:
    (row,) = await db.rows("SELECT password_hash, totp_secret FROM staff WHERE name = 'chen'")
    assert row["password_hash"].startswith("$argon2id$")
    assert SECRET.encode() not in bytes(row["totp_secret"])


async def test_who_is_there_already_stays_as_they_are_even_when_two_houses_open_at_once() -> None:
    new = Enrolled("sun", "p", SECRET, "donghu-civil-affairs", ("clerk",))
    await asyncio.gather(*(enrol([new]) for _ in range(4)))
    await enrol([Enrolled("chen", "other", SECRET, "civil-affairs", ("auditor",))])
    found = await db.rows("SELECT name, department FROM staff ORDER BY name")
    assert [(row["name"], row["department"]) for row in found] == [
        ("chen", "donghu-civil-affairs"),
        ("luo", "civil-affairs"),
        ("sun", "donghu-civil-affairs"),
    ]


async def test_departments_and_roles_that_are_none_are_all_said_at_once() -> None:
    wrong = Enrolled("x", "p", SECRET, "nowhere", ("king", "officer", "queen"))
    with pytest.raises(Invalid) as refused:
        await enrol([wrong])
    assert [one.code for one in refused.value.defects] == ["department_unknown", "role_unknown", "role_unknown"]


@pytest.fixture
def trips() -> Iterator[list[str]]:
    """Every round trip to the database, counted at our own two clients."""
    counted: list[str] = []
    undo = [_counting(client, name, counted) for client in (Sqlite, Postgres) for name in ("fetch", "run")]
    yield counted
    for give_back in undo:
        give_back()


def _counting(client: type, name: str, counted: list[str]):
    real = getattr(client, name)

    async def counting(self, *args):
        counted.append(name)
        return await real(self, *args)

    setattr(client, name, counting)
    return lambda: setattr(client, name, real)


async def _set(sql: str) -> None:
    batch = db.Batch()
    batch.run(sql)
    await db.commit(batch)
