"""A citizen as read: personal values stay of their own types until a face asks for them."""

from dataclasses import dataclass, field

from core import db
from core.crypto import open_text
from core.refusals import NotFound
from core.secret import IdNumber, Name, Phone
from core.time import rfc3339

NAME, ID_NUMBER, PHONE = "citizens.name", "citizens.id_number", "citizens.phone"


@dataclass(frozen=True)
class Citizen:
    id: str
    assurance: int
    version: int
    name: Name | None
    id_number: IdNumber | None
    phone: Phone | None


@dataclass(frozen=True)
class Caller:
    """Who is on the line. `assurance` is 0 (a visitor with a phone nobody checked) to 5.

    `citizen`: the person as found together with their session, where there was one.
    """

    citizen_id: str
    session_id: str
    channel: str
    assurance: int
    name: Name | None = None
    phone: Phone | None = None
    citizen: Citizen | None = None


@dataclass(frozen=True)
class AccountView:
    """`channel` is the kind of account: phone, wechat, alipay."""

    channel: str
    since: str


@dataclass(frozen=True)
class Me:
    """GET /me: masked, except the name, which a person may see of themselves."""

    id: str
    name: str | None
    id_number: str | None
    phone: str | None
    assurance: int
    accounts: tuple[AccountView, ...] = ()
    acting_for: tuple[str, ...] = field(default=())


def citizen_from(row: db.Row) -> Citizen:
    name, id_number, phone = row["name"], row["id_number"], row["phone"]
    return Citizen(
        row["id"],
        row["assurance"],
        row["version"],
        None if name is None else Name(open_text(name, NAME)),
        None if id_number is None else IdNumber(open_text(id_number, ID_NUMBER)),
        None if phone is None else Phone(open_text(phone, PHONE)),
    )


async def citizen_of(citizen_id: str) -> Citizen:
    """Raises: NotFound `citizen_unknown`."""
    row = await db.row("SELECT id, assurance, version, name, id_number, phone FROM citizens WHERE id = $1", citizen_id)
    if row is None:
        raise NotFound("citizen_unknown")
    return citizen_from(row)


async def citizen_behind(caller: Caller) -> Citizen:
    """The caller as a citizen; asks the database only when the session did not bring them along."""
    return caller.citizen or await citizen_of(caller.citizen_id)


async def me(caller: Caller) -> Me:
    """What a person sees of themselves: the number and the phone masked."""
    citizen = await citizen_of(caller.citizen_id)
    accounts = await db.rows(
        "SELECT channel, min(created_at) AS since FROM accounts WHERE citizen_id = $1 GROUP BY channel ORDER BY since",
        caller.citizen_id,
    )
    return Me(
        citizen.id,
        citizen.name.reveal() if citizen.name else None,
        citizen.id_number.masked() if citizen.id_number else None,
        citizen.phone.masked() if citizen.phone else None,
        citizen.assurance,
        tuple(AccountView(row["channel"], rfc3339(row["since"])) for row in accounts),
    )
