"""A picture of a person or a thing: the ids of its uploads, or the picture the city already has (base64)."""

from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType
from core.kinds._uploads import upload_ids


class Photo:
    name: ClassVar[str] = "photo"
    json_type: ClassVar[JsonType] = "array"
    personal: ClassVar[bool] = True
    uploads: ClassVar[str | None] = "image/"

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        return upload_ids(raw, int(field.max or 1))

    def show(self, value: Json, field: FieldSpec) -> str:
        return ""


KIND = Photo()
