"""Style sheet, script and icon sprite: put together once at start, named by their content, cached for a year."""

import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from api.h5.look import Look

HERE = Path(__file__).parent
_FOREVER = "public, max-age=31536000, immutable"
_SHEETS = ("base.css", "elder.css", "print.css")  # components come between the first and the second


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    name: str
    media_type: str
    body: bytes
    squeezed: bytes
    at: str = "/static"

    @property
    def address(self) -> str:
        stem, _, ending = self.name.rpartition(".")
        return f"{self.at}/{stem}.{hashlib.sha256(self.body).hexdigest()[:10]}.{ending}"


class Assets:
    """Everything static, by name (for pages) and by address (for requests)."""

    def __init__(self, assets: Iterable[Asset]) -> None:
        self.named = {asset.name: asset for asset in assets}
        self._at = {asset.address: asset for asset in self.named.values()}
        self._addresses = {name: asset.address for name, asset in self.named.items()}

    def address(self, name: str) -> str:
        """Raises: KeyError when a page names a file that is not there."""
        return self._addresses[name]

    def answer(self, request: Request) -> Response:
        """The file asked for, squeezed where the browser takes it; 404 for any other name."""
        asset = self._at.get(request.url.path)
        if asset is None:
            return Response(status_code=404)
        headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(asset.body, media_type=asset.media_type, headers=headers)
        return Response(asset.squeezed, media_type=asset.media_type, headers=headers | {"Content-Encoding": "gzip"})


def build(look: Look) -> Assets:
    return Assets(
        asset(name, media_type, text)
        for name, media_type, text in (
            ("h5.css", "text/css", style_sheet(look)),
            ("enhance.js", "text/javascript", plain_script((HERE / "static/enhance.js").read_text("utf-8"))),
            ("icons.svg", "image/svg+xml", sprite()),
            ("mark.svg", "image/svg+xml", _mark(look)),
        )
    )


def style_sheet(look: Look) -> str:
    first, *last = (HERE / "static/css" / name for name in _SHEETS)
    sheets = [first, *sorted((HERE / "components").glob("*/style.css")), *last]
    return look.css() + squeeze("".join(sheet.read_text("utf-8") for sheet in sheets))


def sprite() -> str:
    """All line icons as `<symbol>`s: 24 x 24, 2 px strokes in the colour of the text around them."""
    symbols = (
        f'<symbol id="{path.stem}" viewBox="0 0 24 24">{_inside(path.read_text("utf-8"))}</symbol>'
        for path in sorted((HERE / "static/icons").glob("*.svg"))
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def _mark(look: Look) -> str:
    """The house's sign in the city's own colour."""
    return (HERE / "static/mark.svg").read_text("utf-8").replace("#0F56C7", look.light["act"])


def asset(name: str, media_type: str, text: str, *, at: str = "/static") -> Asset:
    """`at`: the folder of its address, without a slash at the end."""
    body = text.encode()
    return Asset(name, media_type, body, gzip.compress(body, 9, mtime=0), at)


def _inside(svg: str) -> str:
    return re.sub(r"^<svg[^>]*>|</svg>\s*$", "", svg.strip())


def squeeze(css: str) -> str:
    """Without comments and needless spaces."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]|: (?=[^{}]*[;}])) ?", lambda found: found[1].strip(), css).replace(";}", "}")


def plain_script(script: str) -> str:
    """Without comment lines and indentation; the language needs nothing cleverer."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
