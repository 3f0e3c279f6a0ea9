"""QR codes, as a picture that can stand in a page or an answer without a second request."""

import io

import segno

_SCALE, _BORDER = 6, 4  # pixels a module; the quiet zone that ISO/IEC 18004 asks for


def qr_png(text: str) -> bytes:
    """A PNG of `text`, error correction M: it is shown on screens, which do not wear out."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=_SCALE, border=_BORDER)
    return out.getvalue()


def qr_png_data_uri(text: str) -> str:
    """The same as a `data:image/png;base64,...` address."""
    made = segno.make(text, error="m", micro=False)
    return str(made.png_data_uri(scale=_SCALE, border=_BORDER))
