"""The city's own rules about money: `policies/money.yaml`. What is wrong with it stops the start."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


class PolicyWrong(ValueError):
    """What is wrong with the file, in words."""


class Policy(BaseModel):
    """`big_refund_fen`: from here on finance looks first. `open_minutes`: how long one payment can be made."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    big_refund_fen: int = Field(gt=0)
    open_minutes: int = Field(ge=1, le=120)

    @property
    def open_ms(self) -> int:
        return self.open_minutes * 60_000


def load(place: Path) -> Policy:
    """Raises: PolicyWrong."""
    try:
        return Policy.model_validate(YAML(typ="safe", pure=True).load(place.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, YAMLError, ValidationError) as wrong:
        raise PolicyWrong(f"{place.name}: {wrong}") from None
