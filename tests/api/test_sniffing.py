"""Files are believed by what they are."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from api.files.sniffing import JPEG, MOST_SIDE, OFD, OFD_ENTRIES, OFD_UNPACKED, PDF, PNG, media_type_of
from core.refusals import Invalid

WHOLE_PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
OFD_XML = b'<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody/></ofd:OFD>'


def picture(kind: str, size: tuple[int, int] = (60, 80)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 180, 160)).save(out, kind)
    return out.getvalue()


def package(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A tiny file that claims a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def code_of(content: bytes) -> str:
    with pytest.raises(Invalid) as refusal:
        media_type_of(content)
    return refusal.value.defects[0].code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (WHOLE_PDF, PDF),
        (picture("JPEG"), JPEG),
        (picture("PNG"), PNG),
        (package({"OFD.xml": OFD_XML, "Doc_0/Document.xml": b"<a/>"}), OFD),
    ],
)
def test_the_four_kinds_are_known_by_their_content(content: bytes, kind: str) -> None:
    assert media_type_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\0" * 100,
        b"MZ" + b"\0" * 100,
        b"#!/bin/sh\n",
        package({"word/document.xml": b"<w/>"}),
        "身份证复印件".encode(),
    ],
)
def test_any_other_kind_is_refused_whatever_it_calls_itself(content: bytes) -> None:
    assert code_of(content) == "file_kind"


@pytest.mark.parametrize(
    "content",
    [
        picture("JPEG", (400, 400))[:-900],
        picture("PNG")[:-20],
        WHOLE_PDF[:30],
        b"%PDF-1.7 and nothing more",
        b"\xff\xd8\xff<?php system($_GET[0]);",
        b"\x89PNG\r\n\x1a\n" + b"<svg onload=alert(1)>",
        b"PK\x03\x04" + b"x" * 50,
        package({"OFD.xml": b"<a/>"}),
        package({"OFD.xml": b"<!ENTITY x SYSTEM 'file:///etc/passwd'>" + OFD_XML}),
        package({"OFD.xml": OFD_XML, "../../etc/cron.d/x": b"x"}),
    ],
)
def test_a_file_that_is_not_whole_or_only_begins_like_one_is_refused(content: bytes) -> None:
    assert code_of(content) == "file_broken"


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert code_of(b"") == "file_empty"


def test_a_pdf_with_a_password_is_refused_because_nobody_could_open_it() -> None:
    assert code_of(WHOLE_PDF.replace(b"/Root", b"/Encrypt 5 0 R /Root")) == "file_locked"


@pytest.mark.parametrize("size", [(50_000, 50_000), (MOST_SIDE + 1, 1)])
def test_a_picture_that_claims_too_many_pixels_is_never_unpacked(size: tuple[int, int]) -> None:
    assert code_of(huge_png(*size)) == "file_too_many_pixels"


def test_a_package_that_unpacks_to_an_absurd_size_is_never_unpacked() -> None:
    half = bytes(OFD_UNPACKED // 2 + 1)
    assert code_of(package({"OFD.xml": OFD_XML, "a": half, "b": half})) == "file_bomb"


def test_a_package_of_too_many_entries_is_refused() -> None:
    entries = {f"Doc_0/{number}": b"" for number in range(OFD_ENTRIES)}
    assert code_of(package({"OFD.xml": OFD_XML, **entries})) == "file_bomb"


def test_a_package_that_lies_about_how_long_its_entry_is_ends_at_the_limit() -> None:
    bomb = bytearray(package({"OFD.xml": OFD_XML + b" " * (3 * 1024 * 1024)}))
    assert code_of(bytes(bomb)) == "file_bomb"
