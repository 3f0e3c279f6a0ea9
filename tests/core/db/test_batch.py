"""How a batch becomes one statement."""

from hypothesis import given
from hypothesis import strategies as st

from core.db.batch import MOST_ROWS, Batch, as_one_statement, shifted


def test_placeholders_of_later_statements_move_up():
    assert shifted("UPDATE t SET a = $1 WHERE b = $12", 3) == "UPDATE t SET a = $4 WHERE b = $15"


@given(st.lists(st.lists(st.integers(), min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_parameter_is_named_exactly_once_and_in_order(rows: list[list[int]]):
    batch = Batch()
    for number, row in enumerate(rows):
        batch.insert(f"t{number}", {f"c{n}": value for n, value in enumerate(row)})
    sql, params = as_one_statement(batch.statements)
    assert params == [value for row in rows for value in row]
    named = [int(part.split(",")[0].split(")")[0]) for part in sql.split("$")[1:]]
    assert named == list(range(1, len(params) + 1))


def test_rows_of_one_table_become_one_insert():
    batch = Batch()
    batch.insert_many("t", [{"a": 1, "b": 2}, {"a": 3, "b": 4}])
    assert len(batch.statements) == 1
    assert batch.statements[0].params == (1, 2, 3, 4)


def test_inserts_told_one_by_one_become_one_a_table_unless_something_else_lies_between():
    batch = Batch()
    for n in range(2):
        batch.insert("letters", {"id": n, "said": "a"})
        batch.insert("deliveries", {"id": n})
    batch.run("DELETE FROM letters WHERE id = $1", 7)
    batch.insert("letters", {"id": 7, "said": "b"})
    batch.insert("letters", {"id": 8})
    assert [(one.sql.split()[:3], one.params, one.expect) for one in batch.statements] == [
        (["INSERT", "INTO", "letters"], (0, "a", 1, "a"), 2),
        (["INSERT", "INTO", "deliveries"], (0, 1), 2),
        (["DELETE", "FROM", "letters"], (7,), None),
        (["INSERT", "INTO", "letters"], (7, "b"), 1),
        (["INSERT", "INTO", "letters"], (8,), 1),
    ]


def test_a_batch_added_to_another_stays_what_it_was():
    first, second = Batch(), Batch()
    for batch in (first, second):
        batch.insert("t", {"a": 1})
    first.add(second)
    first.insert("t", {"a": 2})
    assert [one.params for one in first.statements] == [(1, 1, 2)]
    assert [one.params for one in second.statements] == [(1,)]


def test_an_insert_that_leaves_what_is_there_is_a_statement_of_its_own_and_keeps_its_place():
    batch = Batch()
    for n in (1, 2):
        batch.insert("t", {"a": n}, ignore_conflict=True)
    batch.insert("t", {"a": 3})
    assert [one.params for one in batch.statements] == [(1,), (2,), (3,)]


def test_an_insert_of_very_many_rows_is_told_in_several():
    batch = Batch()
    for n in range(MOST_ROWS + 1):
        batch.insert("t", {"a": n})
    assert [one.expect for one in batch.statements] == [MOST_ROWS, 1]


def test_no_rows_are_no_statement():
    batch = Batch()
    batch.insert_many("t", [])
    assert not batch
