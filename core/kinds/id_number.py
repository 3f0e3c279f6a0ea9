"""A citizen's ID number of eighteen signs, kept with a capital X. The old fifteen are told apart, not guessed at."""

from typing import ClassVar

from core.codes.id_number import IdNumberWrong, tidy_id_number
from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError, half_width


class IdNumber:
    name: ClassVar[str] = "id_number"
    json_type: ClassVar[JsonType] = "string"
    personal: ClassVar[bool] = True
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        """The codes are those of core.codes.id_number."""
        try:
            return tidy_id_number(half_width(raw, "id_number_sign"))
        except IdNumberWrong as wrong:
            raise KindError(wrong.code) from None

    def show(self, value: Json, field: FieldSpec) -> str:
        number = str(value)
        return f"{number[:6]} {number[6:14]} {number[14:]}"


KIND = IdNumber()
