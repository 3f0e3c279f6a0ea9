"""The photo on a licence: the field its kind names, from a record or from what the person uploaded."""

import base64
import io
from collections.abc import Iterator, Mapping

import pytest
from PIL import Image

from core.json import Json
from core.licences import portrait_of, read_uploads_by
from core.licences.holder import LARGEST_PHOTO
from core.licences.pictures import inch_photo

UPLOAD = "01j0000000000000000000000a"


def picture(width: int, height: int, kind: str = "JPEG") -> bytes:
    made = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(made, kind)
    return made.getvalue()


@pytest.fixture
def files() -> Iterator[dict[str, bytes]]:
    kept: dict[str, bytes] = {}

    async def read(upload_id: str) -> bytes | None:
        return kept.get(upload_id)

    read_uploads_by(read)
    yield kept
    read_uploads_by(None)


async def test_a_photo_from_a_telephone_is_printed_small(files: dict[str, bytes]) -> None:
    files[UPLOAD] = picture(3000, 4000)
    photo = await portrait_of("senior-card", {"photo": [UPLOAD]})
    assert photo is not None
    assert len(photo) <= LARGEST_PHOTO
    with Image.open(io.BytesIO(photo)) as printed:
        assert printed.width <= 590
        assert printed.height <= 826


async def test_a_photo_from_a_record_is_taken_as_it_is(files: dict[str, bytes]) -> None:
    raw = picture(25, 35, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(raw).decode()}"
    assert await portrait_of("senior-card", {"photo": address}) == raw


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("senior-card", {}),
        ("senior-card", {"photo": None}),
        ("senior-card", {"photo": []}),
        ("senior-card", {"photo": ["01j0000000000000000000000b"]}),
        ("senior-card", {"photo": "data:image/png;base64,%%%"}),
        ("birth-certificate", {"photo": [UPLOAD]}),
        ("pilot-licence", {"photo": [UPLOAD]}),
    ],
)
async def test_a_licence_is_good_without_a_photo(
    files: dict[str, bytes], kind: str, values: Mapping[str, Json]
) -> None:
    files[UPLOAD] = picture(25, 35)
    assert await portrait_of(kind, values) is None


async def test_nobody_can_read_uploads_where_nobody_said_how() -> None:
    assert await portrait_of("senior-card", {"photo": [UPLOAD]}) is None


def test_what_only_looks_like_a_picture_is_no_photo() -> None:
    assert inch_photo(b"\x89PNG\r\n\x1a\nnothing more") is None
    assert inch_photo(b"%PDF-1.7") is None
    assert inch_photo(picture(300, 400)[:-2000]) is None
