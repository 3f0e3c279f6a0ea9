"""What a clock looks like: lamps for staff (电子监察), and for the citizen a plain word on being late."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.calendar import Calendar, NotKnownYet
from core.clocks.clock import Clock

Lamp = Literal["amber", "yellow", "red"]
AMBER_AT_MOST = 5  # working days left; DESIGN section 6, after the lamps of live supervision systems (预警 黄牌 红牌)
YELLOW_AT_MOST = 1


def lamp(remaining: int, limit: int) -> Lamp | None:
    """`remaining` working days of `limit` are left: amber at min(5, a third of the limit), yellow at 1, red below 0."""
    if remaining < 0:
        return "red"
    if remaining <= YELLOW_AT_MOST:
        return "yellow"
    return "amber" if remaining <= AMBER_AT_MOST and 3 * remaining <= limit else None


@dataclass(frozen=True)
class Late:
    """`days` working days (at least 1) past the due date; `why` is a code with words in the word files."""

    days: int
    why: str


def late(clock: Clock, today: date, calendar: Calendar, why: str = "with_the_office") -> Late | None:
    """What a citizen is told when the promise is broken; None while it holds or cannot be judged.

    `why` is the reason the office gave last; a special procedure that is under way is the better reason.
    """
    left = clock.remaining(today, calendar)
    if isinstance(left, NotKnownYet) or left >= 0:
        return None
    return Late(-left, clock.open_stop.reason if clock.open_stop else why)
