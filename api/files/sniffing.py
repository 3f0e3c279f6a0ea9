"""What a file really is. Four kinds are taken: PDF, JPEG, PNG, OFD; each is opened far enough to know that it is whole.

Nothing here trusts a name, a declared type or a size that a file claims for what is packed inside it.
"""

import io
import warnings
import zipfile
from collections.abc import Callable

from PIL import Image, UnidentifiedImageError

from core.refusals import Defect, Invalid

PDF, JPEG, PNG, OFD = "application/pdf", "image/jpeg", "image/png", "application/ofd"
SUFFIX = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", OFD: ".ofd"}
MOST_PIXELS = 64_000_000  # what a good phone's camera gives; decoded at an eighth, this is 3 MB
MOST_SIDE = 20_000
OFD_ENTRIES = 2_000
OFD_UNPACKED = 100 * 1024 * 1024
OFD_ROOT = "OFD.xml"  # GB/T 33190-2016, 7.1: the entry of the package
OFD_ROOT_LIMIT = 1024 * 1024
_PDF_HEAD, _PDF_TAIL = 1024, 2048  # how far from its ends a PDF's marks may be (ISO 32000-1, annex H.3)


class NotWhole(Exception):
    """It begins like one of ours and is not one. `code` is a defect's."""

    def __init__(self, code: str = "file_broken") -> None:
        super().__init__(code)
        self.code = code


def media_type_of(content: bytes) -> str:
    """The kind, after looking inside. It works for a while on a large picture: call it in a thread.

    Raises: Invalid `file_empty`, `file_kind` (none of ours), `file_broken`, `file_locked`, `file_too_many_pixels`,
    `file_bomb`.
    """
    if not content:
        raise Invalid([Defect("file", "file_empty")])
    for media_type, begins, look in _KINDS:
        if begins(content):
            try:
                look(content)
            except NotWhole as wrong:
                raise Invalid([Defect("file", wrong.code)]) from None
            return media_type
    raise Invalid([Defect("file", "file_kind")])


def _pdf(content: bytes) -> None:
    tail = content[-_PDF_TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise NotWhole()
    if b"/Encrypt" in tail or b"/Encrypt" in content[:_PDF_TAIL]:
        raise NotWhole("file_locked")


def _jpeg(content: bytes) -> None:
    _picture(content, "JPEG")


def _png(content: bytes) -> None:
    _picture(content, "PNG")


def _picture(content: bytes, kind: str) -> None:
    """The size is read before a single pixel is unpacked; then a JPEG is decoded small, a PNG's sums are checked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
                _refuse_huge(*picture.size)
                if kind == "JPEG":
                    picture.draft("RGB", (max(1, picture.width // 8), max(1, picture.height // 8)))
                    picture.load()
                else:
                    picture.verify()
    except Image.DecompressionBombError:
        raise NotWhole("file_too_many_pixels") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise NotWhole() from None


def _refuse_huge(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise NotWhole("file_too_many_pixels")
    if not width or not height:
        raise NotWhole()


def _ofd(content: bytes) -> None:
    """A zip with the entry document in it. Only that one is unpacked, and no further than it may be long."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            _refuse_bomb(entries)
            if OFD_ROOT not in package.namelist():
                raise NotWhole("file_kind")
            with package.open(OFD_ROOT) as root:
                head = root.read(OFD_ROOT_LIMIT + 1)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise NotWhole() from None
    if len(head) > OFD_ROOT_LIMIT:
        raise NotWhole("file_bomb")
    if b"OFD" not in head[:2048] or b"<!ENTITY" in head:
        raise NotWhole()


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > OFD_ENTRIES or sum(entry.file_size for entry in entries) > OFD_UNPACKED:
        raise NotWhole("file_bomb")
    for entry in entries:
        if entry.filename.startswith("/") or ".." in entry.filename.split("/"):
            raise NotWhole()
        if entry.flag_bits & 1:
            raise NotWhole("file_locked")


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(marks)


def _like_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:_PDF_HEAD]


_KINDS: tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], None]], ...] = (
    (PNG, _begins(b"\x89PNG\r\n\x1a\n"), _png),
    (JPEG, _begins(b"\xff\xd8\xff"), _jpeg),
    (OFD, _begins(b"PK\x03\x04"), _ofd),
    (PDF, _like_pdf, _pdf),
)
