"""A notice as a PDF, set as official papers are (GB/T 9704-2012): A4, 28 characters to a line, 22 lines to a page.

It is for its addressee, so nothing is masked. The same notice gives the same bytes.
"""

import io
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core import ink
from core.documents.library import library
from core.documents.lines import Line, broken, on_pages
from core.documents.reading import Document
from core.ids import grouped

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT, _TOP, _BOTTOM = 28 * mm, _WIDTH - 26 * mm, _HEIGHT - 37 * mm, 35 * mm
_SIZE = 15.75  # points: 三号
_PITCH = 29.0  # points: 22 lines on 225 mm
_TITLE = 22.0  # points: 二号
_HEAD = 4  # lines the title, the number and the rule take on the first page
_LINES = 22
_SIGNED = 4  # an empty line, who, when, and an empty one
_QR = 26 * mm
_CHECKED = 2  # lines that the QR code reaches into the text
_WIDEST_GAP = 2.4  # points between two characters; a line that would need more stays ragged


def pdf(document: Document) -> bytes:
    """Its pages. It takes tens of milliseconds: call it in a thread."""
    ink.ready()
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    page.setTitle(f"{document.title} {document.number}")
    page.setAuthor(document.issued_by)
    pages = on_pages(_lines(document), _LINES - _HEAD, _LINES, _SIGNED + _CHECKED)
    for number, lines in enumerate(pages, 1):
        at = _head(page, document) if number == 1 else _TOP
        at = _body(page, lines, at)
        if number == len(pages):
            _signed(page, document, at)
            _check(page, document)
        _foot(page, document, number, len(pages))
        page.showPage()
    page.save()
    return out.getvalue()


def _lines(document: Document) -> list[Line]:
    found = [Line(library().head["to"].format(to=document.to.reveal()))]
    for paragraph in document.says:
        found += broken(paragraph, _room, lambda text: ink.width(text, _SIZE))
    return found


def _room(indent: int) -> float:
    """Width of a line in points; a hair more than the block, so that 28 full characters fit."""
    return float(_RIGHT - _LEFT + 0.5 - indent * _SIZE)


def _head(page: Canvas, document: Document) -> float:
    """Who, what and the number; answers where the text begins."""
    middle = (_LEFT + _RIGHT) / 2
    _strong(page, document.issued_by, (middle, _TOP - 12), 16, ink.SOFT)
    _strong(page, document.title, (middle, _TOP - 12 - 1.35 * _PITCH), _TITLE, ink.INK)
    at = _TOP - 12 - 2.55 * _PITCH
    page.setFillColor(ink.INK)
    page.setFont(ink.FONT, 13)
    page.drawRightString(_RIGHT, at, ink.drawable(document.number))
    page.setStrokeColor(ink.RULE)
    page.setLineWidth(1.2)
    page.line(_LEFT, at - 9, _RIGHT, at - 9)
    return float(_TOP - _HEAD * _PITCH)


def _strong(page: Canvas, text: str, place: tuple[float, float], size: float, colour: str) -> None:
    """The font has no bold: a thin outline of the same colour makes one."""
    page.setFillColor(colour)
    page.setStrokeColor(colour)
    page.setLineWidth(size / 45)
    drawn = page.beginText()
    drawn.setFont(ink.FONT, size)
    drawn.setTextRenderMode(2)
    drawn.setTextOrigin(place[0] - ink.width(text, size) / 2, place[1])
    drawn.textOut(ink.drawable(text))
    drawn.setTextRenderMode(0)
    page.drawText(drawn)


def _body(page: Canvas, lines: list[Line], at: float) -> float:
    page.setFillColor(ink.INK)
    page.setFont(ink.FONT, _SIZE)
    for line in lines:
        page.drawString(_LEFT + line.indent * _SIZE, at - _SIZE, ink.drawable(line.text), charSpace=_gap(line))
        at -= _PITCH
    return at


def _gap(line: Line) -> float:
    """What brings a full line to the right edge, in points between two characters."""
    if not line.full or len(line.text) < 2:
        return 0.0
    left = _RIGHT - _LEFT - line.indent * _SIZE - ink.width(line.text, _SIZE)
    gap = left / (len(line.text) - 1)
    return gap if abs(gap) <= _WIDEST_GAP else 0.0


def _signed(page: Canvas, document: Document, at: float) -> None:
    """The date ends four characters from the right edge, the office stands centred over it."""
    day = library().head.date(date.fromisoformat(document.issued_on))
    end = _RIGHT - 4 * _SIZE
    middle = end - ink.width(day, _SIZE) / 2
    half = ink.width(document.issued_by, _SIZE) / 2
    middle = min(middle, _RIGHT - half)  # a long name must not run over the edge
    for down, words in enumerate((document.issued_by, day), 1):
        ink.centred(page, words, (middle, at - _SIZE - down * _PITCH), _SIZE)


def _check(page: Canvas, document: Document) -> None:
    """The code leads to the city's own page; the signs beside it are for those who type."""
    head, bottom = library().head, _BOTTOM - 6 * mm
    page.setStrokeColor(ink.RULE)
    page.setLineWidth(0.5)
    page.line(_LEFT, bottom + _QR + 3 * mm, _RIGHT, bottom + _QR + 3 * mm)
    ink.qr(page, document.check_address, _LEFT, bottom, _QR)
    left = _LEFT + _QR + 6 * mm
    ink.text(page, f"{head['check']}  {head['code']} {grouped(document.check_code)}", (left, bottom + 17 * mm), 11)
    ink.text(page, library().verify_address, (left, bottom + 10 * mm), 9, ink.SOFT)
    ink.text(page, head["made"], (left, bottom + 3.5 * mm), 9, ink.SOFT)


def _foot(page: Canvas, document: Document, number: int, pages: int) -> None:
    words = library().head["page"].format(page=number, pages=pages)
    ink.text(page, document.number, (_LEFT, 18 * mm), 9, ink.SOFT)
    page.setFont(ink.FONT, 9)
    page.drawRightString(_RIGHT, 18 * mm, words)
