"""The schema as migrations make it is the one the models tell: no index is missing, on either engine."""

from collections.abc import Iterator

import pytest
from tortoise.models import Model

from core import db, records

pytestmark = pytest.mark.usefixtures("database")
MODELS = [model for name in records.__all__ if issubclass(model := getattr(records, name), Model)]


def promised(model: type[Model]) -> Iterator[tuple[str, ...]]:
    """The columns of every index and unique rule that the model tells of."""
    meta = model._meta
    for name, field in meta.fields_map.items():
        if field.index or (field.unique and not field.pk):
            yield (name,)
    yield from (tuple(told) for told in meta.unique_together)
    yield from (tuple(getattr(told, "fields", None) or told) for told in meta.indexes)


async def indexes(table: str) -> set[tuple[str, ...]]:
    if db.dialect() == "postgres":
        sql = """SELECT (SELECT string_agg(pg_get_indexdef(i.indexrelid, k + 1, true), ',' ORDER BY k)
            FROM generate_subscripts(i.indkey, 1) k) AS columns
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname = $1"""
    else:
        sql = """SELECT (SELECT group_concat(name) FROM
            (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS columns FROM pragma_index_list($1) i"""
    return {tuple(row["columns"].replace('"', "").split(",")) for row in await db.rows(sql, table)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
async def test_every_index_the_models_tell_of_is_there(model: type[Model]) -> None:
    there = await indexes(model._meta.db_table)
    assert [wanted for wanted in promised(model) if wanted not in there] == []
