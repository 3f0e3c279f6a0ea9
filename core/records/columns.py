"""The few kinds of column that the tables are made of, so that each is spelled once."""

from typing import Any, cast

from tortoise import fields as tortoise_fields

fields = cast(Any, tortoise_fields)  # its overloads want `null` spelled as a literal at every call

ID = 26  # characters, see core.ids


def key() -> Any:
    return fields.CharField(max_length=ID, primary_key=True)


def ref(*, null: bool = False, index: bool = False, unique: bool = False) -> Any:
    """The id of a row in another table."""
    return fields.CharField(max_length=ID, null=null, db_index=index, unique=unique)


def word(length: int = 64, *, null: bool = False, index: bool = False, unique: bool = False) -> Any:
    return fields.CharField(max_length=length, null=null, db_index=index, unique=unique)


def at(*, null: bool = False) -> Any:
    """A moment: integer milliseconds UTC."""
    return fields.BigIntField(null=null)


def on(*, null: bool = False) -> Any:
    """A date: ISO text."""
    return fields.CharField(max_length=10, null=null)


def sealed(*, null: bool = False) -> Any:
    """Cipher text of core.crypto."""
    return fields.BinaryField(null=null)


def blind(*, null: bool = False, index: bool = False, unique: bool = False) -> Any:
    """A blind index of core.crypto: 64 hex digits."""
    return fields.CharField(max_length=96, null=null, db_index=index, unique=unique)
