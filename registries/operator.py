"""The mobile operator: whether a name, an ID number and a phone belong together (运营商三要素)."""

from dataclasses import dataclass

from pydantic_settings import SettingsConfigDict

from core.ports import Verdict
from core.refusals import Unavailable
from core.secret import IdNumber, Name, Phone
from registries.sharing import ShareSettings, line
from vendors import share
from vendors.outside import Outside

PATIENCE_S = 5.0  # a person waits for this one, and without it cannot go on


class Settings(ShareSettings):
    model_config = SettingsConfigDict(env_prefix="ZB_OPERATOR_")
    timeout: float = PATIENCE_S


@dataclass(frozen=True)
class Operator:
    """`line` is None while it is not connected."""

    name: str
    line: share.Line | None

    async def agree(self, name: Name, id_number: IdNumber, phone: Phone) -> Verdict:
        """Raises: Unavailable when it cannot be asked now."""
        if self.line is None:
            raise Unavailable("verifier_unavailable", verifier=self.name)
        try:
            return await share.agree(self.line, "v1/three-elements", name, id_number, phone)
        except share.Refused as refused:
            raise Unavailable("verifier_unavailable", 60, verifier=self.name) from refused


def make(outside: Outside | None) -> Operator:
    return Operator("operator", line("operator", Settings(), outside, path="operator", keys="operator"))
