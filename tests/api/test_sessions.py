"""Sessions and visits: tokens are hashed, notes sealed, sign-in changes the token, forms prove where they come from."""

from collections.abc import AsyncIterator

import pytest

from api import sessions
from api.visits import Visit, device_of
from core import crypto, db
from core.citizens import sign_in
from core.crypto import Keyring
from core.db import Batch
from core.refusals import Invalid, NotAllowed, Unauthenticated
from core.time import now_ms

RING = Keyring("k", {"k": bytes(range(32))}, "k", {"k": bytes(range(1, 33))})
PHONE = "19900990001"


@pytest.fixture
async def house(database: str) -> AsyncIterator[None]:
    with crypto.using(RING):
        yield


async def a_citizen() -> str:
    return (await sign_in("phone", PHONE, PHONE)).id


def visit(token: str | None = None, session: sessions.Session | None = None) -> Visit:
    return Visit(token, session, "Chrome", secure=True)


async def test_a_token_finds_its_citizen_and_is_not_stored(house: None) -> None:
    token, citizen_id = sessions.new_token(), await a_citizen()
    await sessions.begin(token, citizen_id=citizen_id, channel="sms", face="api")
    found = await sessions.by_token(token)
    assert found is not None
    assert found.caller is not None
    assert found.caller.citizen_id == citizen_id
    assert found.caller.phone is not None
    assert found.caller.phone.reveal() == PHONE
    stored = await db.row("SELECT * FROM sessions")
    assert stored is not None
    assert token not in str(dict(stored))


async def test_an_ended_an_expired_and_an_unknown_token_look_alike(house: None) -> None:
    ended, expired = sessions.new_token(), sessions.new_token()
    citizen_id = await a_citizen()
    for token in (ended, expired):
        await sessions.begin(token, citizen_id=citizen_id, channel="sms", face="api")
    found = await sessions.by_token(ended)
    assert found is not None
    await sessions.end(found.id)
    batch = Batch()
    batch.run("UPDATE sessions SET expires_at = $1 WHERE token_hash = $2", now_ms(), sessions.hash_of(expired))
    await db.commit(batch)
    for token in (ended, expired, "nonsense", ""):
        assert await sessions.by_token(token) is None


async def test_a_visit_writes_nothing_and_sets_no_cookie_until_it_has_to(house: None) -> None:
    one = visit()
    assert one.cookie() is None
    assert one.csrf
    cookie = one.cookie()
    assert cookie is not None
    for word in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/"):
        assert word in cookie
    assert (await db.table_counts("sessions"))["sessions"] == 0


async def test_notes_outlive_the_request_and_are_sealed(house: None) -> None:
    one = visit()
    await one.remember({"answers": {"household": "here", "name": "张国林"}})
    token = str(one.cookie()).partition("=")[2].partition(";")[0]
    again = visit(token, await sessions.by_token(token))
    assert again.notes == {"answers": {"household": "here", "name": "张国林"}}
    stored = await db.row("SELECT notes FROM sessions")
    assert stored is not None
    assert "张国林".encode() not in bytes(stored["notes"])


async def test_two_tabs_do_not_undo_each_others_notes(house: None) -> None:
    first = visit()
    await first.remember({"a": 1})
    token = str(first.cookie()).partition("=")[2].partition(";")[0]
    tabs = [visit(token, await sessions.by_token(token)) for _ in range(2)]
    await tabs[0].remember({"b": 2})
    await tabs[1].remember({"c": 3, "a": None})
    assert tabs[1].notes == {"b": 2, "c": 3}


async def test_notes_have_an_end(house: None) -> None:
    with pytest.raises(Invalid):
        await visit().remember({"answers": "x" * (sessions.NOTES_LIMIT + 1)})


async def test_signing_in_changes_the_token_keeps_the_notes_and_ends_the_old_session(house: None) -> None:
    one = visit()
    await one.remember({"answers": {"pickup": "post"}})
    before = str(one.cookie()).partition("=")[2].partition(";")[0]
    await one.sign_in(await a_citizen(), "h5")
    after = str(one.cookie()).partition("=")[2].partition(";")[0]
    assert after != before
    assert await sessions.by_token(before) is None
    assert one.signed_in().channel == "h5"
    assert one.notes == {"answers": {"pickup": "post"}}


async def test_a_planted_cookie_never_becomes_a_session(house: None) -> None:
    planted = "x" * 43
    one = visit(planted)
    await one.remember({"a": 1})
    assert await sessions.by_token(planted) is None


async def test_an_empty_cookie_is_no_cookie(house: None) -> None:
    one = visit("")
    assert one.csrf
    assert one.cookie() is not None


async def test_signing_out_forgets_everything(house: None) -> None:
    one = visit()
    await one.sign_in(await a_citizen(), "h5")
    await one.sign_out()
    assert one.caller is None
    assert one.notes == {}
    with pytest.raises(Unauthenticated):
        one.signed_in()


async def test_a_forms_token_is_good_for_its_own_visit_only(house: None) -> None:
    mine, yours = visit("a" * 43), visit("b" * 43)
    mine.check_csrf(mine.csrf)
    assert mine.csrf != mine.csrf
    for wrong in (yours.csrf, "", "0" * 48, mine.csrf[:-1], "张" * 48):
        with pytest.raises(NotAllowed):
            mine.check_csrf(wrong)


@pytest.mark.parametrize(
    ("user_agent", "says"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) MicroMessenger/8.0.5", "MicroMessenger · iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit Chrome/131 Mobile Safari/537.36", "Chrome · Android"),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_a_device_is_a_few_words_and_never_the_whole_string(user_agent: str, says: str) -> None:
    assert device_of(user_agent) == says
