"""The population register (人口库): who lives here and where, and whether a name and a number belong together."""

from functools import partial

from pydantic_settings import SettingsConfigDict

from core.ports import FactField, Verdict
from core.secret import IdNumber, Name, Phone
from registries.reading import flag, or_nothing, region, text
from registries.sharing import Known, ShareSettings, Sharing, line
from vendors.outside import Outside

OWNER = "public-security"
SOURCE = "人口库"
fact = partial(FactField, source=SOURCE, owner=OWNER)
KNOWS = (
    Known(fact("registry.population.is_local", "boolean", "户口在本市"), "is_local", or_nothing(flag)),
    Known(fact("registry.population.region", "string", "居住地区划"), "region", or_nothing(region)),
    Known(fact("registry.population.address", "string", "居住地址"), "address", or_nothing(text)),
)


class Settings(ShareSettings):
    model_config = SettingsConfigDict(env_prefix="ZB_POPULATION_")


class Population(Sharing):
    async def agree(self, name: Name, id_number: IdNumber, phone: Phone) -> Verdict:
        """Of name and number; the register knows no phones. Raises: Unavailable."""
        return await self.verdict("v1/agree", name, id_number)


def make(outside: Outside | None) -> Population:
    wire = line("share.population", Settings(), outside, path="share/population", keys="share")
    return Population("population", wire, SOURCE, KNOWS)
