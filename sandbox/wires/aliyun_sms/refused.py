"""How this gateway says no: a code of the vendor's own."""

import json
from collections.abc import Mapping
from pathlib import Path

WORDS: Mapping[str, str] = json.loads((Path(__file__).parent / "codes.json").read_text("utf-8"))


class Refused(Exception):
    """`detail` follows the words of `codes.json`. A refused text travels in HTTP 200, as at the vendor; a refused
    call in 4xx.
    """

    def __init__(self, code: str, detail: str = "", status: int = 200) -> None:
        super().__init__(code)
        self.code, self.status = code, status
        self.says = f"{WORDS.get(code, '')} {detail}".strip() or code


def wanted(asked: Mapping[str, str], name: str) -> str:
    """The parameter `name`. Raises: Refused `Missing<name>`, HTTP 400."""
    if value := asked.get(name, ""):
        return value
    raise Refused(f"Missing{name}", f"{name} is mandatory for this action.", status=400)


def counted(text: str, most: int = 2**31) -> int:
    """A page number or size, from 1 to `most`. Raises: Refused `isv.INVALID_PARAMETERS`."""
    if text.isascii() and text.isdigit() and 0 < int(text) <= most:
        return int(text)
    raise Refused("isv.INVALID_PARAMETERS")
