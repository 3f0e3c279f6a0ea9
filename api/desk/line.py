"""Which line of cases an officer works through: the queue's filters, as they stand in an address and come back from it.

What was looked for may be an ID number: it goes into an address sealed, never as it was typed.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from core.applications.edges import EDGES
from core.crypto import KeyMissing, SealBroken, open_text, seal

LAMPS = ("red", "yellow", "amber")
STATES = frozenset(state for edge in EDGES for state in edge.start)
_FOUND = "desk.find"
LONGEST = 64  # characters that are looked for


@dataclass(frozen=True)
class Line:
    """`q` is what was typed, in the open; `query()` seals it. `after` is a page further on."""

    mine: bool = False
    state: str = ""
    lamp: str = ""
    q: str = ""
    after: str = ""

    def query(self) -> str:
        """For an address: "" for the whole line."""
        parts = {
            "mine": "1" if self.mine else "",
            "state": self.state,
            "lamp": self.lamp,
            "found": sealed(self.q),
            "after": self.after,
        }
        return urlencode({name: value for name, value in parts.items() if value})

    def at(self, path: str = "/desk", **more: str) -> str:
        """`path` within this line."""
        query = "&".join(part for part in (self.query(), urlencode({k: v for k, v in more.items() if v})) if part)
        return f"{path}?{query}" if query else path

    def but(self, **changes: "str | bool") -> "Line":
        """The same with `changes`, from its first page."""
        return replace(self, **{"after": "", **changes})  # type: ignore[arg-type]  # each name has its own type


def sealed(text: str) -> str:
    """What was typed, as an address may carry it; `opened` reads it again."""
    return urlsafe_b64encode(seal(text[:LONGEST], _FOUND)).decode() if text else ""


def opened(sealed_text: str) -> str:
    """ "" for what is none of ours."""
    try:
        return open_text(urlsafe_b64decode(sealed_text.encode("ascii")), _FOUND)[:LONGEST] if sealed_text else ""
    except (SealBroken, KeyMissing, UnicodeError, ValueError):  # binascii.Error is a ValueError
        return ""


def line_of(given: Mapping[str, str]) -> Line:
    """From an address; what makes no sense is let go."""
    state, lamp = given.get("state", ""), given.get("lamp", "")
    after = given.get("after", "")
    return Line(
        mine=given.get("mine") == "1",
        state=state if state in STATES else "",
        lamp=lamp if lamp in LAMPS else "",
        q=opened(given.get("found", "")),
        after=after if len(after) <= 200 and after.isascii() and after.isprintable() else "",
    )


def line_in(query: str) -> Line:
    """From what a form carried along."""
    return line_of(dict(parse_qsl(query[:1000], max_num_fields=10)) if query.isascii() else {})
