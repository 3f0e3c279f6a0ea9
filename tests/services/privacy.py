"""Reads what a house printed, for anything that belongs to a person. Patterns, and the pretend people by name."""

import re
from collections.abc import Iterable, Iterator

# Not inside longer runs of letters and digits: an id, a hash or a token may hold eleven digits by chance.
SIGNS = {
    "an ID number": re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{9}[\dXx](?![0-9A-Za-z])"),
    "a mobile number": re.compile(r"(?<![0-9A-Za-z.:+-])(?:\+?86)?1[3-9]\d{9}(?![0-9A-Za-z])"),
    "a session or API token": re.compile(r"(?i)\b(?:bearer\s+|cookie:|zb=)[\w.~+/-]{16,}"),
}


def personal(log: str, names: Iterable[str] = ()) -> Iterator[str]:
    """What was told of whom, with its line; the value itself stays out of the complaint."""
    known = [name for name in names if len(name) > 1]
    for number, line in enumerate(log.splitlines(), 1):
        for what, sign in SIGNS.items():
            if match := sign.search(line):
                yield f"line {number} has {what}: {hidden(line, match.span())}"
        for name in known:
            if name in line:
                at = line.index(name)
                yield f"line {number} has a person's name: {hidden(line, (at, at + len(name)))}"


def hidden(line: str, span: tuple[int, int]) -> str:
    start, end = span
    return f"{line[max(0, start - 60) : start]}***{line[end : end + 60]}"
