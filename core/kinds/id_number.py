"""A citizen's ID number of eighteen characters, kept with a capital X. The old fifteen are told apart, not guessed at."""

import re
from typing import ClassVar

from core.codes.id_number import is_valid
from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError, half_width

_OLD = re.compile(r"\d{15}", re.ASCII)
_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)


class IdNumber:
    name: ClassVar[str] = "id_number"
    json_type: ClassVar[JsonType] = "string"
    personal: ClassVar[bool] = True

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        number = re.sub(r"[\s-]", "", half_width(raw, "not_an_id_number")).upper()
        if _OLD.fullmatch(number):
            raise KindError("id_number_fifteen")
        if number.isalnum() and len(number) != len("11010519491231002X"):
            raise KindError("id_number_length", length=len(number))
        if not _SHAPE.fullmatch(number):
            raise KindError("not_an_id_number")
        if not is_valid(number):
            raise KindError("id_number_mistyped")
        return number

    def show(self, value: Json, field: FieldSpec) -> str:
        number = str(value)
        return f"{number[:6]} {number[6:14]} {number[14:]}"


KIND = IdNumber()
