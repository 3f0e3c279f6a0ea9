"""The birth records of maternity wards (出生医学信息): the newborn of the person asked about, mother or father.

A birth that is not written down yet is no record: everything is null, and the parents are asked.
"""

from functools import partial

from pydantic_settings import SettingsConfigDict

from core.ports import FactField
from registries.reading import flag, iso_day, one_of, or_nothing, text
from registries.sharing import Known, ShareSettings, Sharing, line
from vendors.outside import Outside

OWNER = "health"
SOURCE = "出生医学信息库"
SEXES = ("male", "female")
fact = partial(FactField, source=SOURCE, owner=OWNER)
KNOWS = (
    Known(fact("registry.birth.is_recorded", "boolean", "本市医院有分娩记录"), "is_recorded", or_nothing(flag)),
    Known(fact("registry.birth.born_on", "date", "孩子的出生日期"), "born_on", or_nothing(iso_day)),
    Known(fact("registry.birth.sex", "string", "孩子的性别"), "sex", or_nothing(one_of(*SEXES))),
    Known(fact("registry.birth.hospital", "string", "出生的医院"), "hospital", or_nothing(text)),
    Known(fact("registry.birth.mother", "string", "妈妈的姓名"), "mother", or_nothing(text)),
)


class Settings(ShareSettings):
    model_config = SettingsConfigDict(env_prefix="ZB_BIRTH_")


def make(outside: Outside | None) -> Sharing:
    wire = line("share.birth", Settings(), outside, path="share/birth", keys="share")
    return Sharing("birth", wire, SOURCE, KNOWS)
