"""A number with at most `decimals` places (0 by default), between `min` and `max`. Money is never asked as a number."""

import re
from decimal import Decimal
from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError, half_width

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.(\d+))?", re.ASCII)


class Number:
    name: ClassVar[str] = "number"
    json_type: ClassVar[JsonType] = "number"
    personal: ClassVar[bool] = False
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        typed = half_width(raw, "not_a_number").replace(",", "").replace(" ", "").removesuffix(field.unit)
        found = _NUMBER.fullmatch(typed)
        if not found:
            raise KindError("not_a_number")
        if len((found[1] or "").rstrip("0")) > field.decimals:
            raise KindError("too_many_decimals" if field.decimals else "not_whole", decimals=field.decimals)
        number = Decimal(typed)
        if field.min is not None and number < Decimal(field.min):
            raise KindError("number_too_small", min=field.min)
        if field.max is not None and number > Decimal(field.max):
            raise KindError("number_too_large", max=field.max)
        return int(number) if number == number.to_integral_value() else float(number)

    def show(self, value: Json, field: FieldSpec) -> str:
        return f"{value} {field.unit}".strip()


KIND = Number()
