"""From the tables to an application in memory, in one round trip, and always with the owner in the question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from core import db
from core.applications.application import Application, Promise
from core.applications.case import COLUMNS, case_of
from core.citizens import Citizen
from core.citizens.citizen import citizen_from
from core.json import decode
from core.refusals import NotFound
from core.scenes import Judgement

_APPLICATION = """a.id, a.citizen_id, a.scene, a.scene_version, a.region, a.state, a.version, a.seq, a.chain,
a.query_code, a.submitted_at, a.due_on, a.act_by, a.closed_at"""
_CITIZEN = "z.assurance, z.version AS citizen_version, z.name, z.id_number, z.phone"
_LISTS = {  # table: what of it comes along, and which rows
    "uploads": (("target", "id", "trust"), "t.removed_at IS NULL"),
    "parties": (("id", "role", "citizen_id", "state", "confirm_by", "id_number_index"), "1 = 1"),
    "promises": (("id", "case_id", "material", "owed_on", "state", "kept_at"), "1 = 1"),
}
_LIST = {
    "sqlite": "(SELECT json_group_array(json_array({columns})) FROM {table} t"
    " WHERE t.application_id = a.id AND {which})",
    "postgres": "(SELECT coalesce(json_agg(json_build_array({columns}) ORDER BY t.id), '[]') FROM {table} t"
    " WHERE t.application_id = a.id AND {which})",
}
_CASES = {
    "sqlite": "(SELECT json_group_array(json_object({pairs})) FROM cases c WHERE c.application_id = a.id)",
    "postgres": "(SELECT coalesce(json_agg(json_build_object({pairs})), '[]') FROM cases c"
    " WHERE c.application_id = a.id)",
}
_PLAIN = tuple(column for column in COLUMNS if column != "reason")  # sealed bytes do not travel as JSON


@dataclass(frozen=True)
class Uploaded:
    """One file that is there. `target` is a material or field id."""

    target: str
    id: str
    trust: str


@dataclass(frozen=True)
class Party:
    """A person of this application, as the moves need it: no name, no number."""

    id: str
    role: str
    citizen_id: str | None
    state: str
    confirm_by: str | None
    id_number_index: str | None


@dataclass
class Loaded:
    """An application with what its draft holds: sealed answers and facts, uploads, parties.

    `judgement`: as of submission, once somebody has asked for it (core.applications.judging).
    `portraits`: the photos that licences about to be issued carry, by kind.
    """

    application: Application
    citizen: Citizen
    answers: bytes
    facts: bytes | None
    uploads: tuple[Uploaded, ...]
    channel: str
    created_at: int
    parties: tuple[Party, ...] = ()
    judgement: Judgement | None = None
    portraits: dict[str, bytes | None] = field(default_factory=dict)

    @property
    def promises(self) -> tuple[Promise, ...]:
        return self.application.promises


def _list_sql(table: str, dialect: str) -> str:
    names, which = _LISTS[table]
    return _LIST[dialect].format(columns=", ".join(f"t.{name}" for name in names), table=table, which=which)


def _cases_sql(dialect: str) -> str:
    pairs = ", ".join(f"'{column}', c.{column}" for column in _PLAIN)
    return _CASES[dialect].format(pairs=pairs)


async def load(application_id: str, *, owner: str | None = None) -> Loaded:
    """`owner`: the citizen who asks; another person's application is not there.

    Raises: NotFound `application_unknown`.
    """
    dialect = db.dialect()
    where, params = ("a.id = $1", [application_id])
    if owner is not None:
        where, params = f"{where} AND a.citizen_id = $2", [application_id, owner]
    row = await db.row(
        f"SELECT {_APPLICATION}, a.answers, a.facts, a.channel, a.created_at,"
        f" {_CITIZEN}, {', '.join(f'{_list_sql(table, dialect)} AS {table}' for table in _LISTS)},"
        f" {_cases_sql(dialect)} AS cases"
        f" FROM applications a JOIN citizens z ON z.id = a.citizen_id WHERE {where}",
        *params,
    )
    if row is None:
        raise NotFound("application_unknown")
    return _loaded(row)


async def load_by_case(case_id: str) -> Loaded:
    """Raises: NotFound `case_unknown`."""
    row = await db.row("SELECT application_id FROM cases WHERE id = $1", case_id)
    if row is None:
        raise NotFound("case_unknown")
    return await load(row["application_id"])


def _loaded(row: db.Row) -> Loaded:
    return Loaded(
        _application(row),
        citizen_from({**dict(row), "id": row["citizen_id"], "version": row["citizen_version"]}),
        row["answers"],
        row["facts"],
        tuple(Uploaded(*one) for one in _told(row, "uploads")),
        row["channel"],
        row["created_at"],
        tuple(Party(*one) for one in _told(row, "parties")),
    )


def _application(row: db.Row) -> Application:
    cases = [case_of({**told, "reason": None}) for told in cast(list[db.Row], decode(row["cases"]))]
    return Application(
        row["id"],
        row["citizen_id"],
        row["scene"],
        row["scene_version"],
        row["region"],
        row["state"],
        row["version"],
        row["seq"],
        row["chain"],
        query_code=row["query_code"],
        submitted_at=row["submitted_at"],
        due_on=row["due_on"],
        act_by=row["act_by"],
        closed_at=row["closed_at"],
        cases={case.id: case for case in sorted(cases, key=lambda case: case.position)},
        promises=tuple(cast(Callable[..., Promise], Promise)(*one) for one in _told(row, "promises")),
    )


def _told(row: db.Row, table: str) -> Sequence[Sequence[str]]:
    return cast(Sequence[Sequence[str]], decode(row[table]))
