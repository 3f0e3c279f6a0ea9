"""Pictures on a licence: QR codes that stand in a page or an answer by themselves, and the holder's inch photo."""

import io

import segno
from PIL import Image

_SCALE, _BORDER = 6, 4  # pixels a module; the quiet zone that ISO/IEC 18004 asks for
_PRINTED = (590, 826)  # points: an inch photo (一寸, 25 x 35 mm) at 600 dpi
_MOST_PIXELS = 16_000_000  # what a photo never has once it is read at the size of print, unless it means harm
_QUALITY = 90  # of 100: an inch photo stays well below 300,000 bytes


def qr_png_data_uri(text: str) -> str:
    """`text` as a `data:image/png;base64,...` address, error correction M: screens do not wear out."""
    made = segno.make(text, error="m", micro=False)
    return str(made.png_data_uri(scale=_SCALE, border=_BORDER))


def inch_photo(content: bytes) -> bytes | None:
    """As it is printed, a JPEG on white; None for what cannot be unpacked to its end, or to far more than it weighs.

    It takes tens of milliseconds: call it in a thread.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            picture.draft("RGB", _PRINTED)  # a JPEG from a telephone is read at an eighth of its size at once
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.thumbnail(_PRINTED)
            clear = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):  # Pillow: a broken PNG is a SyntaxError
        return None
    white = Image.new("RGBA", clear.size, "white")
    printed = io.BytesIO()
    Image.alpha_composite(white, clear).convert("RGB").save(printed, "JPEG", quality=_QUALITY)
    return printed.getvalue()
