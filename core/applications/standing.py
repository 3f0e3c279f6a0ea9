"""In what role a person stands in an application: whose sheet it is, or who was asked to confirm it.

Somebody asked is known by the number of their checked certificate, whenever they first signed in. Nobody else sees it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core import db, kinds
from core.applications.judging import judged
from core.applications.loading import Loaded, Party, load
from core.applications.parties import APPLICANT, INVITED, LAPSED, NAME, UNREGISTERED, PartyView, Said, label_of
from core.citizens import Caller, citizen_behind
from core.crypto import blind_candidates, open_text
from core.refusals import NotFound
from core.scenes import Scene
from core.secret import Name
from core.time import today
from core.words import DEFAULT

CONFIRM, DECLINE = "confirm", "decline"


@dataclass(frozen=True)
class Standing:
    """`party` is None for the applicant, whose sheet it is."""

    role: str
    party: Party | None = None

    @property
    def owns(self) -> bool:
        return self.party is None

    @property
    def answer_by(self) -> str | None:
        """The last day to say yes or no, of somebody who still may."""
        return self.party.confirm_by if self.party and self.party.state == INVITED else None


OWNER = Standing(APPLICANT)


async def load_for(caller: Caller, application_id: str) -> tuple[Loaded, Standing]:
    """The application, and what the caller is in it. Raises: NotFound `application_unknown`, also for a stranger."""
    loaded = await load(application_id)
    return loaded, await standing_of(caller, loaded)


async def standing_of(caller: Caller, loaded: Loaded) -> Standing:
    """Raises: NotFound `application_unknown`."""
    if loaded.application.citizen_id == caller.citizen_id:
        return OWNER
    known = await own_indexes(caller) if any(party.id_number_index for party in loaded.parties) else ()
    for party in loaded.parties:
        if party.id_number_index and party.id_number_index in known:
            return Standing(party.role, party)
    raise NotFound("application_unknown")


async def own_indexes(caller: Caller) -> tuple[str, ...]:
    """Under what the caller's checked number may be stored; nothing before it was checked."""
    citizen = await citizen_behind(caller)
    return blind_candidates(citizen.id_number.reveal(), "id_number") if citizen.id_number else ()


def may_answer(state: str, confirm_by: str | None, *, ended: bool) -> bool:
    """Whether somebody who was asked can still say yes or no: to the end of the last day."""
    return state == INVITED and not ended and (confirm_by is None or today().isoformat() <= confirm_by)


def answers_open(loaded: Loaded, standing: Standing) -> tuple[str, ...]:
    """What somebody who was asked may do now."""
    party, ended = standing.party, loaded.application.closed_at is not None
    return (CONFIRM, DECLINE) if party and may_answer(party.state, party.confirm_by, ended=ended) else ()


async def parties_of(
    loaded: Loaded, scene: Scene, standing: Standing, language: str = DEFAULT
) -> tuple[PartyView, ...]:
    """Everybody in it, as the one who looks may see them."""
    names = await _names(loaded)
    order = {role: place for place, role in enumerate(("subject", APPLICANT, *scene.parties))}
    parties = sorted(loaded.parties, key=lambda party: order.get(party.role, len(order)))
    found = []
    for party in parties:
        view = _view(party, loaded, standing, names.get(party.id))
        said = _said(loaded, scene, party) if view.you and not standing.owns else ()
        found.append(replace(view, says=label_of(scene, party.role, language), said=said))
    return tuple(found)


async def _names(loaded: Loaded) -> Mapping[str, Name]:
    """By party. Those of the applicant are not written down again."""
    own = loaded.citizen.name
    names = {party.id: own for party in loaded.parties if own and _is_owners(party, loaded)}
    if len(names) < len(loaded.parties):
        found = await db.rows(
            "SELECT id, name FROM parties WHERE application_id = $1 AND name IS NOT NULL", loaded.application.id
        )
        names |= {row["id"]: Name(open_text(row["name"], NAME)) for row in found}
    return names


def _is_owners(party: Party, loaded: Loaded) -> bool:
    return party.citizen_id == loaded.application.citizen_id


def _view(party: Party, loaded: Loaded, standing: Standing, name: Name | None) -> PartyView:
    you = party.id == standing.party.id if standing.party else _is_owners(party, loaded)
    own = you or party.state == UNREGISTERED  # whoever is to say yes reads what the child will be called
    ended = loaded.application.closed_at is not None
    return PartyView(
        party.role,
        (name.reveal() if own else name.masked()) if name else None,
        LAPSED if party.state == INVITED and ended else party.state,
        confirm_by=party.confirm_by if party.state == INVITED else None,
        you=you,
    )


def _said(loaded: Loaded, scene: Scene, party: Party) -> tuple[Said, ...]:
    """What the sheet says of this person, as it stands in the sheet."""
    values = judged(loaded, scene).values
    fields = (scene.fields.get(name) for name in scene.parties[party.role].takes.values())
    return tuple(
        Said(one.id, one.name, kinds.get(one.kind).show(values[one.id], one))
        for one in fields
        if one and values.get(one.id) is not None
    )
