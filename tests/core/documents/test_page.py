"""The page that is saved or printed, and the code on it."""

import re

import pytest

from core import db, documents, licences
from core.documents import Document
from core.documents.library import library
from core.refusals import NotFound
from core.scenes import City, Scene
from core.secret import Name
from tests.core.documents.conftest import Day, Sheet, a_sheet
from tests.core.licences.test_document import written

usesdb = pytest.mark.usefixtures("database")


def a_document(says: tuple[str, ...] = ("现予受理。",), to: str = "王建国") -> Document:
    return Document(
        "d1", "c1", "acceptance_receipt", "受理通知书", "东湖区民政局〔2026〕受理第 0001 号", Name(to), says,
        "东湖区民政局", "2026-11-23", "donghu-civil-affairs", "K7MP2XH9AC3DE4FH",
    )  # fmt: skip


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\n", pdf))


def test_one_page_says_everything_in_full(city: City):
    pdf = documents.pdf(a_document())
    text = written(pdf)
    for said in (
        "王建国：",
        "受理通知书",
        "〔2026〕受理第 0001 号",
        "现予受理。",
        "2026年11月23日",
        "K7MP 2XH9 AC3D E4FH",
    ):
        assert said in text
    assert pages_of(pdf) == 1
    assert len(pdf) < 30_000


def test_the_same_notice_gives_the_same_bytes(city: City):
    assert documents.pdf(a_document()) == documents.pdf(a_document())


def test_a_long_notice_runs_over_pages_and_is_signed_once_on_the_last(city: City):
    says = tuple(f"{n}. 第 {n} 样材料请重新拍，四个角都要拍进去，看得清文字和印章。" for n in range(1, 41))
    pdf = documents.pdf(a_document(says))
    text = written(pdf)
    assert pages_of(pdf) >= 4
    assert text.count("2026年11月23日") == 1
    assert f"共 {pages_of(pdf)} 页" in text


def test_a_name_with_a_sign_that_the_font_lacks_or_of_great_length_is_still_drawn(city: City):
    for name in ("王\U00020000国", "阿卜杜热合曼·" * 8):
        assert documents.pdf(a_document(to=name)).startswith(b"%PDF-")


async def made(scene: Scene, kind: str, sheet: Sheet | None = None, **told: object) -> db.Row:
    sheet = sheet or a_sheet()
    sheet.asks(kind, note={"opinion": "说明", "remedy": "复议"})
    await documents.add_to(sheet, scene, Day())
    await db.commit(sheet.application.also)
    sheet.application.also = db.Batch()
    return (await db.rows("SELECT * FROM documents ORDER BY id DESC LIMIT 1"))[0]


@usesdb
async def test_anyone_may_check_the_code_and_is_told_as_little_as_possible(scene: Scene):
    row = await made(scene, "denial")
    code = row["check_code"]
    for typed in (
        code,
        code.lower(),
        f" {code[:4]}-{code[4:8]} {code[8:]} ",
        f"\uff21{code[1:]}" if code[0] == "A" else code,
    ):
        found = await documents.checked(typed)
        assert (found.valid, found.status, found.holder) == (True, "active", "王**")
        assert found.issued_by == "东湖区民政局"
    assert "说明" not in repr(found)


@usesdb
@pytest.mark.parametrize("typed", ["K7MP2XH9AC3DE4FH", "", "K7MP", "x" * 500, "1.2.156.3005.2", "' OR 1=1 --12345678"])
async def test_a_code_that_is_not_ours_is_not_there(scene: Scene, typed: str):
    await made(scene, "approval")
    with pytest.raises(NotFound):
        await documents.checked(typed)


@usesdb
async def test_a_voided_case_voids_its_notices_but_not_the_one_that_says_so(scene: Scene):
    sheet = a_sheet()
    first = await made(scene, "approval", sheet)
    voiding = await made(scene, "voiding_notice", sheet)
    told = await documents.checked(first["check_code"])
    assert (told.valid, told.status) == (False, "void")
    assert (await documents.checked(voiding["check_code"])).valid


@usesdb
async def test_a_code_leads_to_a_licence_where_it_is_one(scene: Scene):
    with pytest.raises(NotFound):
        await licences.check_code("K7MP2XH9")
    assert len(library().kinds) >= 10
