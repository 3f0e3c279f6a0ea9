"""What the house says when it will not do a thing: typed, named by what happened, with a stable code.

Words for people live in word files by code; only api/ knows HTTP.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as by_default

from core.json import Json


@dataclass(frozen=True)
class Defect:
    """One thing wrong with one field. `field` is a field id or a path, `values` fill the words.

    Inside a group it is a place: `children[0].name`, the name of the first entry of `children`.
    """

    field: str
    code: str
    values: dict[str, Json] = by_default(default_factory=dict)

    @property
    def asked(self) -> str:
        """The question it is about, whatever place inside its answer is meant."""
        return self.field.partition("[")[0]


class Refusal(Exception):
    """A refusal we expect. `code` is stable and lower_snake; `values` fill the words and ride in the answer."""

    def __init__(self, code: str, /, **values: Json) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Unauthenticated(Refusal):
    """Nobody is signed in, or the proof does not hold."""


class NotAllowed(Refusal):
    """Known, but may not. `assurance_needed` carries `needed` (1..5) and `how`."""


class NotFound(Refusal):
    """There is no such thing for this caller: another person's anything looks just the same."""


class Conflict(Refusal):
    """Not in this state, not with this version: look again. `version` says the present one where there is one."""


class Invalid(Refusal):
    """Everything wrong at once."""

    def __init__(self, defects: Iterable[Defect], code: str = "invalid") -> None:
        super().__init__(code)
        self.defects = tuple(defects)


class TooMany(Refusal):
    """Too often. `retry_after` is in whole seconds."""

    def __init__(self, code: str, /, retry_after: int, **values: Json) -> None:
        super().__init__(code, **values)
        self.retry_after = retry_after


class Unavailable(Refusal):
    """Something we lean on does not answer; trying again later may help. `retry_after` is in whole seconds."""

    def __init__(self, code: str, /, retry_after: int = 5, **values: Json) -> None:
        super().__init__(code, **values)
        self.retry_after = retry_after
