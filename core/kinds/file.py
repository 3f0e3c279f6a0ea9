"""Papers uploaded for one field: the ids of the uploads. What is inside them is the upload's own business."""

import re
from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError

MOST = 9  # uploads for one field, when it does not say
_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{26}", re.ASCII)  # core.ids


class File:
    name: ClassVar[str] = "file"
    json_type: ClassVar[JsonType] = "array"
    personal: ClassVar[bool] = True

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        return upload_ids(raw, int(field.max or MOST))

    def show(self, value: Json, field: FieldSpec) -> str:
        return ""


def upload_ids(raw: Json, most: int) -> Json:
    given = list(raw) if isinstance(raw, list | tuple) else [raw]
    if any(not isinstance(each, str) or not _ID.fullmatch(each) for each in given):
        raise KindError("not_an_upload")
    kept = list(dict.fromkeys(given))
    if len(kept) > most:
        raise KindError("too_many_uploads", max=most)
    return kept


KIND = File()
