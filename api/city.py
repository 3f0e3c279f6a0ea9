"""The city's folder and the registers, read once at start-up: what is wrong with them stops the start, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import offices
from api.knowledge import CityKnowledge
from core import documents, licences, words
from core.calendar import Calendar, CalendarMissing
from core.desk import opinions
from core.house import open_house
from core.licences import OwnLicences
from core.ports import Verifier
from core.scenes import CityNotReady
from core.scenes import load as load_scenes
from notifications import letters, post
from notifications import senders as senders_of
from offices import systems
from payments import policy, providers, tills
from registries import every as every_source
from registries import registries, verifiers
from vendors.outside import Outside

VERIFY_PAGE = "/verify"  # CONTRACT: the page for people, outside /api/v1


UNREADABLE = (
    CityNotReady,
    CalendarMissing,
    licences.LibraryWrong,
    letters.BadLetters,
    documents.DocumentsWrong,
    opinions.OpinionsWrong,
    policy.PolicyWrong,
)  # each says every problem it found, a line each


@dataclass(frozen=True)
class Sources:
    """Who can tell us things: facts, and whether name, number and phone belong together."""

    knowledge: CityKnowledge
    verifiers: Sequence[Verifier]


def read_city(folder: Path, public_address: str, outside: Outside | None) -> Sources:
    """Words, licences, scenes, calendar and letters of `folder`, in the order in which they lean on each other.

    Raises: one of UNREADABLE.
    """
    sources = sources_of(folder, public_address, outside)
    city = load_scenes(folder, sources.knowledge.vocabulary(), offices=systems.names())
    open_house(city, Calendar.load(folder / "calendar"))
    opinions.use(opinions.load(folder / "opinions.yaml"))
    written = letters.load(folder / "letters")
    if unwritten := letters.unwritten(written, city.items.values()):
        raise letters.BadLetters("\n".join(unwritten))
    post.open_post(written, senders_of.every(outside))
    offices.use(systems.every(outside))
    tills.open_tills(providers.every(outside), policy.load(folder / "policies" / "money.yaml"))
    return sources


def sources_of(folder: Path, public_address: str = "", outside: Outside | None = None) -> Sources:
    """The registers, and the city's own licences, which are a register too."""
    words.load(folder / "words")
    licences.use(licences.load(folder / "licences", f"{public_address}{VERIFY_PAGE}"))
    documents.use(documents.load(folder / "documents", f"{public_address}{VERIFY_PAGE}"))
    sources = every_source(outside)
    return Sources(CityKnowledge([*registries(sources), OwnLicences()]), tuple(verifiers(sources)))
