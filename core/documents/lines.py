"""Breaking Chinese text into lines: no line begins with a closing mark or ends with an opening one (GB/T 15834), and
numbers, dates and codes stay whole. Pure: how wide a text is, is asked of the caller.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

NOT_FIRST = frozenset("，。、；：？！）》」』”’】〕…·,.;:?!)%")
NOT_LAST = frozenset("（《「『“‘【〔(")
LONGEST_WHOLE = 20  # characters of a number or code that is never broken; a longer one would leave half a line empty
_PIECE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d+(?:\.\d+)? ?[年月日元天个]|[\x21-\x7e]+|.", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line of a page. `indent` in characters; `full` when another line of the same paragraph follows."""

    text: str
    indent: int = 0
    full: bool = False


def broken(text: str, room: Callable[[int], float], width: Callable[[str], float]) -> Iterator[Line]:
    """The lines of one paragraph, its first indented by two characters. `room(indent)` is how wide a line may be."""
    indent, line = 2, ""
    for cluster in _clusters(text):
        if line and width(line + cluster.rstrip()) > room(indent):
            yield Line(line.rstrip(), indent, full=True)
            indent, line = 0, cluster.lstrip()
        else:
            line += cluster
    yield Line(line.rstrip(), indent)


def _clusters(text: str) -> Iterator[str]:
    """What stays together: a piece with the closing marks after it and the opening marks before it."""
    cluster = ""
    for piece in _pieces(text):
        if cluster and piece not in NOT_FIRST and cluster[-1] not in NOT_LAST:
            yield cluster
            cluster = ""
        cluster += piece
    if cluster:
        yield cluster


def _pieces(text: str) -> Iterator[str]:
    for found in _PIECE.findall(text):
        if len(found) <= LONGEST_WHOLE:
            yield found
        else:
            yield from found


def on_pages(lines: list[Line], first: int, later: int, closing: int) -> list[list[Line]]:
    """Lines shared out: so many on the first page, so many on each later one, `closing` kept free on the last.

    The signature never stands alone on a page (GB/T 9704, 7.3.5): two lines come over with it.
    """
    pages, rest, room = [list[Line]()], list(lines), first
    while rest:
        take = min(room, len(rest))
        pages[-1], rest = rest[:take], rest[take:]
        if rest:
            pages.append([])
            room = later
    if len(pages[-1]) + closing > (first if len(pages) == 1 else later):
        pages.append(pages[-1][-2:])
        pages[-2] = pages[-2][:-2]
    return pages
