"""Where post reaches somebody: {region, street}. The region may be left out; then `street` says it all."""

import unicodedata
from collections.abc import Mapping
from typing import ClassVar

from core.json import Json
from core.kinds import FieldSpec, JsonType, KindError, get, is_blank

SHORTEST, LONGEST = 4, 120  # characters of `street`: 村 and a house number fit; nobody's address is a letter


class Address:
    name: ClassVar[str] = "address"
    json_type: ClassVar[JsonType] = "object"
    personal: ClassVar[bool] = True
    uploads: ClassVar[str | None] = None

    def parse(self, raw: Json, field: FieldSpec) -> Json:
        given: Mapping[str, Json] = raw if isinstance(raw, Mapping) else {"street": raw}
        street = given.get("street")
        if not isinstance(street, str) or set(given) - {"region", "street"}:
            raise KindError("not_an_address")
        tidy = " ".join(unicodedata.normalize("NFC", street).split())
        if len(tidy) < SHORTEST:
            raise KindError("address_too_short", min=SHORTEST)
        if len(tidy) > LONGEST:
            raise KindError("address_too_long", max=LONGEST)
        region = given.get("region")
        return {"region": None if is_blank(region) else get("region").parse(region, field), "street": tidy}

    def show(self, value: Json, field: FieldSpec) -> str:
        if not isinstance(value, Mapping):
            return str(value)
        region = value.get("region")
        return (get("region").show(region, field) if region else "") + str(value.get("street", ""))


KIND = Address()
