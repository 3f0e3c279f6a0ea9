"""Files that are not what they seem: pictures and packages that unpack to far more than they weigh, and liars."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from tests.api.conftest import picture


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of these chunks, each with a right sum."""
    packed = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def head(width: int, height: int) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)


def package(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name.replace("_", "."), content)
    return out.getvalue()


def drawn(mode: str, kind: str, size: tuple[int, int] = (50, 60)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


NOTHING = (b"IEND", b"")
BOMBS = {
    "60,000 by 60,000 points": png(head(60_000, 60_000), (b"IDAT", zlib.compress(bytes(1_000_000))), NOTHING),
    "a text of 80 MB in a chunk": png(
        head(1, 1), (b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000))), (b"IDAT", zlib.compress(bytes(4))), NOTHING
    ),
    "an OFD with an entry of 60 MB": package(OFD_xml=b"<OFD/>" + b" " * 60_000_000),
    "a zip in a zip": package(a_zip=package(b_zip=package(c=bytes(10_000_000)))),
    "a strip of one point": drawn("L", "PNG", (60_000, 1)),
}
LIARS = {
    "nothing": b"",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a program": b"MZ" + bytes(500),
    "a GIF": drawn("P", "GIF"),
    "a WebP": drawn("RGB", "WEBP"),
    "a TIFF": drawn("RGB", "TIFF"),
    "a BMP": drawn("RGB", "BMP"),
    "half a JPEG": picture((900, 900))[:400],
    "the first bytes of a JPEG": b"\xff\xd8\xff\xe0" + b"<script>" * 50,
    "the first bytes of a PNG": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "the first bytes of a PDF": b"%PDF-1.4\n<script>alert(1)</script>",
    "a JPEG that ends in the middle": picture((300, 400))[:-900],
    "a PNG with a wrong sum": drawn("RGB", "PNG")[:-20] + bytes(20),
}
ODD = {
    mode: drawn(mode, kind)
    for mode, kind in (("CMYK", "JPEG"), ("L", "JPEG"), ("I;16", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("1", "PNG"))
} | {"one point": drawn("RGB", "PNG", (1, 1)), "with a package behind it": picture() + package(a_html=b"<script>")}
# A PNG's sums may be right and its picture missing: known only when it is unpacked.
UNPRINTABLE = {
    "a picture of one line of a hundred": png(head(100, 100), (b"IDAT", zlib.compress(bytes(301))), NOTHING),
    "a picture that is no picture": png(head(100, 100), (b"IDAT", b"x" * 99), NOTHING),
    "7,000 by 7,000 points in 150 KB": drawn("RGB", "PNG", (7_000, 7_000)),
}
