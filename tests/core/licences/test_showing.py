"""Holders see theirs, strangers see little, codes live a minute. On both databases."""

import base64
from datetime import timedelta

import pytest

from core import crypto, db, licences, time
from core.crypto import Keyring
from core.json import decode, encode
from core.licences import OwnLicences, plan_status
from core.ports import Subject
from core.refusals import Conflict, NotFound
from tests.core.licences.conftest import ADDRESS, issued, person, planned

pytestmark = pytest.mark.usefixtures("database")
OTHER_KEYS = Keyring("k1", {"k1": bytes(range(32))}, "i2", {"i2": bytes(range(90, 122)), "i1": bytes(range(40, 72))})


async def test_a_holder_sees_their_own_newest_first() -> None:
    first, second = await issued(), await issued(kind="residence-permit")
    mine = await licences.of_citizen("c1")
    assert [licence.id for licence in mine] == [second["id"], first["id"]]
    assert mine[1].title == "老年人优待证"
    assert mine[1].holder == "张三丰"
    assert mine[1].rows[-1] == ("公民身份号码", "990101********" + person().id_number.reveal()[-4:])  # type: ignore[union-attr]
    assert mine[1].rows[1:3] == (("性别", "男"), ("出生日期", "1960年1月1日"))


async def test_an_answer_never_carries_the_whole_id_number() -> None:
    row = await issued()
    licence = await licences.one("c1", str(row["id"]))
    told = encode(licence).decode()
    number = person().id_number.reveal()  # type: ignore[union-attr]
    assert number not in told
    assert number not in repr(licence)
    assert dict(licence.rows_in_full)["公民身份号码"] == number
    assert {"id", "kind", "title", "identifier", "number", "status", "issued_on"} <= set(decode(told))  # type: ignore[arg-type]


async def test_another_persons_licence_is_not_there() -> None:
    row = await issued()
    for citizen_id, licence_id in (("c2", str(row["id"])), ("c1", "nothing")):
        with pytest.raises(NotFound, match="licence_unknown"):
            await licences.one(citizen_id, licence_id)
        with pytest.raises(NotFound, match="licence_unknown"):
            await licences.show(citizen_id, licence_id)
    assert await licences.of_citizen("c2") == ()


async def test_a_stranger_checks_the_code_and_sees_a_masked_holder() -> None:
    row = await issued()
    shown = await licences.show("c1", str(row["id"]))
    found = await licences.check_code(shown.code)
    assert (found.valid, found.status, found.kind) == (True, "active", "senior-card")
    assert (found.holder, found.issued_by, found.issued_on) == ("张**", "云川市湖东区民政局", "2026-11-22")
    told = encode(found).decode()
    for secret in ("张三丰", person().id_number.reveal(), str(row["identifier"]), "1960"):  # type: ignore[union-attr]
        assert secret not in told


async def test_a_code_is_understood_as_people_type_it() -> None:
    row = await issued()
    shown = await licences.show("c1", str(row["id"]))
    assert shown.text == f"{shown.code[:4]} {shown.code[4:]}"
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in shown.code)
    for typed in (shown.text, shown.code.lower(), f" {shown.code[:4]}-{shown.code[4:]} ", wide):
        assert (await licences.check_code(typed)).valid


async def test_several_codes_live_at_a_time() -> None:
    row = await issued()
    codes = [(await licences.show("c1", str(row["id"]))).code for _ in range(3)]
    assert len(set(codes)) == 3
    assert all([(await licences.check_code(code)).valid for code in codes])


async def test_a_code_is_kept_as_a_hash_and_dies_after_a_minute() -> None:
    row = await issued()
    shown = await licences.show("c1", str(row["id"]))
    kept = await db.rows("SELECT * FROM licence_codes")
    assert shown.code not in str([dict(one) for one in kept])
    assert kept[0]["expires_at"] - kept[0]["created_at"] == 60_000
    assert shown.expires_at == time.rfc3339(kept[0]["expires_at"])

    async def age() -> None:
        await db.execute("UPDATE licence_codes SET expires_at = $1", time.now_ms() - 1)

    await db.tx(age)
    with pytest.raises(NotFound, match="licence_code_unknown"):
        await licences.check_code(shown.code)
    await licences.show("c1", str(row["id"]))
    assert len(await db.rows("SELECT id FROM licence_codes")) == 1
    await db.tx(age)
    assert await licences.forget_expired_codes() == 1


async def test_travelling_in_time_does_not_make_a_code_live_longer_or_shorter() -> None:
    row = await issued()
    time.travel_by(lambda: timedelta(days=400))
    shown = await licences.show("c1", str(row["id"]))
    assert (await licences.check_code(shown.code)).valid
    time.travel_by(timedelta)
    assert (await licences.check_code(shown.code)).valid


async def test_a_code_survives_a_change_of_index_keys() -> None:
    row = await issued()
    shown = await licences.show("c1", str(row["id"]))
    with crypto.using(OTHER_KEYS):
        assert (await licences.check_code(shown.code)).valid


@pytest.mark.parametrize(
    "typed", ["", "K7MP2XH9", "K7MP", "x" * 10_000, "'; DROP TABLE licences; --", "😀" * 8, "1.2.156.3005.2.x"]
)
async def test_what_was_never_given_out_is_not_known(typed: str) -> None:
    with pytest.raises(NotFound, match="licence_code_unknown"):
        await licences.check_code(typed)


async def test_the_identifier_of_a_document_can_be_checked_too() -> None:
    row = await issued()
    identifier = str(row["identifier"])
    assert (await licences.check_code(identifier.lower())).holder == "张**"
    never_issued = str(planned()["identifier"])
    for wrong in (never_issued, identifier[:-1] + ("0" if identifier[-1] != "0" else "1")):
        with pytest.raises(NotFound, match="licence_code_unknown"):
            await licences.check_code(wrong)


async def test_a_revoked_licence_says_so_and_is_no_longer_shown() -> None:
    row = await issued()
    shown = await licences.show("c1", str(row["id"]))
    await db.commit(plan_status(str(row["id"]), 1, "active", "revoked"))
    found = await licences.check_code(shown.code)
    assert (found.valid, found.status) == (False, "revoked")
    with pytest.raises(Conflict, match="licence_not_in_force"):
        await licences.show("c1", str(row["id"]))
    with pytest.raises(db.Stale):
        await db.commit(plan_status(str(row["id"]), 1, "active", "suspended"))


async def test_a_permit_is_over_when_business_time_has_passed_its_last_day() -> None:
    row = await issued(kind="residence-permit")
    assert (await licences.check_code(str(row["identifier"]))).valid
    time.travel_by(lambda: timedelta(days=366))
    found = await licences.check_code(str(row["identifier"]))
    assert (found.valid, found.status, found.valid_until) == (False, "expired", "2027-11-21")


async def test_the_qr_code_is_a_png_that_leads_to_the_citys_own_page() -> None:
    row = await issued()
    shown = await licences.show("c1", str(row["id"]))
    head, _, picture = shown.qr.partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(picture).startswith(b"\x89PNG")
    assert shown.qr == licences.qr_png_data_uri(f"{ADDRESS}/{shown.code}")


async def test_the_house_tells_rules_what_it_has_issued_itself() -> None:
    own = OwnLicences()
    assert [field.path for field in own.fields] == ["licence.senior_card"]
    paths = {"licence.senior_card"}
    before = await own.look_up(Subject("c1", None, None), paths, "senior-card")
    assert before.known["licence.senior_card"].value is None
    row = await issued()
    after = await own.look_up(Subject("c1", None, None), paths, "senior-card")
    assert after.known["licence.senior_card"].value == {
        "identifier": row["identifier"],
        "issued_on": "2026-11-22",
        "valid_until": None,
    }
    await db.commit(plan_status(str(row["id"]), 1, "active", "revoked"))
    assert (await own.look_up(Subject("c1", None, None), paths, "senior-card")).known[
        "licence.senior_card"
    ].value is None
    nobody = await own.look_up(Subject(None, None, None), paths, "senior-card")
    assert (dict(nobody.known), nobody.unknown) == ({}, frozenset(paths))
