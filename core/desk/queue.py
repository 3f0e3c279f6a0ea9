"""The queue of a desk: open cases that have begun, the most urgent first, at the same cost however many there are.

Each department is read along its own index no further than a page needs; nothing here counts or sorts a whole table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.db import Row
from core.desk.access import note
from core.desk.counting import counts
from core.desk.finding import Marks, sheets, tells_who
from core.desk.lines import COLUMNS, rows_of, waiting
from core.desk.waiting import Queue
from core.refusals import Defect, Invalid
from core.staff import HANDLES, Staff
from core.time import now_ms

MOST = 100  # lines of a page
WORK = {  # states in which a case waits for this role
    "clerk": ("submitted", "accepted", "certifying", "delivering"),
    "officer": ("submitted", "accepted", "in_review", "decided", "certifying", "delivering"),
    "supervisor": ("submitted", "accepted", "in_review", "decided", "certifying", "delivering"),
}
_PLACE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})?~([0-9a-z]{26})")  # after: the day and the id of the last one seen


@dataclass(frozen=True)
class _Wish:
    """What is asked for. `states` empty: all; `after`: (day or None, id) of the last one seen."""

    mine: bool = False
    states: tuple[str, ...] = ()
    lamp: str | None = None
    free: bool = False
    limit: int = 20
    after: tuple[str | None, str] | None = None


async def queue(
    staff: Staff,
    *,
    mine: bool = False,
    state: str | None = None,
    lamp: str | None = None,
    q: str = "",
    limit: int = 20,
    after: str | None = None,
) -> Queue:
    """`q`: a query code, a case number, an ID number or a phone; then closed cases are found too. `after`: a `next`.

    Raises: NotAllowed `role_needed`; Invalid for an `after` that is none.
    """
    staff.require(*HANDLES)
    wish = _Wish(mine, (state,) if state else (), lamp, False, min(max(limit, 1), MOST), _place(after))
    if q.strip():
        page, following = await _found(staff, q, wish), None
    elif mine:
        page, following = await _mine(staff, wish), None
    else:
        page, following = await _page(staff, wish)
    items = tuple([await waiting(staff, row) for row in page])
    return Queue(items, following, await counts(staff))


async def next_case(staff: Staff) -> str | None:
    """The most urgent case that waits for one of one's roles and that nobody else holds."""
    states = tuple(dict.fromkeys(state for role, found in WORK.items() if role in staff.roles for state in found))
    page, _ = await _page(staff, _Wish(states=states, free=True, limit=1))
    return str(page[0]["id"]) if page else None


async def _page(staff: Staff, wish: _Wish) -> tuple[list[Row], str | None]:
    """First those with a date, then those whose clock stands still. One row more than asked for tells that there are
    more."""
    found: list[Row] = []
    if wish.after is None or wish.after[0] is not None:
        found = await _branches(staff, wish, dated=True, most=wish.limit + 1)
    if len(found) <= wish.limit:
        found += await _branches(staff, wish, dated=False, most=wish.limit + 1 - len(found))
    page = found[: wish.limit]
    last = page[-1] if len(found) > wish.limit else None
    return page, f"{last['due_on'] or ''}~{last['id']}" if last else None


async def _branches(staff: Staff, wish: _Wish, *, dated: bool, most: int) -> list[Row]:
    """One ordered and limited read of the index for each department, merged."""
    marks = Marks()
    order = "due_on, id" if dated else "id"
    where = [
        "c.opened = 1",
        "c.submitted_at IS NOT NULL",
        f"c.due_on IS {'NOT NULL' if dated else 'NULL'}",
        *_filters(staff, wish, marks),
        *_beyond(wish.after, dated, marks),
    ]
    ordered = f"{' AND '.join(where)} ORDER BY {', '.join(f'c.{name}' for name in order.split(', '))} LIMIT {most}"
    branches = [
        f"SELECT * FROM (SELECT {COLUMNS} FROM cases c WHERE c.department = {marks.add(slug)} AND {ordered}) b{at}"
        for at, slug in enumerate(staff.sees)
    ]
    merged = f"SELECT * FROM ({' UNION ALL '.join(branches)}) u ORDER BY {order} LIMIT {most}"
    return await rows_of(merged, marks.values, ", ".join(f"q.{name}" for name in order.split(", ")))


def _beyond(after: tuple[str | None, str] | None, dated: bool, marks: Marks) -> list[str]:
    """A page of undated cases that follows dated ones begins at their beginning."""
    if after is None or dated != (after[0] is not None):
        return []
    return [f"(c.due_on, c.id) > ({marks.add(*after)})" if dated else f"c.id > {marks.add(after[1])}"]


def _filters(staff: Staff, wish: _Wish, marks: Marks) -> list[str]:
    where = []
    if wish.states:
        where.append(f"c.state IN ({marks.add(*wish.states)})")
    if wish.lamp:
        where.append(f"c.lamp = {marks.add(wish.lamp)}")
    if wish.free:
        free = (
            f"c.claimed_by IS NULL OR c.claimed_by = {marks.add(staff.id)} OR c.claimed_until <= {marks.add(now_ms())}"
        )
        where.append(f"({free})")
    if wish.mine:
        where += [f"c.claimed_by = {marks.add(staff.id)}", f"c.claimed_until > {marks.add(now_ms())}"]
    return where


async def _mine(staff: Staff, wish: _Wish) -> list[Row]:
    marks = Marks()
    where = [f"c.department IN ({marks.add(*staff.sees)})", "c.opened = 1", *_filters(staff, wish, marks)]
    lines = f"SELECT {COLUMNS} FROM cases c WHERE {' AND '.join(where)} LIMIT {MOST}"
    return await rows_of(lines, marks.values, "q.due_on IS NULL, q.due_on, q.id")


async def _found(staff: Staff, q: str, wish: _Wish) -> list[Row]:
    """The newest first. Looking for a person is a look at them."""
    ids = await sheets(q)
    if not ids:
        return []
    marks = Marks()
    where = [
        f"c.application_id IN ({marks.add(*ids)})",
        f"c.department IN ({marks.add(*staff.sees)})",
        "c.submitted_at IS NOT NULL",
        *_filters(staff, wish, marks),
    ]
    lines = f"SELECT {COLUMNS} FROM cases c WHERE {' AND '.join(where)} ORDER BY c.id DESC LIMIT {wish.limit}"
    page = await rows_of(lines, marks.values, "q.id DESC")
    if page and tells_who(q):
        await note(staff, _citizens(page), "search", "search")
    return page


def _citizens(page: Sequence[Row]) -> list[str]:
    return [row["citizen_id"] for row in page]


def _place(after: str | None) -> tuple[str | None, str] | None:
    if after is None:
        return None
    place = _PLACE.fullmatch(after)
    if place is None:
        raise Invalid([Defect("after", "wrong")])
    return place[1], place[2]
