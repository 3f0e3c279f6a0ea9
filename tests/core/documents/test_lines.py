"""Chinese text in lines and lines on pages."""

from hypothesis import given
from hypothesis import strategies as st

from core.documents.lines import NOT_FIRST, NOT_LAST, Line, broken, on_pages


def width(text: str) -> float:
    """Half a sign for ASCII, one for the rest."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def lines(text: str, room: float = 10) -> list[Line]:
    return list(broken(text, lambda indent: room - indent, width))


def test_the_first_line_is_indented_by_two_and_all_but_the_last_are_full():
    found = lines("一二三四五六七八九十一二三四五六七八九十")
    assert [line.indent for line in found] == [2, 0, 0]
    assert [line.full for line in found] == [True, True, False]
    assert [len(line.text) for line in found] == [8, 10, 2]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    for cut in range(1, 12):
        for mark in "，。）”（“《":
            for line in lines("汉" * cut + mark + "字" * 12):
                assert line.text[0] not in NOT_FIRST
                assert line.text[-1] not in NOT_LAST


def test_a_date_a_telephone_number_and_an_amount_stay_whole():
    for whole in ("2026年11月23日", "0900-6610101", "20.00 元"):
        for cut in range(1, 12):
            assert any(whole in line.text for line in lines("汉" * cut + whole + "字" * 5, 12))


def test_a_number_too_long_for_a_line_is_broken():
    found = lines("编号：" + "1" * 60)
    assert "".join(line.text for line in found) == "编号：" + "1" * 60
    assert all(width(line.text) <= 10 for line in found)


@given(st.text(alphabet="汉字，。（）“”《》123ab- ", min_size=1, max_size=200))
def test_nothing_is_lost_and_nothing_is_added(text: str):
    found = lines(text)
    assert "".join(line.text for line in found).replace(" ", "") == text.replace(" ", "")


@given(st.integers(0, 120), st.integers(8, 20), st.integers(8, 22), st.integers(1, 6))
def test_every_line_is_on_a_page_no_page_overflows_and_the_signature_has_room(
    count: int, first: int, later: int, closing: int
):
    told = [Line(str(n)) for n in range(count)]
    pages = on_pages(told, first, later, closing)
    assert [line for page in pages for line in page] == told
    for number, page in enumerate(pages):
        room = (first if number == 0 else later) - (closing if number == len(pages) - 1 else 0)
        assert len(page) <= room
    assert count < 2 or len(pages) == 1 or len(pages[-1]) >= 1
