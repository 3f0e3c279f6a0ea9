"""Writes that are known before the database is asked: many inserts and guarded updates as one unit.

PostgreSQL gets them as one statement (data-modifying CTEs: one round trip, one commit), SQLite as one hop into its
thread.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from core.refusals import Conflict

Value: TypeAlias = "None | bool | int | str | bytes"
Values: TypeAlias = Mapping[str, Value]
MOST_ROWS = 500  # of one INSERT; both engines take 32,767 parameters


class Stale(Conflict):
    """Somebody changed the row first: the version it was read at is no longer the present one."""

    def __init__(self) -> None:
        super().__init__("stale")


class Taken(Conflict):
    """A value that may be there only once is there already."""

    def __init__(self) -> None:
        super().__init__("taken")


@dataclass(frozen=True)
class Statement:
    """One write with its own `$n` placeholders. `expect` is the number of rows it must touch, or None for any."""

    sql: str
    params: tuple[Value, ...]
    expect: int | None


def _placeholders(start: int, count: int) -> str:
    return ", ".join(f"${n}" for n in range(start, start + count))


@dataclass
class _Rows:
    """Plain inserts into one table with one set of columns: they become one statement."""

    head: tuple[str, ...]
    groups: list[tuple[Value, ...]]

    def statement(self) -> Statement:
        table, *columns = self.head
        width = len(columns)
        marks = (f"({_placeholders(n * width + 1, width)})" for n in range(len(self.groups)))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join(marks)}"
        return Statement(sql, tuple(value for group in self.groups for value in group), len(self.groups))


@dataclass
class Batch:
    """Collects writes. A row may be written once only: PostgreSQL runs all statements over one snapshot.

    Plain inserts that nothing but plain inserts lies between are told together, one statement a table: their order
    changes nothing, and the more rows a statement has, the less each of them costs.
    """

    _parts: list[Statement | _Rows] = field(default_factory=list)

    @property
    def statements(self) -> list[Statement]:
        """In the order in which they are run."""
        return [part.statement() if isinstance(part, _Rows) else part for part in self._parts]

    def insert(self, table: str, values: Values, *, ignore_conflict: bool = False) -> None:
        self.insert_many(table, [values], ignore_conflict=ignore_conflict)

    def insert_many(self, table: str, rows: Sequence[Values], *, ignore_conflict: bool = False) -> None:
        """All rows have the same columns. With `ignore_conflict` a row that is there already is left as it is."""
        if not rows:
            return
        columns = list(rows[0])
        told = _Rows((table, *columns), [tuple(one[column] for column in columns) for one in rows])
        if ignore_conflict:
            plain = told.statement()
            self._parts.append(Statement(f"{plain.sql} ON CONFLICT DO NOTHING", plain.params, None))
        else:
            self._put(told)

    def _put(self, told: _Rows) -> None:
        for part in reversed(self._parts):
            if not isinstance(part, _Rows):
                break
            if part.head == told.head and len(part.groups) + len(told.groups) <= MOST_ROWS:
                part.groups += told.groups
                return
        self._parts.append(_Rows(told.head, list(told.groups)))

    def update(self, table: str, where: Values, values: Values, *, expect: int | None = 1) -> None:
        """Raises, at commit: Stale unless exactly `expect` rows matched `where` (None: any number)."""
        sets = ", ".join(f"{column} = ${n}" for n, column in enumerate(values, 1))
        conditions = " AND ".join(f"{column} = ${n}" for n, column in enumerate(where, len(values) + 1))
        params = (*values.values(), *where.values())
        self._parts.append(Statement(f"UPDATE {table} SET {sets} WHERE {conditions}", params, expect))

    def run(self, sql: str, *params: Value, expect: int | None = None) -> None:
        """Any other INSERT, UPDATE or DELETE, with its own `$n`."""
        self._parts.append(Statement(sql, params, expect))

    def add(self, other: "Batch") -> None:
        for part in other._parts:
            if isinstance(part, _Rows):
                self._put(part)
            else:
                self._parts.append(part)

    def __bool__(self) -> bool:
        return bool(self._parts)


@lru_cache(maxsize=4096)
def shifted(sql: str, by: int) -> str:
    """`sql` with every `$n` moved up by `by`, so that statements can share one list of parameters."""
    parts = sql.split("$")
    out = [parts[0]]
    for part in parts[1:]:
        digits = len(part) - len(part.lstrip("0123456789"))
        out.append(f"{int(part[:digits]) + by}{part[digits:]}" if digits else part)
    return "$".join(out)


def as_one_statement(statements: Iterable[Statement]) -> tuple[str, list[Value]]:
    """The whole batch for PostgreSQL. It answers with one row: how many rows each statement touched.

    A broken expectation divides by zero, so that the statement fails as a whole and nothing of it stays.
    """
    parts, counts, params = [], [], list[Value]()
    for n, statement in enumerate(statements):
        parts.append(f"s{n} AS ({shifted(statement.sql, len(params))} RETURNING 1)")
        counted = f"(SELECT count(*) FROM s{n})"
        if statement.expect is None:
            counts.append(f"{counted} AS n{n}")
        else:
            counts.append(
                f"{statement.expect} / (CASE WHEN {counted} = {statement.expect} THEN 1 ELSE 0 END) AS n{n}"
                if statement.expect
                else f"1 / (CASE WHEN {counted} = 0 THEN 1 ELSE 0 END) - 1 AS n{n}"
            )
        params += statement.params
    return f"WITH {', '.join(parts)} SELECT {', '.join(counts)}", params
