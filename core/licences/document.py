"""The holder's own document as a PDF: one page that looks like what it is. It is its holder's, so it masks nothing."""

import io
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core import ink
from core.licences.library import Printed, library
from core.licences.pictures import inch_photo
from core.licences.reading import Licence

_WIDTH, _HEIGHT = A4
_EDGE, _LEFT, _RIGHT = 16 * mm, 34 * mm, _WIDTH - 34 * mm
_PHOTO_WIDTH, _PHOTO_HEIGHT = 25 * mm, 35 * mm  # an inch photo (一寸), 25 x 35 mm


def pdf(licence: Licence) -> bytes:
    """One A4 page: title, number, the holder's lines, photo, issuer, days, and a QR code to check it by.

    The same licence gives the same bytes. It takes tens of milliseconds: call it in a thread.
    """
    printed = library().printed
    ink.ready()
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    page.setTitle(licence.title)
    page.setAuthor(licence.issued_by)
    _frame(page)
    _head(page, licence, printed)
    _photo(page, licence)
    _lines(page, licence)
    _foot(page, licence, printed)
    _check(page, licence, printed)
    page.showPage()
    page.save()
    return out.getvalue()


def _frame(page: Canvas) -> None:
    page.setStrokeColor(ink.RULE)
    for inset, width in ((0, 1.6), (2.2 * mm, 0.5)):
        page.setLineWidth(width)
        page.rect(_EDGE + inset, _EDGE + inset, _WIDTH - 2 * (_EDGE + inset), _HEIGHT - 2 * (_EDGE + inset))


def _head(page: Canvas, licence: Licence, printed: Printed) -> None:
    middle = _WIDTH / 2
    ink.centred(page, f"{printed['city']}{printed['kind_of_document']}", (middle, _HEIGHT - 44 * mm), 14, ink.SOFT)
    ink.centred(page, licence.title, (middle, _HEIGHT - 62 * mm), 30, ink.INK)
    ink.centred(page, f"{printed['number']}  {_grouped(licence.number)}", (middle, _HEIGHT - 74 * mm), 12, ink.SOFT)
    page.setStrokeColor(ink.RULE)
    page.setLineWidth(0.5)
    page.line(_LEFT, _HEIGHT - 82 * mm, _RIGHT, _HEIGHT - 82 * mm)
    if licence.status != "active":
        words = f"{printed.statuses[licence.status]}  {printed['not_in_force']}"
        ink.centred(page, words, (middle, _HEIGHT - 91 * mm), 12, ink.STOP)


def _photo(page: Canvas, licence: Licence) -> None:
    photo = licence.about.photo
    if photo is None:
        return
    picture = inch_photo(photo)
    if picture is None:
        return  # not a picture after all: the document is good without it
    left, bottom = _RIGHT - _PHOTO_WIDTH, _HEIGHT - 100 * mm - _PHOTO_HEIGHT
    page.drawImage(
        ImageReader(io.BytesIO(picture)),
        left,
        bottom,
        _PHOTO_WIDTH,
        _PHOTO_HEIGHT,
        preserveAspectRatio=True,
        anchor="c",
    )


def _lines(page: Canvas, licence: Licence) -> None:
    room = _RIGHT - _LEFT - 42 * mm - (_PHOTO_WIDTH + 6 * mm if licence.about.photo else 0)
    at = _HEIGHT - 106 * mm
    for label, value in licence.rows_in_full:
        ink.text(page, label, (_LEFT, at), 12, ink.SOFT)
        ink.fitted(page, value, (_LEFT + 42 * mm, at), room)
        at -= 12 * mm
    if licence.note:
        ink.text(page, licence.note, (_LEFT, at - 4 * mm), 11, ink.SOFT)


def _foot(page: Canvas, licence: Licence, printed: Printed) -> None:
    until = printed.date(date.fromisoformat(licence.valid_until)) if licence.valid_until else printed["no_last_day"]
    issued_on = printed.date(date.fromisoformat(licence.issued_on))
    rows = (("issuer", licence.issued_by), ("issued_on", issued_on), ("valid_until", until))
    for at, (label, value) in zip((86, 76, 66), rows, strict=True):
        ink.text(page, printed[label], (_LEFT, at * mm), 12, ink.SOFT)
        ink.fitted(page, value, (_LEFT + 28 * mm, at * mm), 76 * mm)


def _check(page: Canvas, licence: Licence, printed: Printed) -> None:
    """The QR code leads to the city's own page; the identifier below it is for those who type."""
    side = 34 * mm
    ink.qr(page, f"{library().verify_address}/{licence.identifier}", _RIGHT - side, 58 * mm, side)
    ink.centred(page, printed["check"], (_RIGHT - side / 2, 52 * mm), 10, ink.SOFT)
    ink.text(page, f"{printed['identifier']}  {licence.identifier}", (_LEFT, 36 * mm), 8, ink.SOFT)
    ink.text(page, library().verify_address, (_LEFT, 30 * mm), 8, ink.SOFT)


def _grouped(number: str) -> str:
    """20261122 K7MP 2XH9 AB3C: the day, then groups of four."""
    rest = number[8:]
    return " ".join([number[:8], *(rest[at : at + 4] for at in range(0, len(rest), 4))])
