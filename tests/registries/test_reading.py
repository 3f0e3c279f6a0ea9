"""Values of the wrong shape are garbled, never guessed at."""

import base64

import pytest

from core.json import Json
from registries import reading
from registries.licence_library import in_force, photo
from registries.reading import Garbled, Reader

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n123").decode()
HTML = base64.b64encode(b"<html>").decode()


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        *((reading.flag, value) for value in (1, 0, "true", None, [], {})),
        *((reading.text, value) for value in (1, "", "  ", "a\nb", "\u202eabc", "x" * 201, None, ["a"])),
        *((reading.region, value) for value in (990101000000, "990101", "９９０１０１００００００", "", None)),
        *((reading.picture, value) for value in (HTML, "%%%", "", 5, "A" * 300_000)),
        *((reading.iso_day, value) for value in ("soon", "2026-13-01", 20261028, None)),
        *((reading.one_of("male", "female"), value) for value in ("unknown", "Male", "", 1, None, ["male"])),
        *((in_force, value) for value in ({}, [], "x", {"number": "1"}, {"valid_until": "soon"}, {"valid_until": 5})),
        *((photo, value) for value in ({}, {"number": "1"}, {"photo": HTML})),
    ],
)
def test_a_value_of_another_shape_is_garbled(reader: Reader, value: Json) -> None:
    with pytest.raises(Garbled):
        reader(value)


def test_values_of_the_right_shape_are_read() -> None:
    assert reading.flag(False) is False
    assert reading.iso_day("2026-10-28") == "2026-10-28"
    assert reading.one_of("male", "female")("female") == "female"
    assert reading.text(" 柳荫路 12 号 ") == "柳荫路 12 号"
    assert reading.region("990101001001") == "990101001001"
    assert photo({"photo": PNG}) == f"data:image/png;base64,{PNG}"
    assert reading.or_nothing(reading.flag)(None) is None
