"""What all registries on the data-sharing platform have in common: one question, an answer believed field by field.

A registry's own file says which facts it knows and how each is read. A fact that contradicts another source is not
mended here: each path has its own source and date, and the office weighs them.
"""

import logging
from collections.abc import Mapping, Set
from dataclasses import dataclass

from pydantic import SecretStr
from pydantic_settings import BaseSettings

from core.ports import Fact, FactField, Facts, Path, Subject, Verdict
from core.refusals import Unavailable
from core.secret import IdNumber, Name, Phone
from core.time import today
from registries.reading import Garbled, Reader
from vendors import share
from vendors.outside import Outside

_log = logging.getLogger("registries")
OLDEST_DAYS = 180  # an older copy is no knowledge any more: rather ask the person


class ShareSettings(BaseSettings):
    """One line to the platform; without an address it is not connected, and all is unknown. `timeout` in seconds."""

    address: str = ""
    app: str = ""
    secret: SecretStr = SecretStr("")
    timeout: float = 1.5


def line(name: str, settings: ShareSettings, outside: Outside | None, *, path: str, keys: str) -> share.Line | None:
    """The line as set up; else, in a demo, to the keeper at `path`, by its keys `<keys>_app`, `<keys>_secret`."""
    if settings.address:
        return share.Line(name, settings.address, settings.app, settings.secret, settings.timeout)
    if outside is None:
        return None
    app, secret = outside.secrets[f"{keys}_app"], SecretStr(outside.secrets[f"{keys}_secret"])
    return share.Line(name, f"{outside.base}/{path}", app, secret, settings.timeout)


@dataclass(frozen=True)
class Keeper:
    """Who keeps something at the other end. `line` is None while it is not connected."""

    name: str
    line: share.Line | None

    async def verdict(self, path: str, name: Name, id_number: IdNumber, phone: Phone | None = None) -> Verdict:
        """Whether these belong together, asked at `path`. Raises: Unavailable `verifier_unavailable`."""
        if self.line is None:
            raise Unavailable("verifier_unavailable", verifier=self.name)
        try:
            return await share.agree(self.line, path, name, id_number, phone)
        except share.Refused as refused:
            raise Unavailable("verifier_unavailable", 60, verifier=self.name) from refused


@dataclass(frozen=True)
class Known:
    """One fact: asked for as `asks`; `read` makes its value out of the answer's field `column` (when empty, `asks`)."""

    field: FactField
    asks: str
    read: Reader
    column: str = ""

    @property
    def told_in(self) -> str:
        return self.column or self.asks


@dataclass(frozen=True)
class Sharing(Keeper):
    """A registry on the platform."""

    source: str
    knows: tuple[Known, ...]

    @property
    def fields(self) -> tuple[FactField, ...]:
        return tuple(known.field for known in self.knows)

    async def look_up(self, subject: Subject, paths: Set[Path], purpose: str) -> Facts:
        """One question for all of `paths`. Whatever goes wrong, its paths come back unknown."""
        wanted = {known.field.path: known for known in self.knows if known.field.path in paths}
        if not wanted:
            return Facts()
        if self.line is None or subject.name is None or subject.id_number is None:
            return Facts(unknown=frozenset(wanted))
        columns = sorted({known.asks for known in wanted.values()})
        try:
            record = await share.query(self.line, subject.name, subject.id_number, columns, purpose)
        except (Unavailable, share.Refused) as failed:
            _log.warning("registry_unknown", extra={"registry": self.name, "code": failed.code})
            return Facts(unknown=frozenset(wanted))
        if record is None:  # no record is an answer, as of today: there is none of it
            return Facts({path: Fact(None, self.source, today()) for path in wanted})
        if not 0 <= (today() - record.as_of).days <= OLDEST_DAYS:
            _log.warning("registry_stale", extra={"registry": self.name})
            return Facts(unknown=frozenset(wanted))
        return self._read(wanted, record)

    def _read(self, wanted: Mapping[Path, Known], record: share.Record) -> Facts:
        known: dict[Path, Fact] = {}
        for path, one in wanted.items():
            try:
                if one.told_in in record.data:
                    known[path] = Fact(one.read(record.data[one.told_in]), self.source, record.as_of)
            except Garbled:
                _log.warning("registry_garbled", extra={"registry": self.name, "path": path})
        return Facts(known, frozenset(wanted.keys() - known.keys()))
