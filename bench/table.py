"""One table of what was measured, beside its limit and the bar."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`limit` is what the machine itself gives, in the same run; `bar` what DESIGN section 9 asks."""

    work: str
    measured: str
    limit: str = ""
    bar: str = ""


def printed(lines: list[Line]) -> str:
    head = Line("work", "measured", "limit, same run", "bar")
    rows = [(line.work, line.measured, line.limit, line.bar) for line in (head, *lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    shown = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([shown[0], rule, *shown[1:]])
