"""A place of the city, kept as its twelve digits. `options` holds the places one may pick, with their full names."""

import re
from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError, half_width

TWELVE_DIGITS = re.compile(r"\d{12}", re.ASCII)


class Region:
    name: ClassVar[str] = "region"
    json_type: ClassVar[JsonType] = "string"
    personal: ClassVar[bool] = False
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        code = half_width(raw, "not_a_region")
        if not TWELVE_DIGITS.fullmatch(code) or code not in field.options:
            raise KindError("not_a_region")
        return code

    def show(self, value: Json, field: FieldSpec) -> str:
        return field.options.get(str(value), str(value))


KIND = Region()
