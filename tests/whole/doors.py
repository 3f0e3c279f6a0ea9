"""Doors that stay shut: another citizen finds nothing, another office sees nothing, one's own office only its part."""

import json
from collections.abc import Awaitable
from dataclasses import asdict

from core import db, desk, documents, licences
from core.applications import answer, confirm, correct, events_after, one, sheet, submit, withdraw
from core.citizens import Caller
from core.refusals import NotFound
from core.staff import Staff
from payments import cashier
from tests.core.applications.world import Told
from tests.whole.people import SECRETS, sees
from tests.whole.picture import Picture


async def a_stranger_finds_nothing(who: Caller, now: Picture, n: int) -> None:
    """Every door of a citizen, with the ids of somebody else's things."""
    knowledge = Told()
    for row in now["applications"]:
        key = row["id"]
        doors: list[Awaitable[object]] = [
            one(who, key),
            events_after(who, key, 0),
            withdraw(who, key, ""),
            correct(who, key, {}, row["version"]),
            sheet(who, key, knowledge=knowledge),
            answer(who, key, {}, None, knowledge=knowledge),
            submit(who, key, row["version"], consents=(), knowledge=knowledge),
            confirm(who, key, "co_applicant"),
            confirm(who, key, "applicant"),
        ]
        await _shut(doors)
    await _shut([cashier.pay(who, [row["id"]], "bank", "browser") for row in now["orders"]])
    await _shut([cashier.look(who, row["id"]) for row in now["payments"]])
    await _shut([documents.one(row["id"], citizen_id=who.citizen_id) for row in now["documents"]])
    await _shut([licences.one(who.citizen_id, row["id"]) for row in now["licences"]])


async def the_second_parent_reads_only(who: Caller, now: Picture) -> None:
    """They see the sheet they are named in, and can neither take it back nor read money, notices and licences."""
    for row in now["applications"]:
        if row["scene"] == "newborn" and row["state"] != "draft":
            seen = await one(who, row["id"])
            assert (seen.role, seen.orders, seen.documents, seen.licences) == ("co_applicant", (), (), ())
            await _shut([withdraw(who, row["id"], ""), correct(who, row["id"], {}, row["version"])])
    await _shut([documents.one(row["id"], citizen_id=who.citizen_id) for row in now["documents"]])


async def _shut(doors: list[Awaitable[object]]) -> None:
    for door in doors:
        try:
            await door
        except NotFound:
            continue
        raise AssertionError("a door stood open")


async def an_office_sees_its_own(who: Staff, now: Picture) -> None:
    """The queue is what this office has open and begun; every other case and every file of it is not there."""
    own = [row for row in now["cases"] if sees(who.department, row["department"]) and row["submitted_at"]]
    queue = await desk.queue(who, limit=100)
    assert sorted(one.id for one in queue.items) == sorted(row["id"] for row in own if row["opened"])
    for row in now["cases"]:
        if not sees(who.department, row["department"]):
            await _shut([desk.case(who, row["id"]), desk.claim(who, row["id"]), desk.release(who, row["id"])])
        elif row["submitted_at"]:
            await _its_part(who, now, row)
    await _files(who, now, own)


async def _its_part(who: Staff, now: Picture, row: db.Row) -> None:
    history = now.histories[row["application_id"]]
    seen = await desk.case(who, row["id"])
    text = json.dumps(asdict(seen), ensure_ascii=False, default=str)
    for secret, items in SECRETS.items():
        assert secret not in text or row["item"] in items, f"{row['item']} reads what is not for it"
    fields = {name for name, field in history.scene.fields.items() if not field.items or row["item"] in field.items}
    assert {answer.id for answer in seen.answers} <= fields
    assert {one.id for one in seen.materials} <= {one.id for one in history.scene.item(row["item"]).materials}
    whose = {event["seq"]: event["case_id"] for event in now.events[row["application_id"]]}
    assert {whose[line.seq] for line in seen.history} <= {None, row["id"]}
    assert (seen.state, seen.due_on, seen.version) == (row["state"], row["due_on"], row["version"])


async def _files(who: Staff, now: Picture, own: list[db.Row]) -> None:
    for file in now["uploads"]:
        scene = now.histories[file["application_id"]].scene
        items = [scene.item(row["item"]) for row in own if row["application_id"] == file["application_id"]]
        field = scene.fields.get(file["target"])
        mine = any(file["target"] in {each.id for each in item.materials} for item in items)
        mine = mine or (field is not None and any(not field.items or item.slug in field.items for item in items))
        try:
            await desk.file(who, file["id"])
        except NotFound:
            assert not mine, f"{who.name} does not get {file['target']}"
        else:
            assert mine, f"{who.name} gets {file['target']}"
