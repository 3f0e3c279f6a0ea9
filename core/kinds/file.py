"""Papers uploaded for one field: the ids of the uploads. What is inside them is the upload's own business."""

from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType
from core.kinds._uploads import upload_ids

MOST = 9  # uploads for one field, when it does not say


class File:
    name: ClassVar[str] = "file"
    json_type: ClassVar[JsonType] = "array"
    personal: ClassVar[bool] = True
    uploads: ClassVar[str | None] = ""

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        return upload_ids(raw, int(field.max or MOST))

    def show(self, value: Json, field: FieldSpec) -> str:
        return ""


KIND = File()
