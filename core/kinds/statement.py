"""Something a person declares to be true, by ticking it: true or not given."""

from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError

_TICKED = frozenset({"yes", "true", "on", "1"})
_UNTICKED = frozenset({"no", "false", "off", "0"})


class Statement:
    name: ClassVar[str] = "statement"
    json_type: ClassVar[JsonType] = "boolean"
    personal: ClassVar[bool] = False
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        """False is an answer too, but not the one that is needed: a required statement stays owed."""
        if isinstance(raw, list | tuple) and len(raw) == 1:
            raw = raw[0]
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.lower() in _TICKED | _UNTICKED:
            return raw.lower() in _TICKED
        raise KindError("not_a_statement")

    def show(self, value: Json, field: FieldSpec) -> str:
        return "✓" if value else ""


KIND = Statement()
