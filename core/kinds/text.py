"""Free text in one or more lines. `min` and `max` count characters."""

import unicodedata
from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError

LONGEST = 500  # characters, when the field does not say


class Text:
    name: ClassVar[str] = "text"
    json_type: ClassVar[JsonType] = "string"
    personal: ClassVar[bool] = True  # nobody knows what people write
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        if not isinstance(raw, str):
            raise KindError("not_text")
        text = unicodedata.normalize("NFC", raw).strip()
        if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t" for sign in text):
            raise KindError("text_unreadable")
        shortest, longest = int(field.min or 0), int(field.max or LONGEST)
        if len(text) < shortest:
            raise KindError("text_too_short", min=shortest)
        if len(text) > longest:
            raise KindError("text_too_long", max=longest, length=len(text))
        return text

    def show(self, value: Json, field: FieldSpec) -> str:
        return str(value)


KIND = Text()
