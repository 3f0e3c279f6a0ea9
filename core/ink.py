"""What is drawn the same way on every page of paper the house makes: text in a font that every reader of PDF has, and
QR codes as shapes.
"""

import segno
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"  # a standard Asian font of PDF: it is not embedded, so a page stays a few kilobytes
INK, SOFT, RULE, STOP = "#1B2430", "#4A5666", "#A8352B", "#B3261E"  # city/look.json wears the same ink
_MISSING = "〓"  # the printers' mark for a sign that a font lacks
_BEYOND_FONT = 0xFFFF


def ready() -> None:
    """Before anything is measured or drawn; a second time changes nothing."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def drawable(text: str) -> str:
    """The font knows the basic plane only: a rarer sign is marked as missing, and the code on the page has it right."""
    return "".join(sign if ord(sign) <= _BEYOND_FONT else _MISSING for sign in text)


def width(text: str, size: float) -> float:
    """In points."""
    return float(pdfmetrics.stringWidth(drawable(text), FONT, size))


def text(page: Canvas, words: str, place: tuple[float, float], size: float, colour: str = INK) -> None:
    page.setFillColor(colour)
    page.setFont(FONT, size)
    page.drawString(*place, drawable(words))


def centred(page: Canvas, words: str, place: tuple[float, float], size: float, colour: str = INK) -> None:
    page.setFillColor(colour)
    page.setFont(FONT, size)
    page.drawCentredString(*place, drawable(words))


def fitted(page: Canvas, words: str, place: tuple[float, float], room: float) -> None:
    """As large as it fits, 14 points at most and 6 at least: names can be long."""
    size = 14.0
    while size > 6 and width(words, size) > room:
        size -= 0.5
    text(page, words, place, size)


def qr(page: Canvas, words: str, left: float, bottom: float, side: float) -> None:
    """As shapes, not pixels: it stays sharp in print."""
    rows = [list(row) for row in segno.make(words, error="m", micro=False).matrix]
    unit = side / len(rows)
    path = page.beginPath()
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                path.rect(left + across * unit, bottom + side - (down + 1) * unit, unit, unit)
    page.setFillColor(INK)
    page.drawPath(path, stroke=0, fill=1)
