"""How a batch becomes one statement."""

from hypothesis import given
from hypothesis import strategies as st

from core.db.batch import Batch, as_one_statement, shifted


def test_placeholders_of_later_statements_move_up():
    assert shifted("UPDATE t SET a = $1 WHERE b = $12", 3) == "UPDATE t SET a = $4 WHERE b = $15"


@given(st.lists(st.lists(st.integers(), min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_parameter_is_named_exactly_once_and_in_order(rows: list[list[int]]):
    batch = Batch()
    for row in rows:
        batch.insert("t", {f"c{n}": value for n, value in enumerate(row)})
    sql, params = as_one_statement(batch.statements)
    assert params == [value for row in rows for value in row]
    named = [int(part.split(",")[0].split(")")[0]) for part in sql.split("$")[1:]]
    assert named == list(range(1, len(params) + 1))


def test_rows_of_one_table_become_one_insert():
    batch = Batch()
    batch.insert_many("t", [{"a": 1, "b": 2}, {"a": 3, "b": 4}])
    assert len(batch.statements) == 1
    assert batch.statements[0].params == (1, 2, 3, 4)


def test_no_rows_are_no_statement():
    batch = Batch()
    batch.insert_many("t", [])
    assert not batch
