"""QR codes, as a picture that can stand in a page or an answer without a second request."""

import segno

_SCALE, _BORDER = 6, 4  # pixels a module; the quiet zone that ISO/IEC 18004 asks for


def qr_png_data_uri(text: str) -> str:
    """`text` as a `data:image/png;base64,...` address, error correction M: screens do not wear out."""
    made = segno.make(text, error="m", micro=False)
    return str(made.png_data_uri(scale=_SCALE, border=_BORDER))
