"""The library of licences that others issued (电子证照库): the ID card with its photo, the residence permit.

A licence past its last day is as good as none. What this city issues itself is not asked for here.
"""

from functools import partial

from pydantic_settings import SettingsConfigDict

from core.json import Json
from core.ports import FactField
from core.time import today
from registries.reading import Garbled, day, or_nothing, picture, record, text
from registries.sharing import Known, ShareSettings, Sharing, line
from vendors.outside import Outside

OWNER = "public-security"
SOURCE = "电子证照库"
SHOWN = ("number_masked", "number", "address")  # what of a licence is kept beside its last day


def in_force(value: Json) -> Json:
    """The licence with what is needed of it, or null when its last day is over.

    An ID card taken at 46 or later never ends (居民身份证法 art. 5): `long_term`, and no last day.
    """
    told = record(value)
    until = None if told.get("long_term") is True else day(told.get("valid_until"))
    if until is not None and until < today():
        return None
    kept = {name: text(told[name]) for name in SHOWN if told.get(name) is not None}
    return {**kept, "valid_until": until.isoformat() if until else None}


def photo(value: Json) -> Json:
    """The picture on the card; null when the library holds none."""
    told = record(value)
    if "photo" not in told:
        raise Garbled
    return or_nothing(picture)(told["photo"])


fact = partial(FactField, source=SOURCE, owner=OWNER)
KNOWS = (
    Known(fact("licence.id_card", "object", "居民身份证"), "id_card", or_nothing(in_force)),
    Known(fact("licence.id_card.photo", "string", "身份证上的照片"), "id_card.photo", or_nothing(photo), "id_card"),
    Known(fact("licence.residence_permit", "object", "居住证"), "residence_permit", or_nothing(in_force)),
)


class Settings(ShareSettings):
    model_config = SettingsConfigDict(env_prefix="ZB_LICENCE_LIBRARY_")


def make(outside: Outside | None) -> Sharing:
    wire = line("share.licences", Settings(), outside, path="share/licences", keys="share")
    return Sharing("licence_library", wire, SOURCE, KNOWS)
