"""A notice comes into being with its move: numbered by the office, frozen, sealed, there once."""

import pytest

from core import db, documents
from core.applications.case import Marks
from core.refusals import NotFound
from core.scenes import Scene
from tests.core.documents.conftest import Day, Sheet, a_sheet

pytestmark = pytest.mark.usefixtures("database")


async def made(sheet: Sheet, scene: Scene) -> documents.Document:
    await documents.add_to(sheet, scene, Day())
    await db.commit(sheet.application.also)
    (view,) = await documents.of_application(sheet.application.id)
    return await documents.one(view.id, citizen_id=sheet.citizen.id)


async def test_a_receipt_says_who_what_by_when_and_where_to_turn(scene: Scene):
    sheet = a_sheet()
    sheet.asks("acceptance_receipt")
    found = await made(sheet, scene)
    text = "\n".join(found.says)
    assert found.number == "东湖区民政局〔2026〕受理第 0001 号"
    assert (found.to.reveal(), found.issued_by, found.issued_on) == ("王建国", "东湖区民政局", "2026-11-23")
    for said in ("老年人优待证申领", "2026年12月1日", "K7MP2XH9", "0900-6610101", "0900-6612301"):
        assert said in text
    assert "{" not in text


async def test_numbers_run_by_office_kind_and_year(scene: Scene):
    numbers = []
    for department, kind in (
        ("donghu-civil-affairs", "approval"),
        ("donghu-civil-affairs", "approval"),
        ("donghu-civil-affairs", "acceptance_receipt"),
        ("xiling-civil-affairs", "approval"),
    ):
        sheet = a_sheet(department=department)
        sheet.asks(kind)
        numbers.append((await made(sheet, scene)).number)
    assert [number.split("〕")[1] for number in numbers] == [
        "准予第 0001 号",
        "准予第 0002 号",
        "受理第 0001 号",
        "准予第 0001 号",
    ]
    assert len(set(numbers)) == 4


async def test_a_correction_says_every_defect_at_once_by_the_name_the_person_knows(scene: Scene):
    sheet = a_sheet(marks=Marks(correct_by="2026-12-10"))
    defects = [
        {"field": "permit", "code": "unreadable", "values": {"says": "反面看不清，请重新拍"}},
        {"field": "photo", "code": "said", "values": {"says": "要白底的"}},
        {"field": "nowhere", "code": "said", "values": {"says": "请写明原因"}},
    ]
    sheet.asks("correction_notice", note={"opinion": "还差几样", "defects": defects})
    found = await made(sheet, scene)
    assert "1. 居住证：反面看不清，请重新拍" in found.says
    assert any(one.startswith("2. ") and one.endswith("：要白底的") for one in found.says)
    assert "3. 请写明原因" in found.says
    assert any("2026年12月10日" in one for one in found.says)
    assert "还差几样" in found.says


async def test_a_denial_says_reason_and_remedy_and_braces_that_a_person_wrote_stay_as_they_are(scene: Scene):
    sheet = a_sheet()
    sheet.asks("denial", note={"opinion": "不符合 {to} 条件\n\n第二行", "remedy": "60 日内申请行政复议"})
    found = await made(sheet, scene)
    assert "理由：不符合 {to} 条件" in found.says
    assert "第二行" in found.says
    assert "您可以：60 日内申请行政复议" in found.says


async def test_a_paragraph_about_what_is_not_there_is_left_out(scene: Scene):
    sheet = a_sheet(due_on=None)
    sheet.asks("approval")
    found = await made(sheet, scene)
    assert len(found.says) == 2
    other = a_sheet(due_on=None)
    other.asks("acceptance_receipt")
    assert not any("承诺最晚" in one for one in (await made(other, scene)).says)


async def test_another_person_and_another_office_do_not_have_it(scene: Scene):
    sheet = a_sheet()
    sheet.asks("approval")
    found = await made(sheet, scene)
    assert (await documents.one(found.id, departments=["donghu-civil-affairs"])).number == found.number
    for nobody in ({"citizen_id": "somebody"}, {"departments": ["xiling-civil-affairs"]}, {}):
        with pytest.raises(NotFound):
            await documents.one(found.id, **nobody)


async def test_the_first_look_of_the_addressee_is_the_day_it_reached_them(scene: Scene):
    sheet = a_sheet()
    sheet.asks("approval")
    await documents.add_to(sheet, scene, Day())
    await db.commit(sheet.application.also)
    (view,) = await documents.of_application(sheet.application.id)
    await documents.one(view.id, departments=["donghu-civil-affairs"])
    assert (await db.row("SELECT read_at FROM documents"))["read_at"] is None
    await documents.one(view.id, citizen_id=sheet.citizen.id)
    first = (await db.row("SELECT read_at FROM documents"))["read_at"]
    assert first
    await documents.one(view.id, citizen_id=sheet.citizen.id)
    assert (await db.row("SELECT read_at FROM documents"))["read_at"] == first


async def test_a_paper_is_made_once_however_often_it_is_asked_for(scene: Scene):
    sheet = a_sheet()
    sheet.asks("approval")
    await documents.add_to(sheet, scene, Day())
    await documents.add_to(sheet, scene, Day())
    await db.commit(sheet.application.also)
    assert len(await documents.of_application(sheet.application.id)) == 1


async def test_a_transaction_given_up_leaves_no_number_taken_twice(scene: Scene):
    async def give_up() -> None:
        sheet = a_sheet()
        sheet.asks("approval")
        await documents.add_to(sheet, scene, Day())
        await db.commit(sheet.application.also)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await db.tx(give_up)
    numbers = set()
    for _ in range(3):
        sheet = a_sheet()
        sheet.asks("approval")
        numbers.add((await made(sheet, scene)).number)
    assert len(numbers) == 3


async def test_nothing_personal_lies_open_in_the_table(scene: Scene):
    sheet = a_sheet()
    sheet.asks("denial", note={"opinion": "户口簿对不上", "remedy": "复议"})
    await made(sheet, scene)
    row = await db.row("SELECT * FROM documents")
    for value in dict(row).values():
        told = bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
        assert "王建国" not in told
        assert "户口簿" not in told
