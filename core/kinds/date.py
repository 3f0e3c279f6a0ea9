"""A day, kept as 2026-11-21. Typed as people do: 2026年11月21日, 2026/11/21, 20261121, or in three boxes."""

import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError, half_width

_APART = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)


class Date:
    name: ClassVar[str] = "date"
    json_type: ClassVar[JsonType] = "string"
    personal: ClassVar[bool] = True  # most days people are asked for are birthdays
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        if isinstance(raw, Mapping):
            parts = (half_width(raw.get(part) or "", "not_a_date") for part in ("year", "month", "day"))
            typed = "-".join(parts)
        else:
            typed = half_width(raw, "not_a_date")
        found = _APART.fullmatch(typed) or _TOGETHER.fullmatch(typed)
        if not found:
            raise KindError("not_a_date")
        try:
            day = date(*(int(part) for part in found.groups())).isoformat()
        except ValueError:
            raise KindError("no_such_date", typed=typed) from None
        if field.min is not None and day < str(field.min):
            raise KindError("date_too_early", min=field.min)
        if field.max is not None and day > str(field.max):
            raise KindError("date_too_late", max=field.max)
        return day

    def show(self, value: Json, field: FieldSpec) -> str:
        day = date.fromisoformat(str(value))
        return f"{day.year}年{day.month}月{day.day}日"


KIND = Date()
