"""What came in and what became of it, counted by item. No person is in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from core import db
from core.applications.edges import CLOSED, OPEN_BEFORE_DECISION
from core.db import Row
from core.desk.days import between
from core.desk.finding import Marks
from core.desk.reports import ItemDone, Stats
from core.house import house
from core.ids import earliest_id
from core.staff import HANDLES, Staff
from core.time import now_ms, today

DAYS, MOST_DAYS = 30, 366
DAY_MS, CHINA_MS = 86_400_000, 8 * 3_600_000
WAITED_MS = 180 * DAY_MS  # a branch may have waited for another one so long before an office received it
STATES = (*sorted(CLOSED), *OPEN_BEFORE_DECISION, "decided", "certifying", "delivering")
_EPOCH = date(1970, 1, 1)
_COUNTED = """SELECT department, item, (submitted_at + {china}) / {day} AS received_day,
(decided_at + {china}) / {day} AS decided_day, due_on, opened, decided_by = 'rule' AS by_rule,
CASE WHEN marks LIKE '%"verdict":"approved"%' THEN 'approved' WHEN marks LIKE '%"verdict":"denied"%' THEN 'denied' END
AS verdict, count(*) AS n
FROM cases WHERE department = {department} AND region = {region} AND state IN ({states}) AND id >= {earliest}
AND submitted_at >= {since} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"""


@dataclass(frozen=True)
class _Alike:
    """`n` cases that came in, were due and were decided on the same days, alike. `verdict`: approved or denied."""

    department: str
    item: str
    received: date
    decided: date | None
    due_on: str | None
    verdict: str | None
    opened: bool
    by_rule: bool
    n: int

    def is_late(self, on: date) -> bool:
        """Decided after its day, or still open after it."""
        if self.due_on is None or (self.decided is None and not self.opened):
            return False
        return (self.decided or on) > date.fromisoformat(self.due_on)


async def stats(staff: Staff, days: int = DAYS) -> Stats:
    """Of the cases that one's departments received in the last `days` days. Raises: NotAllowed `role_needed`."""
    staff.require(*HANDLES, "administrator")
    since = today() - timedelta(days=min(max(days, 1), MOST_DAYS))
    alike = [one for slug in staff.sees for one in await _counted(staff, slug, since)]
    place = attrgetter("department", "item")
    items = tuple(_done(*key, tuple(ones)) for key, ones in groupby(sorted(alike, key=place), key=place))
    return Stats(
        since.isoformat(),
        sum(one.received for one in items),
        sum(one.decided for one in items),
        sum(one.approved for one in items),
        sum(one.denied for one in items),
        sum(one.by_rule for one in items),
        sum(one.late for one in items),
        items,
    )


async def _counted(staff: Staff, slug: str, since: date) -> list[_Alike]:
    marks, department = Marks(), house().city.departments.get(slug)
    from_ms = (since - _EPOCH).days * DAY_MS - CHINA_MS
    real_days = (today() - since).days * DAY_MS + WAITED_MS
    sql = _COUNTED.format(
        china=CHINA_MS,
        day=DAY_MS,
        department=marks.add(slug),
        region=marks.add(department.region if department else staff.region),
        states=marks.add(*STATES),
        earliest=marks.add(earliest_id(now_ms() - real_days)),
        since=marks.add(from_ms),
    )
    return [_alike(row) for row in await db.rows(sql, *marks.values)]


def _alike(row: Row) -> _Alike:
    decided = None if row["decided_day"] is None else _EPOCH + timedelta(days=row["decided_day"])
    return _Alike(
        row["department"],
        row["item"],
        _EPOCH + timedelta(days=row["received_day"]),
        decided,
        row["due_on"],
        row["verdict"],
        bool(row["opened"]),
        bool(row["by_rule"]),
        row["n"],
    )


def _done(department: str, item: str, alike: Sequence[_Alike]) -> ItemDone:
    def count(chosen: Iterable[_Alike]) -> int:
        return sum(one.n for one in chosen)

    known = house().city.items.get(item)
    on = today()
    return ItemDone(
        department,
        item,
        known.name if known else item,
        received=count(alike),
        decided=count(one for one in alike if one.decided),
        approved=count(one for one in alike if one.verdict == "approved"),
        denied=count(one for one in alike if one.verdict == "denied"),
        by_rule=count(one for one in alike if one.by_rule),
        late=count(one for one in alike if one.is_late(on)),
        days=_median(alike),
    )


def _median(alike: Iterable[_Alike]) -> int | None:
    """Working days from receipt to the decision: half of the cases took no more."""
    took = sorted(
        (days, one.n) for one in alike if one.decided and (days := between(one.received, one.decided)) is not None
    )
    half, seen = (sum(n for _, n in took) + 1) // 2, 0
    for days, n in took:
        seen += n
        if seen >= half:
            return days
    return None
