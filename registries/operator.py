"""The mobile operator: whether a name, an ID number and a phone belong together (运营商三要素)."""

from pydantic_settings import SettingsConfigDict

from core.ports import Verdict
from core.secret import IdNumber, Name, Phone
from registries.sharing import Keeper, ShareSettings, line
from vendors.outside import Outside

PATIENCE_S = 5.0  # a person waits for this one, and without it cannot go on


class Settings(ShareSettings):
    model_config = SettingsConfigDict(env_prefix="ZB_OPERATOR_")
    timeout: float = PATIENCE_S


class Operator(Keeper):
    async def agree(self, name: Name, id_number: IdNumber, phone: Phone) -> Verdict:
        """Raises: Unavailable when it cannot be asked now."""
        return await self.verdict("v1/three-elements", name, id_number, phone)


def make(outside: Outside | None) -> Operator:
    return Operator("operator", line("operator", Settings(), outside, path="operator", keys="operator"))
