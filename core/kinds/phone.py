"""A mainland mobile number, kept as its eleven digits. Landlines have no text messages, so they are not asked for."""

import re
from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError, half_width
from core.secret import tidy_phone

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"0\d{9,11}", re.ASCII)


class Phone:
    name: ClassVar[str] = "phone"
    json_type: ClassVar[JsonType] = "string"
    personal: ClassVar[bool] = True
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        number = tidy_phone(half_width(raw, "not_a_phone"))
        if _LANDLINE.fullmatch(number):
            raise KindError("phone_landline")
        if number.isdecimal() and len(number) != len("13800000000"):
            raise KindError("phone_length", length=len(number))
        if not _MOBILE.fullmatch(number):
            raise KindError("not_a_phone")
        return number

    def show(self, value: Json, field: FieldSpec) -> str:
        number = str(value)
        return f"{number[:3]} {number[3:7]} {number[7:]}"


KIND = Phone()
