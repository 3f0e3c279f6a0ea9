"""What bench/ writes by SQL of its own fits the tables as they are: not found out after ten minutes of measuring."""

import asyncio
from types import ModuleType

import pytest

from bench import decisions, growth, submissions
from bench.counting import Counted, cost, counted, rows_each
from bench.limit import pgbench, ran
from core import db
from tests.conftest import or_missing
from tests.services.postgres import beside, sql

TIMES = 10


@pytest.fixture
def town(postgres_server: str, migrated_postgres: str):
    """A migrated database of this test's own."""
    sql(postgres_server, f"CREATE DATABASE bench_town TEMPLATE {migrated_postgres}")
    yield beside(postgres_server, "bench_town")
    sql(postgres_server, "DROP DATABASE bench_town WITH (FORCE)")


def written(url: str, row: ModuleType, given: dict[str, int] | None = None):
    """Rows of one transaction of pgbench's."""
    before = asyncio.run(counted(url))
    with or_missing():
        done = ran(url, row.ROWS, ["-t", str(TIMES)], given)
    assert done.returncode == 0, done.stderr
    after = asyncio.run(counted(url))
    assert after.commits - before.commits == TIMES
    return rows_each(before, after, TIMES)


def test_the_limit_beside_each_row_writes_what_the_row_is_said_to_write(town: str):
    assert written(town, submissions) == submissions.WRITES
    sql(town, *decisions.NUMBERED)
    assert written(town, decisions, {"cases": TIMES}) == decisions.WRITES


def test_a_limit_that_no_longer_fits_the_tables_is_no_number(town: str):
    sql(town, "ALTER TABLE consents ADD COLUMN newer integer NOT NULL")
    with or_missing():
        words = pgbench(town, submissions.ROWS, 1)
    assert words.startswith("NOT MEASURED")
    assert '"newer"' in words


def test_a_row_that_writes_other_rows_than_its_limit_says_so():
    before, after = Counted({"cases": 5}, 0, 0), Counted({"cases": 25, "serials": 1}, 20, 40)
    assert cost(before, after, 10, {"cases": 2}) == "each 4 statements, 2 commits, 2 rows"
    assert "OTHER ROWS than the limit: {'cases': 2}" in cost(before, after, 10, {"cases": 3})


@pytest.mark.parametrize("size", [growth.SMALL, growth.LARGE])
def test_the_last_rows_of_a_grown_city_fit_the_tables(town: str, size: int):
    me = "0" * 26
    sql(town, f"INSERT INTO citizens (id, assurance, created_at, version) VALUES ('{me}', 3, 0, 1)")
    last = [
        part.replace("generate_series(1, ", f"generate_series({size} - 600, ") for part in growth.filling(size, me, "v")
    ]
    sql(town, *last)
    assert asyncio.run(_open(town)), "and some of them wait for the officer who looks"


async def _open(url: str) -> int:
    async with db.opened(url):
        found = await db.row(
            "SELECT count(*) AS n FROM cases WHERE opened = 1 AND department = $1", growth.DESK.department
        )
    assert found is not None
    return int(found["n"])
