"""Who a person says they are, checked with those who know: name, ID number and phone must belong together."""

import asyncio
import unicodedata
from collections.abc import Sequence

from core import db
from core.citizens.citizen import ID_NUMBER, NAME, Caller, Citizen, citizen_of
from core.codes.id_number import IdNumberWrong, tidy_id_number
from core.crypto import blind, blind_candidates, seal
from core.db import Batch
from core.ports import Verdict, Verifier
from core.refusals import Conflict, Defect, Invalid
from core.secret import IdNumber, Name, Phone
from core.time import now_ms

THREE_ELEMENTS = 3
LONGEST_NAME = 50  # GB/T 39046 gives names 50 characters


async def verify(caller: Caller, name: str, id_number: str, verifiers: Sequence[Verifier]) -> int:
    """Bind a checked certificate to the caller; answers the assurance reached (3).

    Raises: Invalid with every defect (`name_wrong`, `id_number_...`, `identity_differs`, `identity_no_record`);
    Conflict `phone_needed` before there is a phone, `identity_held` when another citizen has it, `identity_bound` when
    this one has another; Unavailable when nobody can be asked now.
    """
    tidy_name, tidy_number = _tidied(name, id_number)
    citizen = await citizen_of(caller.citizen_id)
    if citizen.phone is None:
        raise Conflict("phone_needed", how=["bind_phone"])
    if citizen.id_number is not None and citizen.id_number.reveal() != tidy_number:
        raise Conflict("identity_bound")
    verdicts = await asyncio.gather(
        *(
            verifier.agree(Name(tidy_name), IdNumber(tidy_number), Phone(citizen.phone.reveal()))
            for verifier in verifiers
        )
    )
    _refuse_doubt(verdicts)
    await _refuse_if_held(citizen, tidy_number)  # last: who cannot prove to be that person learns nothing of them
    return await _bind(citizen, tidy_name, tidy_number)


def _tidied(name: str, id_number: str) -> tuple[str, str]:
    defects: list[Defect] = []
    tidy_name = unicodedata.normalize("NFKC", name).replace("•", "·").strip()
    if not 2 <= len(tidy_name) <= LONGEST_NAME or not all(sign.isalpha() or sign in "· .'-" for sign in tidy_name):
        defects.append(Defect("name", "name_wrong"))
    tidy_number = ""
    try:
        tidy_number = tidy_id_number(id_number)
    except IdNumberWrong as wrong:
        defects.append(Defect("id_number", wrong.code))
    if defects:
        raise Invalid(defects)
    return tidy_name, tidy_number


def _refuse_doubt(verdicts: Sequence[Verdict]) -> None:
    if "differ" in verdicts:
        raise Invalid([Defect("id_number", "identity_differs")])
    if "no_record" in verdicts:
        raise Invalid([Defect("id_number", "identity_no_record")])


async def _refuse_if_held(citizen: Citizen, id_number: str) -> None:
    candidates = blind_candidates(id_number, "id_number")
    marks = ", ".join(f"${n}" for n in range(1, len(candidates) + 1))
    held = await db.row(f"SELECT id FROM citizens WHERE id_number_index IN ({marks})", *candidates)
    if held is not None and held["id"] != citizen.id:
        raise Conflict("identity_held", how=["sign_in_with_the_other_channel", "face", "window"])


async def _bind(citizen: Citizen, name: str, id_number: str) -> int:
    reached = max(citizen.assurance, THREE_ELEMENTS)
    batch = Batch()
    batch.update(
        "citizens",
        {"id": citizen.id, "version": citizen.version},
        {
            "name": seal(name, NAME),
            "id_number": seal(id_number, ID_NUMBER),
            "id_number_index": blind(id_number, "id_number"),
            "assurance": reached,
            "verified_at": now_ms(),
            "version": citizen.version + 1,
        },
    )
    try:
        await db.commit(batch)
    except db.Taken:
        raise Conflict("identity_held", how=["sign_in_with_the_other_channel", "face", "window"]) from None
    return reached
