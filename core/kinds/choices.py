"""Any of the options, kept as a list of keys in the order of the options. `min` and `max` count them."""

from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError


class Choices:
    name: ClassVar[str] = "choices"
    json_type: ClassVar[JsonType] = "array"
    personal: ClassVar[bool] = False
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        picked = list(raw) if isinstance(raw, list | tuple) else [raw]
        if any(not isinstance(each, str) or each not in field.options for each in picked):
            raise KindError("not_an_option", options=list(field.options))
        kept = [key for key in field.options if key in picked]
        if field.min is not None and len(kept) < int(field.min):
            raise KindError("too_few_chosen", min=field.min)
        if field.max is not None and len(kept) > int(field.max):
            raise KindError("too_many_chosen", max=field.max)
        return kept

    def show(self, value: Json, field: FieldSpec) -> str:
        picked = value if isinstance(value, list | tuple) else [value]
        return "、".join(field.options.get(str(each), str(each)) for each in picked)


KIND = Choices()
