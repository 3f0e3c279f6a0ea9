"""The document that a holder saves or prints."""

import base64
import io
import re
import zlib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from core import licences
from core.licences.holder import Holder
from core.licences.reading import Licence, licence_from
from core.secret import Name
from tests.core.licences.conftest import person, planned

ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}


def licence(**more: object) -> Licence:
    return licence_from(planned(**more))


def unescaped(sign: re.Match[bytes]) -> bytes:
    """One escape of a PDF string: an octal number, or the sign itself."""
    told = sign[1]
    return bytes([int(told, 8)]) if told.isdigit() else ESCAPED.get(told, told)


def written(document: bytes) -> str:
    """All text of a PDF whose font speaks UCS-2."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", document, re.DOTALL)
    pages = b"".join(zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True)) for stream in streams)
    texts = re.findall(rb"\(((?:\\.|[^\\)])*)\) Tj", pages, re.DOTALL)
    found = (re.sub(rb"\\([0-7]{3}|.)", unescaped, text, flags=re.DOTALL) for text in texts)
    return "\n".join(text.decode("utf-16-be", "replace") for text in found)


def test_it_is_a_pdf_of_one_page_and_a_few_kilobytes() -> None:
    document = licences.pdf(licence())
    assert document.startswith(b"%PDF-")
    assert document.count(b"/Type /Page\n") == 1
    assert len(document) < 30_000


def test_it_shows_everything_in_full_to_its_holder() -> None:
    one = licence()
    text = written(licences.pdf(one))
    number = person().id_number.reveal()  # type: ignore[union-attr]  # it has one
    for said in (
        "老年人优待证",
        "张三丰",
        number,
        "男",
        "1960年1月1日",
        "云川市湖东区民政局",
        "2026年11月22日",
        "长期有效",
    ):
        assert said in text
    assert one.identifier in text
    assert "https://city.example/verify" in text


def test_the_same_licence_gives_the_same_bytes() -> None:
    one = licence()
    assert licences.pdf(one) == licences.pdf(one)


def test_a_permit_says_its_last_day() -> None:
    assert "2027年11月21日" in written(licences.pdf(licence(kind="residence-permit")))


def test_a_revoked_licence_says_that_it_is_not_in_force() -> None:
    row = planned() | {"status": "revoked"}
    assert "已撤销" in written(licences.pdf(licence_from(row)))


@pytest.mark.parametrize("name", ["阿卜杜热合曼·买买提明·吐尔逊江·阿卜力米提·艾合买提", "<b>张</b>(三)\\", "张𠮷"])
def test_long_rare_and_odd_names_do_not_break_the_page(name: str) -> None:
    text = written(licences.pdf(licence(citizen=person(name))))
    assert name.replace("𠮷", "〓") in text


def test_the_photo_is_in_it_and_one_that_is_none_does_no_harm() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (295, 413), "#9aa7b8").save(picture, "JPEG")
    with_photo = licences.pdf(licence(photo=picture.getvalue()))
    assert b"/Image" in with_photo
    assert b"/Subtype /Image" not in licences.pdf(licence(photo=b"not a picture"))


def test_the_document_can_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "licence.pdf").write_bytes(licences.pdf(licence()))
    assert (tmp_path / "licence.pdf").stat().st_size > 2_000


def test_a_newborn_s_document_has_no_line_for_a_number() -> None:
    child = Holder(Name("张小满"), None, "female", date(2026, 10, 29))
    one = licence(kind="birth-certificate", holder=child)
    assert one.rows == one.rows_in_full == (("新生儿姓名", "张小满"), ("性别", "女"), ("出生日期", "2026年10月29日"))
    text = written(licences.pdf(one))
    assert "出生医学证明" in text
    assert "张小满" in text
    assert "公民身份号码" not in text
