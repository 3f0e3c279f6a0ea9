"""What a person reads of their application: what is owed, why the day moved, how results came, who looked."""

import pytest

from core import crypto, db, outbox
from core.applications import Opinion, begin, move, one, sheet, submit
from core.applications.history import By
from core.citizens import Caller, looks_at
from core.db import Batch
from core.ids import new_id
from tests.core.applications.world import LOCAL, PICTURE, Told, person

pytestmark = pytest.mark.usefixtures("database", "open_city")
CLERK, OFFICER, SECOND = By("clerk", "clerk-1"), By("officer", "officer-1"), By("officer", "officer-2")
LOCAL_WITH_PHOTO = {**LOCAL, "licence.id_card.photo": PICTURE}
# From elsewhere, with a permit that no register can show.
AWAY = {
    path: value
    for path, value in {**LOCAL_WITH_PHOTO, "registry.population.is_local": False}.items()
    if path != "licence.residence_permit"
}
POSTED = {"pickup": "post", "address": {"region": "990101001001", "street": "柳荫路 5 号"}}


async def sent(caller: Caller, told: Told, promises: tuple[str, ...] = (), **answers: object) -> str:
    begun = await begin(caller, "senior-card", {"pickup": "electronic", **answers}, knowledge=told)
    consents = tuple(consent.id for consent in begun.consents)
    await submit(caller, begun.id, begun.version, consents=consents, promises=promises, knowledge=told)
    while await outbox.work_once():
        pass
    return begun.id


async def test_a_promised_paper_stands_there_with_its_day_until_it_is_brought():
    caller = await person()
    application_id = await sent(caller, Told(AWAY), ("permit",), residence="has")
    view = await one(caller, application_id)
    (owed,) = view.cases[0].owed
    assert (owed.material, owed.label, owed.state) == ("permit", "居住证", "owed")
    assert owed.owed_on
    assert view.state == "needs_you"
    assert "correct" in view.actions


async def test_a_card_that_was_posted_says_how_and_with_what_note():
    caller = await person()
    application_id = await sent(caller, Told(LOCAL_WITH_PHOTO), **POSTED)
    view = await one(caller, application_id)
    assert [(each.how, each.case) for each in view.deliveries] == [("electronic", view.cases[0].id)]
    await move(view.cases[0].id, "close", CLERK, opinion=Opinion("顺丰 SF123"))
    posted = (await one(caller, application_id)).deliveries[-1]
    assert (posted.how, posted.note, posted.case) == ("post", "顺丰 SF123", view.cases[0].id)


async def test_each_move_of_the_expected_day_says_why():
    caller = await person()
    told = Told({**LOCAL_WITH_PHOTO, "registry.household.is_member": False})
    draft = await begin(caller, "senior-card", {"pickup": "electronic"}, knowledge=told)
    await _upload(caller, draft.id, "hukou")
    begun = await sheet(caller, draft.id, knowledge=told)
    consents = tuple(consent.id for consent in begun.consents)
    await submit(caller, begun.id, begun.version, consents=consents, knowledge=told)
    case_id = (await one(caller, begun.id)).cases[0].id
    assert (await one(caller, begun.id)).moved == ()
    await move(case_id, "accept", CLERK)
    before = await one(caller, begun.id)
    await move(case_id, "ask_extension", OFFICER, opinion=Opinion("要实地核对"))
    await move(case_id, "approve_extension", SECOND)
    after = await one(caller, begun.id)
    assert after.due_on
    assert before.due_on
    assert after.due_on > before.due_on
    last = after.moved[-1]
    assert (last["from"], last["to"]) == (before.due_on, after.due_on)
    assert "延长" in str(last["why"])


async def _upload(caller: Caller, application_id: str, target: str) -> None:
    batch = Batch()
    row = {
        "id": new_id(),
        "application_id": application_id,
        "citizen_id": caller.citizen_id,
        "target": target,
        "name": crypto.seal("x.jpg", "uploads.name"),
        "media_type": "image/jpeg",
        "size": 1000,
        "sha256": "0" * 64,
        "place": "nowhere",
        "trust": "C",
        "created_at": 1,
    }
    batch.insert("uploads", row)
    await db.commit(batch)


async def test_a_person_reads_who_looked_and_what_for_page_by_page():
    caller, other = await person(), await person("19900990002", "19610301", "李秀兰")
    batch = Batch()
    looks = [("case", "handling"), ("upload", "核对签名"), ("something-new", "audit")]
    batch.insert_many("access_log", [_look(caller, what, purpose) for what, purpose in looks])
    await db.commit(batch)
    page = await looks_at(caller.citizen_id, limit=2)
    rest = await looks_at(caller.citizen_id, limit=2, after=page.next)
    assert [each.says for each in (*page.items, *rest.items)] == ["something-new", "您交的文件", "您的办件"]
    assert [each.purpose for each in (*page.items, *rest.items)] == ["审计", "核对签名", "办理您的申请"]
    assert page.items[0].department_name == "东湖区民政局"
    assert rest.next is None
    assert (await looks_at(other.citizen_id)).items == ()


def _look(caller: Caller, what: str, purpose: str) -> dict[str, str | int | None]:
    return {
        "id": new_id(),
        "citizen_id": caller.citizen_id,
        "who_kind": "staff",
        "who": "staff-1",
        "what": what,
        "purpose": purpose,
        "department": "donghu-civil-affairs",
        "case_id": None,
        "at": 1_795_000_000_000,
    }
