"""A second person's own word: yes lets the cases begin, no ends them. Each answers with a sign-in of their own."""

from dataclasses import replace

from core import db
from core.applications.guards import Opinion
from core.applications.history import By
from core.applications.limits import Limited, limits_for
from core.applications.loading import Loaded, Party
from core.applications.moving import Moment, apply
from core.applications.parties import CONFIRMED, DECLINED, INVITED, NAME
from core.applications.standing import Standing, load_for, may_answer
from core.applications.versions import pinned
from core.applications.writing import insisting, write
from core.citizens import Caller
from core.citizens.citizen import NAME as CITIZENS_NAME
from core.crypto import open_text
from core.db.batch import Value
from core.json import JsonObject
from core.refusals import Conflict, NotAllowed, NotFound
from core.time import business_ms, today


async def confirm(caller: Caller, application_id: str, role: str, *, agree: bool = True, reason: str = "") -> str:
    """Say yes or no as the one who was asked in `role`; answers the application's state. The same word again is fine.

    Raises: NotFound `application_unknown`, `party_unknown` for whoever was not asked; NotAllowed `assurance_needed`;
    Conflict `answered_already` after the other word, `confirmation_over` when it is too late or was taken back.
    """
    return await insisting(lambda: _answered(caller, application_id, role, agree=agree, reason=reason))


async def _answered(caller: Caller, application_id: str, role: str, *, agree: bool, reason: str) -> str:
    loaded, standing = await load_for(caller, application_id)
    application = loaded.application
    party = _asked(standing, role)
    scene = await pinned(application.scene, application.scene_version)
    if caller.assurance < scene.assurance:
        raise NotAllowed("assurance_needed", needed=scene.assurance, how=["three_elements"])
    word = CONFIRMED if agree else DECLINED
    if party.state == word:
        return application.state
    _refuse_late(loaded, party)
    when, by = Moment(business_ms(), today()), By("applicant", caller.citizen_id, role)
    _remember(loaded, party, word, by, when)
    if agree:
        _yes(loaded, party, by, when, name_agrees=await _name_agrees(caller, party))
    else:
        _no(loaded, party, by, when, limits=limits_for(scene), reason=reason)
    await write(loaded, scene, when)
    return application.state


def _asked(standing: Standing, role: str) -> Party:
    if standing.party is None or standing.party.role != role:
        raise NotFound("party_unknown", role=role)
    return standing.party


def _refuse_late(loaded: Loaded, party: Party) -> None:
    application = loaded.application
    if party.state in {CONFIRMED, DECLINED}:
        raise Conflict("answered_already", state=party.state)
    if not may_answer(party.state, party.confirm_by, ended=application.closed_at is not None):
        raise Conflict("confirmation_over", state=application.state)


def _remember(loaded: Loaded, party: Party, word: str, by: By, when: Moment) -> None:
    """In the batch of the application, and among what was loaded: the rest of this move sees it."""
    values: dict[str, Value] = {"state": word, "citizen_id": by.id, "confirmed_at": when.at}
    loaded.application.also.update("parties", {"id": party.id, "state": INVITED}, values)
    answered = replace(party, state=word, citizen_id=by.id)
    loaded.parties = tuple(answered if one.id == party.id else one for one in loaded.parties)


def _yes(loaded: Loaded, party: Party, by: By, when: Moment, *, name_agrees: bool) -> None:
    """`name_agrees` tells the offices whether the sheet has the name as the certificate has it."""
    data: JsonObject = {"party_id": party.id, "role": party.role, "name_agrees": name_agrees}
    loaded.application.record("party_confirmed", by, when.at, data=data, letter="party_confirmed")


def _no(loaded: Loaded, party: Party, by: By, when: Moment, *, limits: Limited, reason: str) -> None:
    """Nothing has begun yet, so everything is taken back; the applicant gets one letter, not one for each case."""
    application, said = loaded.application, reason.strip()
    data = {"party_id": party.id, "role": party.role}
    note = {"opinion": said} if said else None
    application.record("party_declined", by, when.at, note=note, data=data, letter="party_declined")
    for case in tuple(one for one in application.cases.values() if not one.ended):
        apply(application, case.id, "withdraw", by, when=when, limits=limits, opinion=Opinion(text=said), tell=False)


async def _name_agrees(caller: Caller, party: Party) -> bool:
    row = await db.row(
        "SELECT p.name AS said, z.name AS known FROM parties p, citizens z WHERE p.id = $1 AND z.id = $2",
        party.id,
        caller.citizen_id,
    )
    if row is None or not row["said"] or not row["known"]:
        return False
    return open_text(row["said"], NAME) == open_text(row["known"], CITIZENS_NAME)
