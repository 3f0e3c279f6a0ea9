"""The licences this city has issued, as facts for rules: who holds one needs no second. A `Registry` by shape."""

from collections.abc import Set

from core import db
from core.json import Json
from core.licences.library import library
from core.licences.reading import status_from
from core.ports import Fact, FactField, Facts, Path, Subject
from core.time import today


class OwnLicences:
    """Answers the `fact` path of each kind: an object while a licence is in force, null when there is none."""

    name = "own_licences"

    def __init__(self) -> None:
        own = library()
        self._kinds = {kind.fact: kind.slug for kind in own.kinds.values() if kind.fact}
        self._source = own.printed["source"]
        self.fields: tuple[FactField, ...] = tuple(
            FactField(kind.fact, "object", kind.says, self._source, kind.owner)
            for kind in own.kinds.values()
            if kind.fact
        )

    async def look_up(self, subject: Subject, paths: Set[Path], purpose: str) -> Facts:
        """Of somebody who is not signed in, nothing is known."""
        asked = {path: self._kinds[path] for path in paths & self._kinds.keys()}
        if subject.citizen_id is None or not asked:
            return Facts(unknown=frozenset(asked))
        held = await _held(subject.citizen_id)
        return Facts({path: Fact(held.get(kind), self._source, today()) for path, kind in asked.items()})


async def _held(citizen_id: str) -> dict[str, Json]:
    """The newest licence in force of each kind."""
    found = await db.rows(
        "SELECT kind, identifier, status, issued_on, valid_until FROM licences WHERE citizen_id = $1 ORDER BY id",
        citizen_id,
    )
    return {
        row["kind"]: {name: row[name] for name in ("identifier", "issued_on", "valid_until")}
        for row in found
        if status_from(row) == "active"
    }
