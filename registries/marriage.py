"""The marriage register (婚姻登记库): whether a person is married, and to whom.

It holds no marriage of long ago or of elsewhere: then everything is null, and the person is asked.
"""

from functools import partial

from pydantic_settings import SettingsConfigDict

from core.ports import FactField
from registries.reading import flag, or_nothing, text
from registries.sharing import Known, ShareSettings, Sharing, line
from vendors.outside import Outside

OWNER = "civil-affairs"
SOURCE = "婚姻登记库"
fact = partial(FactField, source=SOURCE, owner=OWNER)
KNOWS = (
    Known(fact("registry.marriage.is_married", "boolean", "已婚"), "is_married", or_nothing(flag)),
    Known(fact("registry.marriage.spouse_name", "string", "配偶姓名"), "spouse_name", or_nothing(text)),
)


class Settings(ShareSettings):
    model_config = SettingsConfigDict(env_prefix="ZB_MARRIAGE_")


def make(outside: Outside | None) -> Sharing:
    wire = line("share.marriage", Settings(), outside, path="share/marriage", keys="share")
    return Sharing("marriage", wire, SOURCE, KNOWS)
