"""What the city knew when: fetched before any transaction, kept sealed with the draft, frozen at submission."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import cast

from core.citizens import Citizen, subject_facts
from core.crypto import open_bytes, seal
from core.json import Json, JsonObject, decode, encode
from core.ports import Fact, Facts, Knowledge, Subject
from core.time import now_ms

FACTS = "applications.facts"
FRESH_MS = 10 * 60_000  # a draft's facts are asked again after that; what could not be asked is asked again at once


@dataclass(frozen=True)
class Known:
    """Facts and when they were fetched (milliseconds UTC)."""

    facts: Facts
    at: int

    @property
    def fresh(self) -> bool:
        return not self.facts.unknown and now_ms() - self.at < FRESH_MS


def sealed(known: Known) -> bytes:
    told: dict[str, Json] = {
        path: {"value": fact.value, "source": fact.source, "on": fact.on.isoformat()}
        for path, fact in known.facts.known.items()
    }
    return seal(encode({"at": known.at, "known": told, "unknown": sorted(known.facts.unknown)}), FACTS)


def opened(blob: bytes | None) -> Known | None:
    if blob is None:
        return None
    told = cast(Mapping[str, Json], decode(open_bytes(blob, FACTS)))
    known = {
        path: Fact(fact["value"], str(fact["source"]), date.fromisoformat(str(fact["on"])))
        for path, fact in cast(Mapping[str, JsonObject], told["known"]).items()
    }
    return Known(Facts(known, frozenset(cast(list[str], told["unknown"]))), cast(int, told["at"]))


async def find_out(
    citizen: Citizen | None, paths: Set[str], knowledge: Knowledge, *, purpose: str, today: date
) -> Known:
    """Ask everybody outside who may know `paths`; what the certificate says of its holder comes with it.

    Before the certificate is verified nobody is asked: all stays unknown.
    """
    own = subject_facts(citizen, today)
    if citizen is None or citizen.id_number is None:
        return Known(Facts(own.known, own.unknown | paths), now_ms())
    subject = Subject(citizen.id, citizen.name, citizen.id_number)
    found = await knowledge.look_up(subject, paths, purpose) if paths else Facts()
    return Known(Facts({**own.known, **found.known}, own.unknown | found.unknown), now_ms())
