"""The household register (户籍库): whether a person is on a household's book here, which one, and who heads it."""

from functools import partial

from pydantic_settings import SettingsConfigDict

from core.ports import FactField
from registries.reading import flag, or_nothing, text
from registries.sharing import Known, ShareSettings, Sharing, line
from vendors.outside import Outside

OWNER = "public-security"
SOURCE = "户籍库"
fact = partial(FactField, source=SOURCE, owner=OWNER)
KNOWS = (
    Known(fact("registry.household.is_member", "boolean", "在本市户口簿上"), "is_member", or_nothing(flag)),
    Known(fact("registry.household.number", "string", "户号"), "number", or_nothing(text)),
    Known(fact("registry.household.head", "string", "户主姓名"), "head", or_nothing(text)),
)


class Settings(ShareSettings):
    model_config = SettingsConfigDict(env_prefix="ZB_HOUSEHOLD_")


def make(outside: Outside | None) -> Sharing:
    wire = line("share.household", Settings(), outside, path="share/household", keys="share")
    return Sharing("household", wire, SOURCE, KNOWS)
