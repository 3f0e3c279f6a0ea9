"""The weight of a first view: the page, its styles and its script, as they travel."""

import re
import tempfile
import urllib.request
from pathlib import Path

from bench.table import Line
from tests.services.house import running_house


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="zb-bench-") as place, running_house(data=Path(place) / "data") as house:
        page, size = _got(f"{house.address}/")
        parts = {
            path: _got(house.address + path)[1] for path in re.findall(r'(?:href|src)="(/[^"]+\.(?:css|js))', page)
        }
    total = size + sum(parts.values())
    return [Line("H5 first view", f"{total / 1024:.1f} KB gzip ({1 + len(parts)} requests)", "", "<=15 KB gzip")]


def _got(address: str) -> tuple[str, int]:
    import gzip

    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        raw = answer.read()
        text = gzip.decompress(raw) if answer.headers.get("Content-Encoding") == "gzip" else raw
        return text.decode(), len(raw)
