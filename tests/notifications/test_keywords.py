"""What people text, as they text it."""

import pytest

from notifications import keywords, letters
from notifications.keywords import Request
from tests.notifications.conftest import LETTERS

CODE = "K7MP2XH9"


def wide(text: str) -> str:
    """In full width, as a Chinese keyboard types it."""
    return "".join(chr(0x3000) if sign == " " else chr(ord(sign) + 0xFEE0) if sign.isascii() else sign for sign in text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("查询 K7MP2XH9", Request("progress", CODE)),
        ("查询K7MP2XH9", Request("progress", CODE)),
        ("查询 K7MP 2XH9", Request("progress", CODE)),
        (wide(" 查询 k7mp2xh9 "), Request("progress", CODE)),
        ("“查询 K7MP 2XH9”", Request("progress", CODE)),
        ("查询：k7mp-2xh9。", Request("progress", CODE)),
        ("查询\nk7mp2xh9", Request("progress", CODE)),
        ("查进度 K7MP2XH9", Request("progress", CODE)),
        ("cx k7mp2xh9", Request("progress", CODE)),
        ("CXk7mp2xh9", Request("progress", CODE)),
        (wide("CX K7MP2XH9"), Request("progress", CODE)),
        ("查询", Request("progress")),
        ("CX", Request("progress")),
        ("查询 123", Request("progress", "123")),
        ("帮助", Request("help")),
        ("help", Request("help")),
        ("退订", Request("unsubscribed")),
        ("【退订】", Request("unsubscribed")),
        ("td", Request("unsubscribed")),
        ("T", Request("unsubscribed")),
        ("订阅", Request("subscribed")),
        ("真假 K7MP2XH9", Request("real", CODE)),
        ("zj k7mp2xh9", Request("real", CODE)),
        ("K7MP 2XH9", Request(None, CODE)),
        ("（校验码 K7MP 2XH9）", None),
        ("k7mp2xh9", Request(None, CODE)),
        ("TK7MP2XH", Request(None, "TK7MP2XH")),
        ("CXK7MP2X", Request(None, "CXK7MP2X")),
        ("TODAY", None),
        ("cxabc", None),
        ("", None),
        ("   ", None),
        ("你好", None),
        ("<script>alert(1)</script>", None),
        ("👵👵👵", None),
        ("啊" * 10_000, None),
    ],
)
def test_a_text_is_understood_however_it_is_typed(text: str, asked: Request | None) -> None:
    assert keywords.read(text, letters.load(LETTERS).answers) == asked
