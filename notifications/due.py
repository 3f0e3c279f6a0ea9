"""By when an answer comes, and how much it costs, as letters say it."""

from core.words import spoken_date
from notifications import wording
from notifications.letters import Letterhead


def promise(head: Letterhead, due_on: str | None) -> str:
    """`最晚12月3日（周四）答复您`; while nobody can tell yet (a calendar is not published), it says so."""
    return wording.filled(head.promise_known, {"due": spoken_date(due_on)}) if due_on else head.promise_unknown


def yuan(head: Letterhead, fen: int) -> str:
    """`20 元`, `20.50 元`: integer fen as people read money."""
    whole, rest = divmod(fen, 100)
    return wording.filled(head.amount, {"yuan": f"{whole}.{rest:02d}" if rest else str(whole)})
