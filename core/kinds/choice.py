"""One of the options, kept by its key."""

from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError


class Choice:
    name: ClassVar[str] = "choice"
    json_type: ClassVar[JsonType] = "string"
    personal: ClassVar[bool] = False
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        if isinstance(raw, list | tuple) and len(raw) == 1:
            raw = raw[0]
        if not isinstance(raw, str) or raw not in field.options:
            raise KindError("not_an_option", options=list(field.options))
        return raw

    def show(self, value: Json, field: FieldSpec) -> str:
        return field.options.get(str(value), str(value))


KIND = Choice()
