"""My applications: those of one's own, and those one was asked to confirm. One read, the newest change first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core import db
from core.applications.parties import APPLICANT
from core.applications.standing import CONFIRM, DECLINE, may_answer, own_indexes
from core.applications.versions import pinned
from core.citizens import Caller
from core.db.batch import Value
from core.refusals import NotFound
from core.time import rfc3339

MOST = 100
_COLUMNS = """a.id, a.scene, a.scene_version, a.state, a.query_code, a.due_on, a.act_by, a.submitted_at, a.updated_at,
a.closed_at"""
_OWN = """SELECT {columns}, NULL AS role, NULL AS party_state, NULL AS confirm_by FROM applications a
WHERE a.citizen_id = {me}{more}"""
# An index finds the few rows that carry this number; the rest hangs on them.
_ASKED = """SELECT {columns}, p.role, p.state AS party_state, p.confirm_by FROM parties p
JOIN applications a ON a.id = p.application_id
WHERE p.id_number_index IN ({known}) AND a.citizen_id <> {me}{more}"""
_NEWEST = "ORDER BY {of}updated_at DESC, {of}id DESC LIMIT {limit}"
_BOTH = "SELECT * FROM (SELECT * FROM ({own}) mine UNION ALL SELECT * FROM ({asked}) theirs) every_one"
# What waits for the one whose sheet it is, told by the state alone.
_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "draft": ("answer", "submit"),
    "needs_you": ("correct",),
    "to_pay": ("pay",),
}


@dataclass(frozen=True)
class Listed:
    """One line of "my applications". `role`: what the one who looks is in it; `actions`: what waits for them, and
    `act_by` the last day of it; `due_on` is the day of the offices' answer. Days are ISO text."""

    id: str
    scene: str
    title: str
    state: str
    query_code: str | None
    due_on: str | None
    submitted_at: str | None
    updated_at: str
    role: str = APPLICANT
    actions: tuple[str, ...] = ()
    confirm_by: str | None = None
    act_by: str | None = None


@dataclass(frozen=True)
class Listing:
    items: tuple[Listed, ...]
    next: str | None


async def listing(caller: Caller, state: str | None = None, limit: int = 20, after: str | None = None) -> Listing:
    """The caller's applications. `after` is the id of the last one seen.

    Raises: NotFound `application_unknown` when `after` is not one of the caller's.
    """
    most, known = min(max(limit, 1), MOST), await own_indexes(caller)
    params: list[Value] = [caller.citizen_id, *known]
    more = ""
    if state:
        params.append(state)
        more += f" AND a.state = ${len(params)}"
    if after:
        params += [await _changed_at(caller, known, after), after]
        at, last = len(params) - 1, len(params)
        more += f" AND (a.updated_at < ${at} OR (a.updated_at = ${at} AND a.id < ${last}))"
    found = await db.rows(_page_sql(len(known), more, most + 1), *params)
    page = found[:most]
    items = [await _listed(row) for row in page]
    return Listing(tuple(items), page[-1]["id"] if len(found) > most else None)


def _page_sql(known: int, more: str, limit: int) -> str:
    """Each half brings its own newest, so that neither is read as a whole."""
    newest = _NEWEST.format(of="a.", limit=limit)
    own = _OWN.format(columns=_COLUMNS, me="$1", more=more)
    if not known:
        return f"{own} {newest}"
    asked = _ASKED.format(columns=_COLUMNS, me="$1", known=_marks(known), more=more)
    return f"{_BOTH.format(own=f'{own} {newest}', asked=f'{asked} {newest}')} {_NEWEST.format(of='', limit=limit)}"


def _marks(known: int) -> str:
    return ", ".join(f"${n}" for n in range(2, 2 + known))


async def _changed_at(caller: Caller, known: Sequence[str], application_id: str) -> int:
    """When this one of the caller's last changed. Raises: NotFound `application_unknown`."""
    more = f" AND a.id = ${2 + len(known)}"
    row = await db.row(_page_sql(len(known), more, 1), caller.citizen_id, *known, application_id)
    if row is None:
        raise NotFound("application_unknown")
    return int(row["updated_at"])


async def _listed(row: db.Row) -> Listed:
    scene = await pinned(row["scene"], row["scene_version"])
    waits = may_answer(row["party_state"] or "", row["confirm_by"], ended=row["closed_at"] is not None)
    owns = row["role"] is None
    asked_by = row["confirm_by"] if waits else None
    return Listed(
        row["id"],
        row["scene"],
        scene.title,
        row["state"],
        row["query_code"],
        row["due_on"],
        rfc3339(row["submitted_at"]) if row["submitted_at"] else None,
        rfc3339(row["updated_at"]),
        row["role"] or APPLICANT,
        (CONFIRM, DECLINE) if waits else _ACTIONS.get(row["state"], ()) if owns else (),
        asked_by,
        row["act_by"] if owns else asked_by,
    )
